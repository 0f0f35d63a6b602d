package io.penstock.io.hot;

import io.penstock.io.sql.Pause;
import io.penstock.io.sql.Transactions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;

/**
 * Which raw archive the rows of a plan rest on. Computing a period from another raw archive than
 * the one it was computed from would offer sets that do not nest, and the smaller one would be
 * taken for incomplete: so a database takes a plan's results from one raw archive alone, told by
 * its id.
 *
 * <p>The id is the setting {@code <plan>/raw} of {@code dataset_layout}.
 */
public final class RawBinding {
  private static final String STORED = "select value from dataset_layout where setting = ?";
  private static final String IN_USE =
      """
      select exists (select from tile_evidence where plan = ?)
        or exists (select from raw_pending where plan = ?)
      """;
  private static final String PUT =
      """
      insert into dataset_layout (setting, value) values (?, ?)
      on conflict (setting) do update set value = excluded.value
      """;

  private final Transactions transactions;

  /** The bindings of a migrated database. */
  public RawBinding(HotDatabase database) {
    transactions = new Transactions(database.dataSource(), Pause.DEFAULT);
  }

  /**
   * Binds a plan to a raw archive, or refuses it. A plan that has stored nothing and has no run
   * under way is bound anew.
   *
   * @param plan the plan's name
   * @param id the raw archive's id
   * @param folder where it is, for people
   * @throws PlanRefused when the database has results from another raw archive
   */
  public void bind(String plan, String id, String folder)
      throws SQLException, InterruptedException {
    transactions.run(
        connection -> {
          try (Statement lock = connection.createStatement()) {
            lock.execute("lock table plans in share row exclusive mode");
          }
          Optional<String> stored = stored(connection, plan);
          if (stored.isPresent() && !stored.get().equals(id) && isInUse(connection, plan)) {
            throw refusal(plan, stored.get(), id, folder);
          }
          put(connection, plan, id);
          return id;
        });
  }

  /**
   * Checks that a plan is still bound to a raw archive. A run does so once its input is noted as
   * pending, since of two first runs with a folder each the later one may have bound the plan anew.
   *
   * @throws PlanRefused when it is not
   */
  public void check(String plan, String id, String folder)
      throws SQLException, InterruptedException {
    Optional<String> stored = transactions.run(connection -> stored(connection, plan));
    if (stored.isEmpty() || !stored.get().equals(id)) {
      throw refusal(plan, stored.orElse("none"), id, folder);
    }
  }

  private static PlanRefused refusal(String plan, String stored, String id, String folder) {
    return new PlanRefused(
        plan,
        List.of(
            "the database has results of the raw archive with id "
                + stored
                + ", but "
                + folder
                + " has id "
                + id
                + ": give the output folder that this database was filled from, or a new"
                + " database; to go on in another folder, move the plan's raw folder there"));
  }

  private static Optional<String> stored(Connection connection, String plan) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(STORED)) {
      query.setString(1, setting(plan));
      try (ResultSet row = query.executeQuery()) {
        return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
      }
    }
  }

  private static boolean isInUse(Connection connection, String plan) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(IN_USE)) {
      query.setString(1, plan);
      query.setString(2, plan);
      try (ResultSet row = query.executeQuery()) {
        return row.next() && row.getBoolean(1);
      }
    }
  }

  private static void put(Connection connection, String plan, String id) throws SQLException {
    try (PreparedStatement put = connection.prepareStatement(PUT)) {
      put.setString(1, setting(plan));
      put.setString(2, id);
      put.executeUpdate();
    }
  }

  private static String setting(String plan) {
    return plan + "/raw";
  }
}
