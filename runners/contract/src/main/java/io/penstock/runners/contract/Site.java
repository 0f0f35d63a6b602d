package io.penstock.runners.contract;

import io.penstock.core.plan.Plan;
import io.penstock.io.hot.HotConnection;
import io.penstock.pipelines.digest.StoreDigests;
import io.penstock.pipelines.stores.ConnectionFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;

/**
 * Stores that nobody else uses.
 *
 * @param out folder of raw archive and archive
 * @param hot the hot tables
 */
public record Site(Path out, HotConnection hot) {

  /** Empty stores. */
  public static Site fresh(Path below) throws IOException, SQLException {
    Path out = Files.createTempDirectory(below, "site");
    HotConnection hot = HotServer.fresh();
    ConnectionFile.write(hot, connectionFile(out));
    return new Site(out, hot);
  }

  /** The same stores, with the file that {@code --hot} names written anew. */
  Site connected() throws IOException {
    ConnectionFile.write(hot, connectionFile());
    return this;
  }

  /** What {@code --hot} names. */
  public Path connectionFile() {
    return connectionFile(out);
  }

  /** The archive of a plan. */
  public Path archive(Plan plan) {
    return out.resolve(plan.name()).resolve("archive");
  }

  /** What the stores hold. */
  public StoreDigests digests(Plan plan) throws IOException, SQLException {
    return StoreDigests.of(plan, hot, out);
  }

  private static Path connectionFile(Path out) {
    return out.resolve("hot.properties");
  }
}
