package io.penstock.io.hot;

import io.penstock.io.sql.SqlArrays;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Input that a run has begun to land and whose periods it has not stored yet. A run that is killed
 * leaves its entries, and the next run of the plan computes their periods too.
 */
public final class PendingRaw {
  private static final String BEGIN =
      """
      insert into raw_pending (plan, source, origin)
      select ?, source, origin from unnest(?::text[], ?::text[]) as u (source, origin)
      on conflict do nothing
      """;
  private static final String DONE =
      """
      delete from raw_pending
      using unnest(?::text[], ?::text[]) as done (source, origin)
      where raw_pending.plan = ? and raw_pending.source = done.source
        and raw_pending.origin = done.origin
      """;
  private static final String LIST = "select source, origin from raw_pending where plan = ?";

  private final HotDatabase database;

  /** The pending input of a migrated database. */
  public PendingRaw(HotDatabase database) {
    this.database = database;
  }

  /**
   * One input.
   *
   * @param source the source's name
   * @param origin a file's content SHA-256, or of records of a topic {@code
   *     topic/partition/from-to}
   */
  public record Input(String source, String origin) {}

  /** Notes input before it is landed. */
  public void begin(String plan, List<Input> inputs) throws SQLException {
    try (Connection connection = database.connection();
        PreparedStatement begin = connection.prepareStatement(BEGIN)) {
      begin.setString(1, plan);
      setInputs(begin, 2, inputs);
      begin.executeUpdate();
      connection.commit();
    }
  }

  /** Puts other input in the place of some. */
  public void replace(String plan, List<Input> old, List<Input> inputs) throws SQLException {
    try (Connection connection = database.connection();
        PreparedStatement done = connection.prepareStatement(DONE);
        PreparedStatement begin = connection.prepareStatement(BEGIN)) {
      setInputs(done, 1, old);
      done.setString(3, plan);
      done.executeUpdate();
      begin.setString(1, plan);
      setInputs(begin, 2, inputs);
      begin.executeUpdate();
      connection.commit();
    }
  }

  /** All pending input of a plan, of this run and of others. */
  public List<Input> list(String plan) throws SQLException {
    List<Input> pending = new ArrayList<>();
    try (Connection connection = database.connection();
        PreparedStatement list = connection.prepareStatement(LIST)) {
      list.setString(1, plan);
      try (ResultSet rows = list.executeQuery()) {
        while (rows.next()) {
          pending.add(new Input(rows.getString(1), rows.getString(2)));
        }
      }
    }
    return pending;
  }

  /** Forgets input whose periods are stored. */
  public void done(String plan, List<Input> inputs) throws SQLException {
    try (Connection connection = database.connection();
        PreparedStatement done = connection.prepareStatement(DONE)) {
      setInputs(done, 1, inputs);
      done.setString(3, plan);
      done.executeUpdate();
      connection.commit();
    }
  }

  private static void setInputs(PreparedStatement statement, int first, List<Input> inputs)
      throws SQLException {
    SqlArrays.texts(statement, first, inputs, Input::source);
    SqlArrays.texts(statement, first + 1, inputs, Input::origin);
  }
}
