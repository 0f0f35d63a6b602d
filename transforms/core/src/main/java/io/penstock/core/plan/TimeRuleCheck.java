package io.penstock.core.plan;

import io.penstock.core.time.Micros;
import io.penstock.core.time.TimeReader;
import io.penstock.core.time.TimeRule;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;

/** The rules of how a source writes its times. */
final class TimeRuleCheck {
  private final String path;
  private final Findings findings;

  TimeRuleCheck(String path, Findings findings) {
    this.path = path;
    this.findings = findings;
  }

  void check(TimeRule rule) {
    bounds(rule);
    if (rule.form() != TimeRule.Form.TEXT) {
      textAlone("patterns", !rule.patterns().isEmpty());
      textAlone("zone", !rule.zone().isEmpty());
      textAlone("overlap", rule.overlap() != TimeRule.ISO.overlap());
      textAlone("midnight", rule.midnight() != TimeRule.ISO.midnight());
      return;
    }
    rule.patterns().forEach(this::pattern);
    zone(rule.zone());
    if (rule.zone().isEmpty() && rule.overlap() != TimeRule.ISO.overlap()) {
      findings.add(path + ".overlap", "must be left out where " + path + ".zone is");
    }
  }

  /** For formats whose times are numbers. */
  void checkNumeric(TimeRule rule) {
    findings.demand(
        rule.form() != TimeRule.Form.TEXT, path + ".form", "must be a number's unit", "text");
    check(rule);
  }

  /** For formats that fix how times are written. */
  void checkBoundsAlone(TimeRule rule) {
    bounds(rule);
    TimeRule iso = TimeRule.ISO;
    if (!rule.withBounds(iso.earliest(), iso.latest()).equals(iso)) {
      findings.add(path, "must be left out: the format fixes how times are written");
    }
  }

  private void bounds(TimeRule rule) {
    findings.demand(
        rule.earliest() < rule.latest(),
        "time.earliest",
        "must be before time.latest " + Micros.instant(rule.latest()),
        Micros.instant(rule.earliest()));
  }

  private void textAlone(String option, boolean given) {
    if (given) {
      findings.add(path + "." + option, "must be left out where " + path + ".form is not text");
    }
  }

  private void pattern(String pattern) {
    try {
      var unused = TimeReader.of(TimeRule.ISO.withPatterns(List.of(pattern)));
    } catch (IllegalArgumentException | DateTimeException unusable) {
      findings.add(
          path + ".patterns",
          "must be patterns of java.time with a date, and a time of day or none, but was: "
              + Shown.text(pattern));
    }
  }

  private void zone(String zone) {
    if (zone.isEmpty()) {
      return;
    }
    try {
      var unused = ZoneId.of(zone);
    } catch (DateTimeException unknown) {
      findings.add(
          path + ".zone",
          "must be a time zone such as Europe/Berlin, but was: " + Shown.text(zone));
    }
  }
}
