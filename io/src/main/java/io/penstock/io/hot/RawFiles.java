package io.penstock.io.hot;

import io.penstock.io.sql.SqlArrays;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * The files that were whole in the raw archive when a run had computed them. The archive alone
 * cannot tell a file that was never landed from one whose objects are all gone.
 */
public final class RawFiles {
  private static final String NOTE =
      """
      insert into raw_files (plan, source, origin, path, objects, epoch, events)
      select ?, source, origin, path, objects, epoch, events
      from unnest(?::text[], ?::text[], ?::text[], ?::integer[], ?::integer[], ?::text[])
        as u (source, origin, path, objects, epoch, events)
      on conflict (plan, source, origin) do update set
        epoch = excluded.epoch, events = excluded.events
      """;
  private static final String ALL =
      "select source, origin, path, objects, epoch, events from raw_files where plan = ?"
          + " order by source, path, origin";

  private final HotDatabase database;
  private final String plan;

  /** The files of a plan in a migrated database. */
  public RawFiles(HotDatabase database, String plan) {
    this.database = database;
    this.plan = plan;
  }

  /**
   * One file.
   *
   * @param source the source's name
   * @param origin the file's content SHA-256
   * @param path its name, for people
   * @param objects number of its objects
   * @param epoch the oldest epoch that told some of {@code events}
   * @param events the spans of event time that its readings fall into, as text
   */
  public record File(
      String source, String origin, String path, int objects, int epoch, String events) {}

  /** Notes files. */
  public void note(List<File> files) throws SQLException {
    if (files.isEmpty()) {
      return;
    }
    try (Connection connection = database.connection();
        PreparedStatement note = connection.prepareStatement(NOTE)) {
      note.setString(1, plan);
      SqlArrays.texts(note, 2, files, File::source);
      SqlArrays.texts(note, 3, files, File::origin);
      SqlArrays.texts(note, 4, files, File::path);
      SqlArrays.ints(note, 5, files, File::objects);
      SqlArrays.ints(note, 6, files, File::epoch);
      SqlArrays.texts(note, 7, files, File::events);
      note.executeUpdate();
      connection.commit();
    }
  }

  /** All files, by source and path. */
  public List<File> all() throws SQLException {
    List<File> files = new ArrayList<>();
    try (Connection connection = database.connection();
        PreparedStatement query = connection.prepareStatement(ALL)) {
      query.setString(1, plan);
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          files.add(
              new File(
                  row.getString(1),
                  row.getString(2),
                  row.getString(3),
                  row.getInt(4),
                  row.getInt(5),
                  row.getString(6)));
        }
      }
    }
    return files;
  }
}
