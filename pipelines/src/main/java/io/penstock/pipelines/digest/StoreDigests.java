package io.penstock.pipelines.digest;

import io.penstock.core.plan.Plan;
import io.penstock.core.tile.Dataset;
import io.penstock.core.tile.RowDigest;
import io.penstock.core.tile.TableDigest;
import io.penstock.io.archive.ArchiveKey;
import io.penstock.io.archive.ArchiveReader;
import io.penstock.io.archive.ArchiveRow;
import io.penstock.io.hot.HotConnection;
import io.penstock.io.hot.HotDatabase;
import io.penstock.io.hot.HotDigest;
import io.penstock.io.object.ObjectRoot;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The digest of every dataset of a plan in each of its stores.
 *
 * @param hot per dataset, in the plan's order, the digest of its rows in the hot tables
 * @param archive per dataset, the digest of its rows in the archive
 */
public record StoreDigests(Map<String, TableDigest> hot, Map<String, TableDigest> archive) {

  /** Reads both stores completely. */
  public static StoreDigests of(Plan plan, HotConnection hot, ObjectRoot out)
      throws IOException, SQLException {
    Map<String, TableDigest> hotDigests = new LinkedHashMap<>();
    Map<String, TableDigest> archiveDigests = new LinkedHashMap<>();
    ArchiveReader reader = new ArchiveReader(out.child(plan.name()).child("archive").open());
    try (HotDatabase database = HotDatabase.open(hot)) {
      HotDigest digest = new HotDigest(database);
      for (Dataset dataset : Dataset.of(plan)) {
        hotDigests.put(dataset.name(), digest.of(dataset, plan.name()));
        archiveDigests.put(dataset.name(), archive(reader, dataset));
      }
    }
    return new StoreDigests(hotDigests, archiveDigests);
  }

  /** The same for an archive in a local folder. */
  public static StoreDigests of(Plan plan, HotConnection hot, Path out)
      throws IOException, SQLException {
    return of(plan, hot, ObjectRoot.folder(out));
  }

  /** Whether every dataset has the same rows in both stores. */
  public boolean storesAgree() {
    return hot.equals(archive);
  }

  private static TableDigest archive(ArchiveReader reader, Dataset dataset) throws IOException {
    RowDigest digest = new RowDigest(dataset);
    read(reader, dataset, row -> digest);
    return digest.digest();
  }

  /** Tells which sum a row is added to. */
  interface Sums {
    RowDigest of(ArchiveRow row);
  }

  /** Adds every row of a dataset to a sum. */
  static void read(ArchiveReader reader, Dataset dataset, Sums sums) throws IOException {
    for (ArchiveKey key : reader.keys(dataset.name())) {
      read(reader, key, sums);
    }
  }

  /** Adds every row of an object to a sum. */
  static void read(ArchiveReader reader, ArchiveKey key, Sums sums) throws IOException {
    List<String> columns = reader.footer(key).numberColumns();
    reader.forEachRow(key, row -> add(sums.of(row), columns, row));
  }

  private static void add(RowDigest digest, List<String> columns, ArchiveRow row) {
    digest.begin(
        row.asset.getBytes(StandardCharsets.UTF_8),
        row.metric.getBytes(StandardCharsets.UTF_8),
        row.timeMicros,
        row.endMicros,
        row.quality);
    for (int i = 0; i < columns.size(); i++) {
      digest.number(columns.get(i), row.numbers[i]);
    }
    if (row.hasText) {
      digest.text(row.text.getBytes(StandardCharsets.UTF_8));
    }
    digest.end();
  }
}
