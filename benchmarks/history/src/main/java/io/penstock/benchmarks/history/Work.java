package io.penstock.benchmarks.history;

/**
 * The work as SQL: parse the messages and drop copies, once, into a table {@code readings}; then
 * the last value of every second and ten features of every 10 s, of every series. Each of these
 * comes down to one row that needs every column of the result: the number of rows, then sums.
 *
 * <p>Dialects differ in how they parse JSON and in the names of functions. What Penstock does
 * beside it is not asked for: units, a catalogue, quality, gaps, evidence, and telling readings of
 * one series and time that contradict each other.
 *
 * @param parsed a query of columns {@code id}, {@code ts} (milliseconds) and {@code v} over the raw
 *     archive, a row for each line of its messages
 * @param last the value at the highest time, as an aggregate of {@code v} and {@code ts}
 * @param quantiles the quantiles 0.5, 0.05 and 0.95 of {@code v}, type 7, each under its name
 */
record Work(String parsed, String last, String quantiles) {

  /** The table {@code readings}. */
  String readings() {
    return "select distinct id, ts, v from (" + parsed + ") parsed";
  }

  /** The number of different readings. */
  String admitted() {
    return "select count(*), sum(v) from readings";
  }

  /** The last value of every second. */
  String measurements() {
    return """
        with seconds as (
          select id, ceil(ts / 1000.0) as second, %s as v from readings group by id, ceil(ts / 1000.0)
        )
        select count(*), sum(v), sum(second) from seconds
        """
        .formatted(last);
  }

  /** Ten features of every 10 s. */
  String features() {
    return """
        with windows as (
          select id, floor(ts / 10000.0) as w, count(*) as n, avg(v) as mean, min(v) as low,
            max(v) as high, stddev_samp(v) as deviation, sqrt(avg(v * v)) as rms, %s,
            regr_slope(v, (ts %% 10000) / 1000.0) as slope
          from readings group by id, floor(ts / 10000.0)
        )
        select count(*), sum(n), sum(mean), sum(low), sum(high), sum(deviation), sum(rms),
          sum(median), sum(q05), sum(q95), sum(slope), sum(w)
        from windows
        """
        .formatted(quantiles);
  }
}
