package io.penstock.runners.contract;

import io.penstock.core.plan.Plan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.stream.Stream;

/** A plant that has lost its stores. */
final class StoreLoss {
  private StoreLoss() {}

  /** Takes away all results; folders, marks and the raw archive stay. */
  static void everythingButRaw(Site site, Plan plan) throws IOException, SQLException {
    HotServer.execute(
        site.hot(), "truncate measurements, features, tile_evidence, archive_objects");
    try (Stream<Path> files = Files.walk(site.archive(plan))) {
      for (Path file : files.filter(path -> path.toString().endsWith(".parquet")).toList()) {
        Files.delete(file);
      }
    }
  }
}
