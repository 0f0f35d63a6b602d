package io.penstock.core.plan;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/** The rules of a source's {@code mqtt}. */
final class MqttCheck {
  /** A name of a shared subscription, which stands between two slashes of a topic filter. */
  private static final Pattern GROUP = Pattern.compile("[^/+#\\x00]{1,200}");

  /** What Kafka accepts as a topic, except that it refuses the two names made of dots alone. */
  private static final Pattern KAFKA_TOPIC = Pattern.compile("(?!\\.{1,2}$)[a-zA-Z0-9._-]{1,249}");

  private static final int LONGEST_FILTER_BYTES = 65_535;

  private final String path;
  private final Findings findings;

  MqttCheck(String path, Findings findings) {
    this.path = path;
    this.findings = findings;
  }

  void check(MqttInput input) {
    if (input.filters().isEmpty()) {
      findings.add(path + ".filters", "must have at least one topic filter");
    }
    for (String filter : input.filters()) {
      filterFault(filter)
          .ifPresent(
              fault -> findings.add(path + ".filters", fault + ", but was: " + Shown.text(filter)));
    }
    findings.demand(
        !input.isShared() || GROUP.matcher(input.group()).matches(),
        path + ".group",
        "must have 1 to 200 characters, none of them a slash, + or #",
        Shown.text(input.group()));
    findings.demand(
        input.qos() == 1 || input.qos() == 2,
        path + ".qos",
        "must be 1 or 2 (at 0 a broker may drop what it cannot deliver at once)",
        input.qos());
    findings.demand(
        KAFKA_TOPIC.matcher(input.kafkaTopic()).matches(),
        path + ".kafkaTopic",
        "must be a topic of Kafka: 1 to 249 letters, digits, dots, _ and -",
        Shown.text(input.kafkaTopic()));
  }

  /** What a topic filter breaks of MQTT 5, 4.7.1 and 4.7.3. */
  private static Optional<String> filterFault(String filter) {
    if (filter.isEmpty()
        || filter.indexOf('\0') >= 0
        || filter.getBytes(StandardCharsets.UTF_8).length > LONGEST_FILTER_BYTES) {
      return Optional.of("must have 1 to " + LONGEST_FILTER_BYTES + " bytes, none of them NUL");
    }
    if (filter.startsWith("$share/")) {
      return Optional.of("must not say $share itself; group does");
    }
    String[] levels = filter.split("/", -1);
    for (int i = 0; i < levels.length; i++) {
      boolean alone = levels[i].length() == 1;
      if (levels[i].contains("+") && !alone) {
        return Optional.of("must have + only as a whole level");
      }
      if (levels[i].contains("#") && (!alone || i < levels.length - 1)) {
        return Optional.of("must have # only as the whole last level");
      }
    }
    return Optional.empty();
  }
}
