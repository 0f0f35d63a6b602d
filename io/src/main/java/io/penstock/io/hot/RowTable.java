package io.penstock.io.hot;

import io.penstock.core.feature.Feature;
import io.penstock.core.tile.Dataset;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The statements on one of the two tables of results. Names in them are constants of this class and
 * columns of {@link Feature}; names from data are always parameters.
 *
 * @param table the table's name
 * @param scope key columns before the asset
 * @param time the column by which rows belong to tiles
 * @param head columns before the numbers
 * @param numbers all numeric columns, in order
 * @param text the column of text
 */
record RowTable(
    String table,
    List<String> scope,
    String time,
    List<String> head,
    List<String> numbers,
    String text) {

  /** How often the group is a parameter of the statements that select keys. */
  static final int GROUP_IN_KEYS = 3;

  /** The aligned measurements. */
  static final RowTable MEASUREMENTS =
      new RowTable(
          "measurements",
          List.of(),
          "time",
          List.of("asset", "metric", "time", "quality"),
          List.of("value"),
          "text");

  /** All feature groups. */
  static final RowTable FEATURES =
      new RowTable(
          "features",
          List.of("feature_group"),
          "window_start",
          List.of("feature_group", "asset", "metric", "window_start", "window_end", "quality"),
          Arrays.stream(Feature.values()).map(Feature::column).toList(),
          "states");

  static RowTable of(Dataset dataset) {
    RowTable rows = dataset.kind() == Dataset.Kind.MEASUREMENTS ? MEASUREMENTS : FEATURES;
    if (!Set.copyOf(rows.numbers).containsAll(dataset.numberColumns())) {
      throw new IllegalArgumentException(
          "dataset "
              + dataset.name()
              + " has columns unknown to table "
              + rows.table
              + ": "
              + dataset.numberColumns());
    }
    return rows;
  }

  /** Number of fields in a row of a dataset with so many numeric columns. */
  int fields(int columns) {
    return head.size() + columns + 1;
  }

  /** Copies rows of new tiles straight in. */
  String copy(Dataset dataset) {
    return copyInto(table, dataset);
  }

  /** Makes room for the rows of replaced tiles; once per connection, emptied at each commit. */
  String createStaging() {
    return "create temporary table if not exists %s (like %s) on commit delete rows"
        .formatted(staged(), table);
  }

  /** Copies rows of replaced tiles into the staging table. */
  String copyStaging(Dataset dataset) {
    return copyInto("pg_temp." + staged(), dataset);
  }

  /**
   * Upserts the staged rows, leaving alone those that are the same bit for bit: {@code *<>}
   * compares images, while {@code <>} takes -0.0 for 0.0.
   */
  String upsert() {
    List<String> all = columns(numbers).toList();
    List<String> key =
        Stream.of(scope, List.of("asset", "metric", time)).flatMap(List::stream).toList();
    List<String> rest = all.stream().filter(column -> !key.contains(column)).toList();
    return """
        insert into %1$s as stored (%2$s) select %2$s from pg_temp.%3$s
        on conflict (%4$s) do update set (%5$s) = (%6$s)
        where row(%7$s)::record *<> row(%6$s)::record
        """
        .formatted(
            table,
            String.join(", ", all),
            staged(),
            String.join(", ", key),
            String.join(", ", rest),
            prefixed("excluded.", rest),
            prefixed("stored.", rest));
  }

  /**
   * The same, giving the keys (asset, metric, microseconds) of rows that are new or have changed.
   */
  String upsertTelling() {
    return upsert() + "returning asset, metric, time_to_micros(%s)".formatted(time);
  }

  /**
   * Selects the keys (asset, metric, microseconds) of the stored rows of some tiles that are not
   * staged. Parameters: assets, first times and times after the last, as arrays; for features then
   * the group, {@value #GROUP_IN_KEYS} times.
   */
  String missingKeys() {
    // EXCEPT, as every plan of it is O(n log n), whatever the planner believes about the staging
    // table, which nobody has analysed.
    return """
        select asset, metric, time_to_micros(%1$s) from (
        %2$s
        except select asset, metric, %1$s from pg_temp.%3$s) missing
        """
        .formatted(time, stored(), staged());
  }

  /** Selects the keys of all stored rows of some tiles. Parameters as {@link #missingKeys}. */
  String storedKeys() {
    return "select asset, metric, time_to_micros(%s) from (%s) stored".formatted(time, stored());
  }

  /** Deletes rows by key. Parameters: assets, metrics, microseconds; for features the group. */
  String delete() {
    return """
        delete from %1$s r
        using unnest(?::text[], ?::text[], ?::bigint[]) as k (asset, metric, micros)
        where %2$s r.asset = k.asset and r.metric = k.metric and r.%3$s = micros_to_time(k.micros)
        """
        .formatted(table, scoped("r"), time);
  }

  /**
   * The keys of the stored rows of some tiles. The primary key is (asset, metric, time), and a tile
   * has no metric: the recursion hops over the metrics of an asset, so the cost is one range per
   * metric instead of a scan of all the asset's rows. OFFSET 0 keeps the planner from turning the
   * ranges into a join over the whole table.
   */
  private String stored() {
    return """
        with recursive range as materialized (
          select u.asset, micros_to_time(u.lower) as lower, micros_to_time(u.upper) as upper
          from unnest(?::text[], ?::bigint[], ?::bigint[]) as u (asset, lower, upper)
        ),
        series (asset, metric) as (
          select a.asset, (select min(m.metric) from %1$s m where %2$s m.asset = a.asset)
          from (select distinct asset from range) a
          union all
          select s.asset, (
            select min(m.metric) from %1$s m
            where %2$s m.asset = s.asset and m.metric > s.metric)
          from series s
          where s.metric is not null
        )
        select r.asset, r.metric, r.%3$s
        from range join series using (asset)
        cross join lateral (
          select m.asset, m.metric, m.%3$s
          from %1$s m
          where %2$s m.asset = range.asset and m.metric = series.metric
            and m.%3$s >= range.lower and m.%3$s < range.upper
          offset 0
        ) r
        """
        .formatted(table, scoped("m"), time);
  }

  /**
   * Copies all rows of a dataset and a plan's assets out, in no order: head columns, numbers, text.
   * Several plans may share a table.
   */
  String copyOut(String datasetLiteral, String planLiteral) {
    return copyOutWhere(
        datasetLiteral,
        "asset in (select asset from assets where plan = '%s')".formatted(planLiteral));
  }

  /**
   * The same for some assets and row times {@code [lower, upper)}.
   *
   * @param assetLiterals literals, at least one
   */
  String copyOut(String datasetLiteral, List<String> assetLiterals, long lower, long upper) {
    return copyOutWhere(
        datasetLiteral,
        "asset in ('%s') and %s >= micros_to_time(%d) and %s < micros_to_time(%d)"
            .formatted(String.join("', '", assetLiterals), time, lower, time, upper));
  }

  private String copyOutWhere(String datasetLiteral, String condition) {
    String where =
        " where "
            + condition
            + (scope.isEmpty() ? "" : " and feature_group = '" + datasetLiteral + "'");
    return "copy (select %s from %s%s) to stdout (format binary)"
        .formatted(
            columns(numbers).skip(scope.size()).collect(Collectors.joining(", ")), table, where);
  }

  private String scoped(String alias) {
    return scope.isEmpty() ? "" : alias + ".feature_group = ?::text and";
  }

  private String staged() {
    return "staged_" + table;
  }

  private String copyInto(String target, Dataset dataset) {
    return "copy %s (%s) from stdin (format binary)"
        .formatted(target, columns(dataset.numberColumns()).collect(Collectors.joining(", ")));
  }

  private Stream<String> columns(List<String> numeric) {
    return Stream.of(head, numeric, List.of(text)).flatMap(List::stream);
  }

  private static String prefixed(String prefix, List<String> columns) {
    return columns.stream().map(column -> prefix + column).collect(Collectors.joining(", "));
  }
}
