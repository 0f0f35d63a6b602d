package io.penstock.io.hot;

import io.penstock.io.sql.SqlArrays;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Per partition the first offset that a backfill ever wanted to land. Without it nobody could tell
 * records that are missing from records that nobody asked for.
 */
public final class TopicStarts {
  private static final String NOTE =
      """
      insert into topic_starts (plan, source, partition, first_offset)
      select ?, source, partition, first
      from unnest(?::text[], ?::integer[], ?::bigint[]) as u (source, partition, first)
      on conflict (plan, source, partition) do update set
        first_offset = least(topic_starts.first_offset, excluded.first_offset)
      """;
  private static final String ALL =
      "select source, partition, first_offset from topic_starts where plan = ?";

  private final HotDatabase database;
  private final String plan;

  /** The starts of a plan in a migrated database. */
  public TopicStarts(HotDatabase database, String plan) {
    this.database = database;
    this.plan = plan;
  }

  private record Row(String source, int partition, long first) {}

  /** Notes the first offsets of a source's partitions; of two the earlier stays. */
  public void note(String source, Map<Integer, Long> offsets) throws SQLException {
    List<Row> rows = new ArrayList<>();
    new TreeMap<>(offsets)
        .forEach((partition, first) -> rows.add(new Row(source, partition, first)));
    try (Connection connection = database.connection();
        PreparedStatement note = connection.prepareStatement(NOTE)) {
      note.setString(1, plan);
      SqlArrays.texts(note, 2, rows, Row::source);
      SqlArrays.ints(note, 3, rows, Row::partition);
      SqlArrays.longs(note, 4, rows, Row::first);
      note.executeUpdate();
      connection.commit();
    }
  }

  /** All of them, by source and partition. */
  public SortedMap<String, SortedMap<Integer, Long>> all() throws SQLException {
    SortedMap<String, SortedMap<Integer, Long>> starts = new TreeMap<>();
    try (Connection connection = database.connection();
        PreparedStatement query = connection.prepareStatement(ALL)) {
      query.setString(1, plan);
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          starts
              .computeIfAbsent(row.getString(1), source -> new TreeMap<>())
              .put(row.getInt(2), row.getLong(3));
        }
      }
    }
    return starts;
  }
}
