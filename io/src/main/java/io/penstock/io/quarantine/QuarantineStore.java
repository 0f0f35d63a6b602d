package io.penstock.io.quarantine;

import io.penstock.io.quarantine.QuarantineFilter.Status;
import io.penstock.io.sql.Pause;
import io.penstock.io.sql.SqlArrays;
import io.penstock.io.sql.Transactions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.sql.DataSource;

/**
 * The table {@code quarantine}. Adding an entry again changes nothing, unless it had been replayed:
 * then it is open again, for it failed again. Every failure propagates, so that the engine stops
 * rather than drops. Safe for threads.
 */
public final class QuarantineStore {
  /** Entries per statement; with heads of 64 KiB this bounds a statement at 32 MiB. */
  private static final int ENTRIES_PER_STATEMENT = 500;

  private static final int KEYS_PER_STATEMENT = 20_000;
  private static final String KEY = "(source, origin, position, ordinal, reason)";
  private static final String ADD =
      """
      insert into quarantine (source, origin, position, ordinal, reason, detail,
        payload, payload_sha256, payload_bytes)
      select source, origin, place, ordinal, reason, detail, payload, sha256, bytes
      from unnest(?::text[], ?::text[], ?::bigint[], ?::integer[], ?::text[], ?::text[],
        ?::bytea[], ?::bytea[], ?::bigint[]) with ordinality
        as offered (source, origin, place, ordinal, reason, detail, payload, sha256, bytes, rank)
      order by rank
      on conflict %s do update set status = 'open' where quarantine.status <> 'open'
      """
          .formatted(KEY);
  private static final String LIST =
      """
      select source, origin, position, ordinal, reason, detail,
        payload, payload_sha256, payload_bytes
      from quarantine
      where (?::text is null or source = ?) and (?::text is null or reason = ?)
        and (?::text is null or status = ?)
        %s
      order by source, origin, position, ordinal, reason
      limit ?
      """;
  private static final String AFTER =
      "and (source, origin, position, ordinal, reason) > (?, ?, ?, ?, ?)";
  private static final String COUNT =
      "select reason, count(*) from quarantine where status = ? group by reason";
  private static final String REPLAYED =
      """
      update quarantine q set status = 'replayed'
      from unnest(?::text[], ?::text[], ?::bigint[], ?::integer[], ?::text[])
        as done (source, origin, place, ordinal, reason)
      where q.source = done.source and q.origin = done.origin and q.position = done.place
        and q.ordinal = done.ordinal and q.reason = done.reason and q.status = 'open'
      """;

  private final DataSource pool;
  private final Transactions transactions;

  /**
   * A store over a migrated database.
   *
   * @param pool gives connections with auto-commit off
   */
  public QuarantineStore(DataSource pool) {
    this.pool = pool;
    this.transactions = new Transactions(pool, Pause.DEFAULT);
  }

  /**
   * Adds entries, all or none.
   *
   * @return how many are new or open again
   */
  public int add(Collection<QuarantineEntry> entries) throws SQLException, InterruptedException {
    return transactions.run(connection -> add(connection, entries));
  }

  /** Adds entries in the caller's transaction. */
  public static int add(Connection connection, Collection<QuarantineEntry> entries)
      throws SQLException {
    // In key order, so that two writers never wait for each other.
    TreeMap<QuarantineKey, QuarantineEntry> distinct = new TreeMap<>();
    entries.forEach(entry -> distinct.putIfAbsent(entry.key(), entry));
    List<QuarantineEntry> rows = List.copyOf(distinct.values());
    int added = 0;
    try (PreparedStatement insert = connection.prepareStatement(ADD)) {
      for (int from = 0; from < rows.size(); from += ENTRIES_PER_STATEMENT) {
        List<QuarantineEntry> part =
            rows.subList(from, Math.min(rows.size(), from + ENTRIES_PER_STATEMENT));
        bindKeys(insert, part.stream().map(QuarantineEntry::key).toList());
        SqlArrays.texts(insert, 6, part, QuarantineEntry::detail);
        SqlArrays.bytes(insert, 7, part, QuarantineEntry::payload);
        SqlArrays.bytes(insert, 8, part, QuarantineEntry::sha256);
        SqlArrays.longs(insert, 9, part, QuarantineEntry::payloadBytes);
        added += insert.executeUpdate();
      }
    }
    return added;
  }

  /** Lists entries in the order of their keys, texts by the database's collation. */
  public List<QuarantineEntry> list(QuarantineFilter filter) throws SQLException {
    try (Connection connection = pool.getConnection();
        PreparedStatement query =
            connection.prepareStatement(LIST.formatted(filter.after().isPresent() ? AFTER : ""))) {
      String[] wanted = {
        filter.source().orElse(null),
        filter.reason().orElse(null),
        filter.status().map(QuarantineStore::code).orElse(null)
      };
      for (int i = 0; i < wanted.length; i++) {
        query.setString(2 * i + 1, wanted[i]);
        query.setString(2 * i + 2, wanted[i]);
      }
      int parameter = 7;
      if (filter.after().isPresent()) {
        QuarantineKey after = filter.after().get();
        query.setString(parameter++, after.source());
        query.setString(parameter++, after.origin());
        query.setLong(parameter++, after.position());
        query.setInt(parameter++, after.ordinal());
        query.setString(parameter++, after.reason());
      }
      query.setInt(parameter, filter.limit());
      List<QuarantineEntry> entries = new ArrayList<>();
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          entries.add(entry(row));
        }
      }
      return entries;
    }
  }

  /** Number of entries with a status, by reason code. */
  public SortedMap<String, Long> countByReason(Status status) throws SQLException {
    try (Connection connection = pool.getConnection();
        PreparedStatement query = connection.prepareStatement(COUNT)) {
      query.setString(1, code(status));
      SortedMap<String, Long> counts = new TreeMap<>();
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          counts.put(row.getString(1), row.getLong(2));
        }
      }
      return counts;
    }
  }

  /**
   * Marks entries as replayed.
   *
   * @return how many were open
   */
  public int markReplayed(Collection<QuarantineKey> entries)
      throws SQLException, InterruptedException {
    List<QuarantineKey> rows = entries.stream().sorted().toList();
    return transactions.run(
        connection -> {
          int marked = 0;
          try (PreparedStatement update = connection.prepareStatement(REPLAYED)) {
            for (int from = 0; from < rows.size(); from += KEYS_PER_STATEMENT) {
              bindKeys(
                  update, rows.subList(from, Math.min(rows.size(), from + KEYS_PER_STATEMENT)));
              marked += update.executeUpdate();
            }
          }
          return marked;
        });
  }

  private static void bindKeys(PreparedStatement statement, List<QuarantineKey> rows)
      throws SQLException {
    SqlArrays.texts(statement, 1, rows, QuarantineKey::source);
    SqlArrays.texts(statement, 2, rows, QuarantineKey::origin);
    SqlArrays.longs(statement, 3, rows, QuarantineKey::position);
    SqlArrays.ints(statement, 4, rows, QuarantineKey::ordinal);
    SqlArrays.texts(statement, 5, rows, QuarantineKey::reason);
  }

  private static QuarantineEntry entry(ResultSet row) throws SQLException {
    return new QuarantineEntry(
        row.getString(1),
        row.getString(2),
        row.getLong(3),
        row.getInt(4),
        row.getString(5),
        row.getString(6),
        row.getBytes(7),
        row.getBytes(8),
        row.getLong(9));
  }

  private static String code(Status status) {
    return status.name().toLowerCase(Locale.ROOT);
  }
}
