package io.penstock.pipelines.simulate;

/** The plan that goes with the simulated plant. */
final class DemoPlan {
  /** The plan's {@code maxDelay}. */
  static final long MAX_DELAY_MICROS = 600_000_000L;

  /** The same for every simulation: the plant may grow, its sources stay. */
  static final String YAML =
      """
      # The simulated plant: six sources in six formats, one catalogue.
      plan: demo
      epoch: 1
      catalogue: catalogue.csv
      time: {maxDelay: PT10M, maxAhead: PT5M, settle: PT5S, slack: PT1M, earliest: 2000-01-01T00:00:00Z, latest: 2100-01-01T00:00:00Z}
      sources:
        - name: gateway                   # flat JSON, one reading per line
          files: [in/gateway/*.ndjson, in/gateway/*.ndjson.gz]
          unknownSeries: quarantine
          timestamps: {form: millis}
          format:
            json: {framing: lines, prefix: "gw/", address: [/device, /sensor], time: /ts, value: /value, quality: /q, qualityCodes: opcDa, unit: /u, ingest: /received}
        - name: wide                      # JSON with many values per line
          files: [in/wide/*.ndjson]
          timestamps: {form: millis}
          format:
            json: {framing: lines, prefix: "wide/", address: [/device], time: /ts, values: /values, quality: /q, qualityCodes: opcDa, ingest: /received}
        - name: lineprotocol              # InfluxDB line protocol
          files: [in/lineprotocol/*.lp]
          timestamps: {form: nanos}
          format:
            lineProtocol: {prefix: "lp/"}
        - name: senml                     # RFC 8428, one pack per file
          files: [in/senml/*.json]
          format:
            senml: {framing: document, prefix: "senml/"}
        - name: logger                    # German loggers, which stay on standard time all year
          files: [in/logger/*.csv]
          timestamps: {form: text, patterns: ["dd.MM.yyyy HH:mm:ss"], zone: Etc/GMT-1}
          format:
            csv:
              prefix: "logger/"
              delimiter: ";"
              decimalSign: ","
              headerLines: 2
              namesLine: 1
              unitsLine: 2
              layout: wide
              time: [Zeit]
              ingest: Empfangen
              missing: ["-9999"]
              unitAliases: {"°C": Cel, "°F": "[degF]", psi: "[psi]"}
        - name: shdr                      # MTConnect adapters
          files: [in/shdr/*.txt]
          timestamps: {form: text}
          format:
            keyValue: {prefix: "shdr/", delimiter: "|", layout: manyPairs, unavailable: [UNAVAILABLE], comment: "*"}
      measurements:
        tile: PT10S
        align: {method: last, grid: PT1S, maxAge: PT5S, maxGap: PT5S}
        admit: uncertain
      features:
        - name: stats_1m
          tile: PT1M
          window: PT1M
          hop: PT1M
          input: normalised
          metrics: [temperature, pressure, flow, vibration, power]
          compute: [count, mean, min, max, std_samp, rms, median, q05, q95, slope_per_second, twa, percent_good]
        - name: trend_5m
          tile: PT5M
          window: PT5M
          hop: PT1M
          input: aligned
          metrics: [temperature, pressure, power]
          compute: [mean, min, max, slope_per_second]
        - name: states_5m
          tile: PT5M
          window: PT5M
          hop: PT5M
          input: normalised
          metrics: [running, state]
          compute: [count, transitions, percent_good]
      archive: {period: PT1H, shards: 4}
      maxAmplification: 4
      """;

  private DemoPlan() {}
}
