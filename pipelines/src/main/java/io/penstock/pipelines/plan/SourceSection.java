package io.penstock.pipelines.plan;

import io.penstock.core.plan.KafkaInput;
import io.penstock.core.plan.MqttInput;
import io.penstock.core.plan.Shown;
import io.penstock.core.plan.SourcePlan;
import io.penstock.core.plan.SourcePlan.UnknownSeries;
import java.nio.file.Path;
import java.util.List;

/** One item of {@code sources}. */
final class SourceSection {
  /** Most new series of a source that accepts them. */
  static final int DEFAULT_MAX_SERIES = 1000;

  private final Path folder;
  private final FormatSection formats;

  /**
   * A reader of sources.
   *
   * @param folder the plan's folder: what paths are relative to
   */
  SourceSection(Path folder, FormatSection formats) {
    this.folder = folder;
    this.formats = formats;
  }

  SourcePlan read(YamlMap source) {
    if (!source.has("kafka") && !source.has("mqtt") && !source.has("files")) {
      source.fault("files", "must be given where neither kafka nor mqtt is");
    }
    return new SourcePlan(
        source.requiredText("name"),
        source.texts("files", List.of()).stream().map(this::resolved).toList(),
        formats.read(source),
        unknown(source),
        source.map("mqtt", Section.MQTT).map(SourceSection::mqtt).orElse(MqttInput.NONE),
        source.map("kafka", Section.KAFKA).map(this::kafka).orElse(KafkaInput.NONE));
  }

  private static MqttInput mqtt(YamlMap mqtt) {
    mqtt.require("filters");
    return new MqttInput(
        mqtt.texts("filters", List.of()),
        mqtt.text("group", ""),
        mqtt.<Integer>number("qos", SettingText::integer).orElse(MqttInput.DEFAULT_QOS),
        mqtt.requiredText("kafkaTopic"));
  }

  private KafkaInput kafka(YamlMap kafka) {
    return new KafkaInput(kafka.requiredText("topic"), resolved(kafka.requiredText("connection")));
  }

  /** Paths are relative to the plan; an address with a scheme stays as it is. */
  private String resolved(String path) {
    return path.contains("://") ? path : folder.resolve(path).normalize().toString();
  }

  private static UnknownSeries unknown(YamlMap source) {
    if (source.isScalar("unknownSeries")) {
      String policy = source.text("unknownSeries", "quarantine");
      if (!policy.equals("quarantine")) {
        source.fault(
            "unknownSeries",
            "must be quarantine or {accept: {asset: ...}}, but was: " + Shown.text(policy));
      }
      return UnknownSeries.QUARANTINE;
    }
    return source
        .map("unknownSeries", Section.UNKNOWN_SERIES)
        .filter(policy -> policy.require("accept"))
        .flatMap(policy -> policy.map("accept", Section.ACCEPT))
        .map(
            accept ->
                new UnknownSeries(
                    accept.requiredText("asset"),
                    accept
                        .<Integer>number("maxSeries", SettingText::integer)
                        .orElse(DEFAULT_MAX_SERIES)))
        .orElse(UnknownSeries.QUARANTINE);
  }
}
