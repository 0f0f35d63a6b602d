package io.penstock.pipelines.simulate;

/** The plan and the catalogue that go with {@link BulkNdjson}. */
final class BulkPlan {
  static final String YAML =
      """
      # Benchmark: dedup, a 1 s grid, and ten features per 10 s.
      plan: bulk
      epoch: 1
      catalogue: catalogue.csv
      time: {maxDelay: PT10M, maxAhead: PT5M, settle: PT5S, slack: PT1M, earliest: 2000-01-01T00:00:00Z, latest: 2100-01-01T00:00:00Z}
      sources:
        - name: bulk
          files: [in/*.ndjson]
          timestamps: {form: millis}
          format:
            json: {framing: lines, address: [/id], time: /ts, value: /value}
      measurements:
        tile: PT10S
        align: {method: last, grid: PT1S, maxAge: PT5S, maxGap: PT5S}
        admit: uncertain
      features:
        - name: stats_10s
          tile: PT10S
          window: PT10S
          hop: PT10S
          input: normalised
          compute: [count, mean, min, max, std_samp, rms, median, q05, q95, slope_per_second]
      archive: {period: PT1H, shards: 4}
      maxAmplification: 4
      """;

  private BulkPlan() {}

  /** The address of a series: {@code a0001/s3}. */
  static String id(int series) {
    return "a%04d/s%d"
        .formatted(series / BulkNdjson.SERIES_PER_ASSET + 1, series % BulkNdjson.SERIES_PER_ASSET);
  }

  static String catalogue(BulkNdjson settings) {
    StringBuilder csv = new StringBuilder("address,asset,metric,type,unit\n");
    for (int i = 0; i < settings.series(); i++) {
      String id = id(i);
      int slash = id.indexOf('/');
      csv.append(id).append(",acme/bulk/hall/line").append(i / 100 % 10).append('/');
      csv.append(id, 0, slash).append(',').append(id.substring(slash + 1)).append(",number,1\n");
    }
    return csv.toString();
  }
}
