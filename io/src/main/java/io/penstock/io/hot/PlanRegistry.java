package io.penstock.io.hot;

import io.penstock.io.sql.Pause;
import io.penstock.io.sql.SqlArrays;
import io.penstock.io.sql.Transactions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * What plans may write to a database, checked at every start: the epoch goes up when meaning
 * changes, an asset belongs to one plan, and the layout of data once stored is fixed.
 */
public final class PlanRegistry {
  private static final String PUT_PLAN =
      """
      insert into plans (plan, epoch) values (?, ?)
      on conflict (plan) do update set epoch = excluded.epoch
      """;
  private static final String PUT_PARTS =
      """
      insert into plan_parts (plan, part, hash)
      select ?, part, hash from unnest(?::text[], ?::text[]) as u (part, hash)
      on conflict (plan, part) do update set hash = excluded.hash
      """;
  private static final String DROP_PARTS =
      "delete from plan_parts where plan = ? and part <> all (?::text[])";
  private static final String PUT_LAYOUT =
      """
      insert into dataset_layout (setting, value)
      select setting, value from unnest(?::text[], ?::text[]) as u (setting, value)
      on conflict (setting) do nothing
      """;

  private final Transactions transactions;

  /** The registry of a migrated database. */
  public PlanRegistry(HotDatabase database) {
    transactions = new Transactions(database.dataSource(), Pause.DEFAULT);
  }

  /**
   * Registers a plan, or refuses it and changes nothing. Registering the same again does nothing;
   * new parts, assets and layout settings are added.
   *
   * @param plan the plan's name
   * @param epoch the plan's epoch
   * @param parts semantic hash per part of the plan (each series, each section)
   * @param layout what is fixed once data is stored, such as {@code measurements.tile}, {@code
   *     archive.period}, {@code archive.shards}
   * @param assets the assets the plan writes
   * @throws PlanRefused with every reason: an older epoch than stored; a part changed or removed
   *     within an epoch; a changed layout; an asset of another plan
   */
  public void register(
      String plan,
      int epoch,
      Map<String, String> parts,
      Map<String, String> layout,
      Collection<String> assets)
      throws SQLException, InterruptedException {
    transactions.run(
        connection -> {
          try (Statement lock = connection.createStatement()) {
            // One start at a time, so that two new plans cannot both claim an asset.
            lock.execute("lock table plans in share row exclusive mode");
          }
          List<String> reasons = new ArrayList<>();
          checkParts(connection, plan, epoch, parts, reasons);
          checkLayout(connection, layout, reasons);
          reasons.addAll(AssetClaims.claim(connection, plan, assets));
          if (!reasons.isEmpty()) {
            throw new PlanRefused(plan, reasons);
          }
          put(connection, plan, epoch, parts, layout);
          return reasons;
        });
  }

  /** Every asset that a plan has ever claimed, also those that its catalogue no longer has. */
  public SortedSet<String> assets(String plan) throws SQLException, InterruptedException {
    return transactions.run(
        connection -> {
          try (PreparedStatement query =
              connection.prepareStatement("select asset from assets where plan = ?")) {
            query.setString(1, plan);
            SortedSet<String> assets = new TreeSet<>();
            try (ResultSet row = query.executeQuery()) {
              while (row.next()) {
                assets.add(row.getString(1));
              }
            }
            return assets;
          }
        });
  }

  private static void checkParts(
      Connection connection,
      String plan,
      int epoch,
      Map<String, String> parts,
      List<String> reasons)
      throws SQLException {
    OptionalInt stored = epoch(connection, plan);
    if (stored.isEmpty()) {
      return;
    }
    if (epoch < stored.getAsInt()) {
      reasons.add(
          "epoch must be at least "
              + stored.getAsInt()
              + ", which was started already, but was: "
              + epoch);
    }
    if (epoch != stored.getAsInt()) {
      return;
    }
    pairs(connection, "select part, hash from plan_parts where plan = ?", plan)
        .forEach(
            (part, hash) -> {
              String offered = parts.get(part);
              if (!hash.equals(offered)) {
                reasons.add(
                    part
                        + (offered == null ? " was removed" : " has changed")
                        + " within epoch "
                        + epoch
                        + ": raise the epoch, or put it back");
              }
            });
  }

  private static void checkLayout(
      Connection connection, Map<String, String> layout, List<String> reasons) throws SQLException {
    pairs(connection, "select setting, value from dataset_layout where ?::text is not null", "")
        .forEach(
            (setting, value) -> {
              String offered = layout.get(setting);
              if (offered != null && !value.equals(offered)) {
                reasons.add(
                    setting
                        + " is fixed at "
                        + value
                        + " once data is stored, but was: "
                        + offered
                        + "; to change it, start a new database and archive folder, or a new"
                        + " dataset name, and run a backfill from raw into it");
              }
            });
  }

  private static void put(
      Connection connection,
      String plan,
      int epoch,
      Map<String, String> parts,
      Map<String, String> layout)
      throws SQLException {
    try (PreparedStatement putPlan = connection.prepareStatement(PUT_PLAN);
        PreparedStatement drop = connection.prepareStatement(DROP_PARTS);
        PreparedStatement putParts = connection.prepareStatement(PUT_PARTS);
        PreparedStatement putLayout = connection.prepareStatement(PUT_LAYOUT)) {
      putPlan.setString(1, plan);
      putPlan.setInt(2, epoch);
      putPlan.executeUpdate();
      drop.setString(1, plan);
      bind(drop, 2, parts, Map.Entry::getKey);
      drop.executeUpdate();
      putParts.setString(1, plan);
      bind(putParts, 2, parts, Map.Entry::getKey);
      bind(putParts, 3, parts, Map.Entry::getValue);
      putParts.executeUpdate();
      bind(putLayout, 1, layout, Map.Entry::getKey);
      bind(putLayout, 2, layout, Map.Entry::getValue);
      putLayout.executeUpdate();
    }
  }

  private static void bind(
      PreparedStatement statement,
      int parameter,
      Map<String, String> pairs,
      Function<Map.Entry<String, String>, String> column)
      throws SQLException {
    SqlArrays.texts(statement, parameter, List.copyOf(new TreeMap<>(pairs).entrySet()), column);
  }

  private static OptionalInt epoch(Connection connection, String plan) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement("select epoch from plans where plan = ?")) {
      query.setString(1, plan);
      try (ResultSet row = query.executeQuery()) {
        return row.next() ? OptionalInt.of(row.getInt(1)) : OptionalInt.empty();
      }
    }
  }

  private static SortedMap<String, String> pairs(
      Connection connection, String sql, String parameter) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(sql)) {
      query.setString(1, parameter);
      SortedMap<String, String> pairs = new TreeMap<>();
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          pairs.put(row.getString(1), row.getString(2));
        }
      }
      return pairs;
    }
  }
}
