package io.penstock.io.hot;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/** Where the live stream of each plan was last started anew. */
public final class LiveStarts {
  private static final String PUT =
      """
      insert into live_starts (plan, first_period) values (?, micros_to_time(?))
      on conflict (plan) do update set first_period = excluded.first_period
      """;
  private static final String FORGET_PARTS =
      "delete from sealed_parts where plan = ? and period_start < micros_to_time(?)";
  private static final String FORGET_OFFSETS = "delete from live_start_offsets where plan = ?";
  private static final String PUT_OFFSET =
      """
      insert into live_start_offsets (plan, source, partition, first_offset) values (?, ?, ?, ?)
      """;
  private static final String GET =
      "select time_to_micros(first_period) from live_starts where plan = ?";
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
   * @param firstPeriod start of the first archive period that is computed, microseconds UTC; empty
   *     for all
   * @param offsets the first offset read, by source and partition
   */
  public record Start(
      OptionalLong firstPeriod, SortedMap<String, SortedMap<Integer, Long>> offsets) {
    /** Copies the maps. */
    public Start {
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
        long micros = row.getLong(1);
        return Optional.of(
            new Start(
                row.wasNull() ? OptionalLong.empty() : OptionalLong.of(micros),
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
      putPeriod(connection, PUT, start.firstPeriod);
      if (start.firstPeriod.isPresent()) {
        putPeriod(connection, FORGET_PARTS, start.firstPeriod);
      }
      putOffsets(connection, start.offsets);
      connection.commit();
    }
  }

  private void putPeriod(Connection connection, String sql, OptionalLong period)
      throws SQLException {
    try (PreparedStatement put = connection.prepareStatement(sql)) {
      put.setString(1, plan);
      if (period.isPresent()) {
        put.setLong(2, period.getAsLong());
      } else {
        put.setNull(2, Types.BIGINT);
      }
      put.executeUpdate();
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
}
