package io.penstock.pipelines.simulate;

/** The plan of the simulated plant while it publishes: short times, so that a demo sees hours. */
final class LiveDemoPlan {
  /** Where the plant's MQTT topics start. */
  static final String TOPIC_ROOT = "plant";

  /** The same for every simulation. */
  static final String YAML =
      """
      # The simulated plant, live: five sources over MQTT, one catalogue. Times are short, so that
      # an archive period is sealed within minutes.
      plan: demo-live
      epoch: 1
      catalogue: catalogue.csv
      time: {maxDelay: PT10S, maxAhead: PT10S, settle: PT2S, slack: PT5S, earliest: 2000-01-01T00:00:00Z, latest: 2100-01-01T00:00:00Z}
      sources:
        - name: gateway                   # flat JSON, one reading per message
          mqtt: {filters: [plant/gateway/#], kafkaTopic: demo-gateway}
          kafka: {topic: demo-gateway, connection: kafka.properties}
          unknownSeries: quarantine
          timestamps: {form: millis}
          format:
            json: {framing: lines, prefix: "gw/", address: [/device, /sensor], time: /ts, value: /value, quality: /q, qualityCodes: opcDa, unit: /u}
        - name: wide                      # JSON with many values per message
          mqtt: {filters: [plant/wide/#], kafkaTopic: demo-wide}
          kafka: {topic: demo-wide, connection: kafka.properties}
          timestamps: {form: millis}
          format:
            json: {framing: lines, prefix: "wide/", address: [/device], time: /ts, values: /values, quality: /q, qualityCodes: opcDa}
        - name: lineprotocol              # InfluxDB line protocol
          mqtt: {filters: [plant/lineprotocol/#], kafkaTopic: demo-lineprotocol}
          kafka: {topic: demo-lineprotocol, connection: kafka.properties}
          timestamps: {form: nanos}
          format:
            lineProtocol: {prefix: "lp/"}
        - name: senml                     # RFC 8428, one pack per message
          mqtt: {filters: [plant/senml/#], kafkaTopic: demo-senml}
          kafka: {topic: demo-senml, connection: kafka.properties}
          format:
            senml: {framing: document, prefix: "senml/"}
        - name: shdr                      # MTConnect adapters
          mqtt: {filters: [plant/shdr/#], kafkaTopic: demo-shdr}
          kafka: {topic: demo-shdr, connection: kafka.properties}
          timestamps: {form: text}
          format:
            keyValue: {prefix: "shdr/", delimiter: "|", layout: manyPairs, unavailable: [UNAVAILABLE], comment: "*"}
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
          metrics: [temperature, pressure, flow, vibration, power]
          compute: [count, mean, min, max, std_samp, rms, median, q05, q95, percent_good]
        - name: states_1m
          tile: PT1M
          window: PT1M
          hop: PT1M
          input: normalised
          metrics: [running, state]
          compute: [count, transitions, percent_good]
      archive: {period: PT1M, shards: 2}
      live: {slot: PT10S, lanes: 4, lateEvery: PT2S}
      maxAmplification: 4
      """;

  private LiveDemoPlan() {}
}
