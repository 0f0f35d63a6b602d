package io.penstock.pipelines.migrate;

import io.penstock.io.hot.HotSchema;
import io.penstock.pipelines.stores.ConnectionFile;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;

/** Brings the hot tables of a connection file up to date, and says what it did. */
public final class Migrating {
  private Migrating() {}

  /**
   * Migrates. Done again it changes nothing; rights are neither given nor taken.
   *
   * @param hot the connection file of the role that owns the tables
   * @return what was done, one line each
   * @throws IOException when a file cannot be read or the database cannot be reached, in words
   * @throws io.penstock.io.hot.SchemaRefused when the tables are not this role's to change
   */
  public static List<String> run(Path hot) throws IOException {
    try {
      return HotSchema.migrate(ConnectionFile.read(hot)).told();
    } catch (SQLException e) {
      throw new IOException(e.getMessage(), e);
    }
  }
}
