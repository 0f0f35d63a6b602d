package io.penstock.io.hot;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Where the live stream of each plan was last started anew. */
public final class LiveStarts {
  private static final String PUT =
      """
      insert into live_starts (plan, start_position, first_tile, first_period, started)
      values (?, ?, micros_to_time(?), micros_to_time(?), now())
      on conflict (plan) do update set
        start_position = excluded.start_position,
        first_tile = excluded.first_tile,
        first_period = excluded.first_period,
        started = excluded.started
      """;
  private static final String FORGET_PARTS =
      "delete from sealed_parts where plan = ? and period_start < micros_to_time(?)";
  private static final String FORGET_LAYOUT = "delete from live_layout where plan = ?";
  private static final String PUT_LAYOUT =
      "insert into live_layout (plan, setting, value) values (?, ?, ?)";
  private static final String FORGET_OFFSETS = "delete from live_start_offsets where plan = ?";
  private static final String PUT_OFFSET =
      """
      insert into live_start_offsets (plan, source, partition, first_offset) values (?, ?, ?, ?)
      """;
  private static final String GET =
      """
      select start_position, time_to_micros(first_tile), time_to_micros(first_period)
      from live_starts where plan = ?
      """;
  private static final String GET_LAYOUT = "select setting, value from live_layout where plan = ?";
  private static final String GET_OFFSETS =
      "select source, partition, first_offset from live_start_offsets where plan = ?";

  private final HotDatabase database;
  private final String plan;

  /** The starts of a plan in a migrated database. */
  public LiveStarts(HotDatabase database, String plan) {
    this.database = database;
    this.plan = plan;
  }

  /**
   * A start.
   *
   * @param position what the user said, for people
   * @param firstTileMicros start of the first hot tile that is computed, microseconds UTC; {@link
   *     Long#MIN_VALUE} for all
   * @param firstPeriodMicros start of the first archive period that is computed, in the same way
   * @param layout the settings that the stream's state depends on
   * @param offsets the first offset read, by source and partition
   */
  public record Start(
      String position,
      long firstTileMicros,
      long firstPeriodMicros,
      SortedMap<String, String> layout,
      SortedMap<String, SortedMap<Integer, Long>> offsets) {
    /** Copies the maps. */
    public Start {
      layout = new TreeMap<>(layout);
      SortedMap<String, SortedMap<Integer, Long>> copy = new TreeMap<>();
      offsets.forEach((source, partitions) -> copy.put(source, new TreeMap<>(partitions)));
      offsets = copy;
    }
  }

  /** The last start, if there was one. */
  public Optional<Start> last() throws SQLException {
    try (Connection connection = database.connection();
        PreparedStatement query = connection.prepareStatement(GET)) {
      query.setString(1, plan);
      try (ResultSet row = query.executeQuery()) {
        if (!row.next()) {
          return Optional.empty();
        }
        return Optional.of(
            new Start(
                row.getString(1),
                microsOrAll(row, 2),
                microsOrAll(row, 3),
                layout(connection),
                offsets(connection)));
      }
    }
  }

  /**
   * Notes a start, in place of the one before, and forgets which parts of earlier periods were
   * sealed: the stream does not answer for them any more.
   */
  public void put(Start start) throws SQLException {
    try (Connection connection = database.connection()) {
      try (PreparedStatement put = connection.prepareStatement(PUT)) {
        put.setString(1, plan);
        put.setString(2, start.position);
        setMicrosOrAll(put, 3, start.firstTileMicros);
        setMicrosOrAll(put, 4, start.firstPeriodMicros);
        put.executeUpdate();
      }
      try (PreparedStatement forget = connection.prepareStatement(FORGET_PARTS)) {
        forget.setString(1, plan);
        setMicrosOrAll(forget, 2, start.firstPeriodMicros);
        forget.executeUpdate();
      }
      putLayout(connection, start.layout);
      putOffsets(connection, start.offsets);
      connection.commit();
    }
  }

  private void putLayout(Connection connection, SortedMap<String, String> layout)
      throws SQLException {
    try (PreparedStatement forget = connection.prepareStatement(FORGET_LAYOUT);
        PreparedStatement put = connection.prepareStatement(PUT_LAYOUT)) {
      forget.setString(1, plan);
      forget.executeUpdate();
      for (Map.Entry<String, String> setting : layout.entrySet()) {
        put.setString(1, plan);
        put.setString(2, setting.getKey());
        put.setString(3, setting.getValue());
        put.addBatch();
      }
      put.executeBatch();
    }
  }

  private void putOffsets(
      Connection connection, SortedMap<String, SortedMap<Integer, Long>> offsets)
      throws SQLException {
    try (PreparedStatement forget = connection.prepareStatement(FORGET_OFFSETS);
        PreparedStatement put = connection.prepareStatement(PUT_OFFSET)) {
      forget.setString(1, plan);
      forget.executeUpdate();
      for (Map.Entry<String, SortedMap<Integer, Long>> source : offsets.entrySet()) {
        for (Map.Entry<Integer, Long> partition : source.getValue().entrySet()) {
          put.setString(1, plan);
          put.setString(2, source.getKey());
          put.setInt(3, partition.getKey());
          put.setLong(4, partition.getValue());
          put.addBatch();
        }
      }
      put.executeBatch();
    }
  }

  private SortedMap<String, String> layout(Connection connection) throws SQLException {
    SortedMap<String, String> layout = new TreeMap<>();
    try (PreparedStatement query = connection.prepareStatement(GET_LAYOUT)) {
      query.setString(1, plan);
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          layout.put(row.getString(1), row.getString(2));
        }
      }
    }
    return layout;
  }

  private SortedMap<String, SortedMap<Integer, Long>> offsets(Connection connection)
      throws SQLException {
    SortedMap<String, SortedMap<Integer, Long>> offsets = new TreeMap<>();
    try (PreparedStatement query = connection.prepareStatement(GET_OFFSETS)) {
      query.setString(1, plan);
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          offsets
              .computeIfAbsent(row.getString(1), source -> new TreeMap<>())
              .put(row.getInt(2), row.getLong(3));
        }
      }
    }
    return offsets;
  }

  private static long microsOrAll(ResultSet row, int column) throws SQLException {
    long micros = row.getLong(column);
    return row.wasNull() ? Long.MIN_VALUE : micros;
  }

  private static void setMicrosOrAll(PreparedStatement statement, int parameter, long micros)
      throws SQLException {
    if (micros == Long.MIN_VALUE) {
      statement.setNull(parameter, Types.BIGINT);
    } else {
      statement.setLong(parameter, micros);
    }
  }
}
