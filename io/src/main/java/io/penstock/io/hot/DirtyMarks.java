package io.penstock.io.hot;

import io.penstock.core.decode.RecordOrigin;
import io.penstock.io.sql.Pause;
import io.penstock.io.sql.SqlArrays;
import io.penstock.io.sql.Transactions;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The asset-periods that must be computed again. Marking is idempotent except for the version;
 * marks with the same asset, period and reason are one, with the highest ingest time and the newest
 * record of each partition.
 *
 * <p>To reconcile: {@link #list} the marks, recompute, store the results as authoritative, then
 * {@link #clear} the very marks that were listed and whose records raw had. A mark set again in
 * between has another version and stays.
 */
public final class DirtyMarks {
  private static final String MARK =
      """
      insert into dirty (asset, period_start, reason, highest_ingest)
      select asset, micros_to_time(period), reason, micros_to_time(ingest)
      from unnest(?::text[], ?::bigint[], ?::text[], ?::bigint[]) with ordinality
        as offered (asset, period, reason, ingest, place)
      order by place
      on conflict (asset, period_start, reason) do update set
        highest_ingest = greatest(dirty.highest_ingest, excluded.highest_ingest),
        version = excluded.version,
        marked = excluded.marked
      """;
  private static final String MARK_RECORDS =
      """
      insert into dirty_records (asset, period_start, reason, topic, partition, last_offset)
      select asset, micros_to_time(period), reason, topic, partition, last_offset
      from unnest(?::text[], ?::bigint[], ?::text[], ?::text[], ?::integer[], ?::bigint[])
        as offered (asset, period, reason, topic, partition, last_offset)
      on conflict (asset, period_start, reason, topic, partition) do update set
        last_offset = greatest(dirty_records.last_offset, excluded.last_offset)
      """;
  private static final String COLUMNS =
      "asset, time_to_micros(period_start), reason, time_to_micros(highest_ingest), version,"
          + " array(select topic || '/' || partition || '/' || last_offset from dirty_records"
          + " where dirty_records.asset = dirty.asset"
          + " and dirty_records.period_start = dirty.period_start"
          + " and dirty_records.reason = dirty.reason order by topic, partition)";
  private static final String LIST = "select " + COLUMNS + " from dirty order by version limit ?";
  private static final String OF_PLAN =
      "select "
          + COLUMNS
          + " from dirty where asset in (select asset from assets where plan = ?)"
          + " order by version";
  private static final String CLEAR =
      """
      delete from dirty
      using unnest(?::text[], ?::bigint[], ?::text[], ?::bigint[])
        as done (asset, period, reason, version)
      where dirty.asset = done.asset and dirty.period_start = micros_to_time(done.period)
        and dirty.reason = done.reason and dirty.version = done.version
      """;

  private static final Comparator<Request> BY_MARK =
      Comparator.comparing(Request::asset)
          .thenComparingLong(Request::periodStart)
          .thenComparing(Request::reason);

  private final HotDatabase database;
  private final Transactions transactions;

  /** Marks in a database. */
  public DirtyMarks(HotDatabase database) {
    this(database, Pause.DEFAULT);
  }

  DirtyMarks(HotDatabase database, Pause pause) {
    this.database = database;
    this.transactions = new Transactions(database.dataSource(), pause);
  }

  /**
   * An asset-period to mark.
   *
   * @param asset the asset
   * @param periodStart start of the archive period, microseconds UTC
   * @param reason why
   * @param highestIngestMicros latest ingest time among the readings that caused it, if known
   * @param record the record of a stream that caused it, if one did
   */
  public record Request(
      String asset,
      long periodStart,
      DirtyReason reason,
      OptionalLong highestIngestMicros,
      Optional<RecordOrigin> record) {

    /** A request that waits for no record. */
    public Request(
        String asset, long periodStart, DirtyReason reason, OptionalLong highestIngestMicros) {
      this(asset, periodStart, reason, highestIngestMicros, Optional.empty());
    }

    /** The request for the period that an event time or a tile's start falls into. */
    public static Request at(
        String asset, long micros, long periodMicros, DirtyReason reason, OptionalLong ingest) {
      return new Request(
          asset,
          Math.multiplyExact(Math.floorDiv(micros, periodMicros), periodMicros),
          reason,
          ingest);
    }

    private Request laterRead(Request other) {
      return record.orElseThrow().offset() >= other.record.orElseThrow().offset() ? this : other;
    }

    private Request laterIngested(Request other) {
      OptionalLong mine = highestIngestMicros;
      OptionalLong theirs = other.highestIngestMicros;
      boolean keep =
          theirs.isEmpty() || (mine.isPresent() && mine.getAsLong() >= theirs.getAsLong());
      return keep ? this : other;
    }
  }

  /** Marks asset-periods, all or none. */
  public void mark(Collection<Request> requests) throws SQLException, InterruptedException {
    transactions.run(
        connection -> {
          mark(connection, requests);
          return requests.size();
        });
  }

  /** Up to {@code limit} marks, the longest unmarked first. */
  public List<DirtyMark> list(int limit) throws SQLException {
    try (Connection connection = database.connection();
        PreparedStatement query = connection.prepareStatement(LIST)) {
      query.setInt(1, limit);
      return read(query);
    }
  }

  /** All marks of the assets that a plan has claimed, the longest unmarked first. */
  public List<DirtyMark> ofPlan(String plan) throws SQLException {
    try (Connection connection = database.connection();
        PreparedStatement query = connection.prepareStatement(OF_PLAN)) {
      query.setString(1, plan);
      return read(query);
    }
  }

  private static List<DirtyMark> read(PreparedStatement query) throws SQLException {
    List<DirtyMark> marks = new ArrayList<>();
    try (ResultSet row = query.executeQuery()) {
      while (row.next()) {
        long ingest = row.getLong(4);
        OptionalLong highest = row.wasNull() ? OptionalLong.empty() : OptionalLong.of(ingest);
        marks.add(
            new DirtyMark(
                row.getString(1),
                row.getLong(2),
                row.getString(3),
                highest,
                records(row.getArray(6)),
                row.getLong(5)));
      }
    }
    return marks;
  }

  private static List<RecordOrigin> records(Array texts) throws SQLException {
    return Arrays.stream((String[]) texts.getArray()).map(RecordOrigin::parse).toList();
  }

  /**
   * Clears marks that have not been set again since they were listed.
   *
   * @return how many were cleared
   */
  public int clear(Collection<DirtyMark> marks) throws SQLException, InterruptedException {
    List<DirtyMark> done = List.copyOf(marks);
    return transactions.run(
        connection -> {
          try (PreparedStatement delete = connection.prepareStatement(CLEAR)) {
            SqlArrays.texts(delete, 1, done, DirtyMark::asset);
            SqlArrays.longs(delete, 2, done, DirtyMark::periodStart);
            SqlArrays.texts(delete, 3, done, DirtyMark::reason);
            SqlArrays.longs(delete, 4, done, DirtyMark::version);
            return delete.executeUpdate();
          }
        });
  }

  /** Marks asset-periods in the caller's transaction. */
  static void mark(Connection connection, Collection<Request> requests) throws SQLException {
    // In key order, so that two writers never wait for each other; each key once, as upsert asks.
    TreeMap<Request, Request> merged = new TreeMap<>(BY_MARK);
    requests.forEach(request -> merged.merge(request, request, Request::laterIngested));
    if (merged.isEmpty()) {
      return;
    }
    List<Request> rows = List.copyOf(merged.values());
    try (PreparedStatement upsert = connection.prepareStatement(MARK)) {
      SqlArrays.texts(upsert, 1, rows, Request::asset);
      SqlArrays.longs(upsert, 2, rows, Request::periodStart);
      SqlArrays.texts(upsert, 3, rows, row -> row.reason().code());
      SqlArrays.longs(upsert, 4, rows, row -> boxed(row.highestIngestMicros()));
      upsert.executeUpdate();
    }
    markRecords(connection, requests);
  }

  private static void markRecords(Connection connection, Collection<Request> requests)
      throws SQLException {
    TreeMap<Request, Request> newest =
        new TreeMap<>(
            BY_MARK
                .thenComparing(request -> request.record().orElseThrow().topic())
                .thenComparingInt(request -> request.record().orElseThrow().partition()));
    requests.stream()
        .filter(request -> request.record().isPresent())
        .forEach(request -> newest.merge(request, request, Request::laterRead));
    if (newest.isEmpty()) {
      return;
    }
    List<Request> rows = List.copyOf(newest.values());
    try (PreparedStatement upsert = connection.prepareStatement(MARK_RECORDS)) {
      SqlArrays.texts(upsert, 1, rows, Request::asset);
      SqlArrays.longs(upsert, 2, rows, Request::periodStart);
      SqlArrays.texts(upsert, 3, rows, row -> row.reason().code());
      SqlArrays.texts(upsert, 4, rows, row -> row.record().orElseThrow().topic());
      SqlArrays.ints(upsert, 5, rows, row -> row.record().orElseThrow().partition());
      SqlArrays.longs(upsert, 6, rows, row -> row.record().orElseThrow().offset());
      upsert.executeUpdate();
    }
  }

  private static @Nullable Long boxed(OptionalLong value) {
    return value.isPresent() ? value.getAsLong() : null;
  }
}
