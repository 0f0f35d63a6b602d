package io.penstock.io.hot;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/** Which plan an asset belongs to: the first that writes or registers it, for good. */
final class AssetClaims {
  private static final String CLAIM =
      """
      insert into assets (asset, plan)
      select asset, ? from unnest(?::text[]) with ordinality as u (asset, place) order by place
      on conflict do nothing
      """;
  private static final String OTHERS =
      "select asset, plan from assets where asset = any (?) and plan <> ? order by asset";

  private AssetClaims() {}

  /** Claims assets for a plan and returns a reason for each that belongs to another one. */
  static List<String> claim(Connection connection, String plan, Collection<String> assets)
      throws SQLException {
    String[] sorted = new TreeSet<>(assets).toArray(String[]::new);
    Array names = connection.createArrayOf("text", sorted);
    try (PreparedStatement insert = connection.prepareStatement(CLAIM);
        PreparedStatement query = connection.prepareStatement(OTHERS)) {
      insert.setString(1, plan);
      insert.setArray(2, names);
      insert.executeUpdate();
      query.setArray(1, names);
      query.setString(2, plan);
      List<String> refusals = new ArrayList<>();
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          refusals.add(
              "asset "
                  + row.getString(1)
                  + " belongs to plan "
                  + row.getString(2)
                  + ": an asset belongs to exactly one plan");
        }
      }
      return refusals;
    }
  }
}
