package io.penstock.core.plan;

import io.penstock.core.model.Series;
import io.penstock.core.plan.SourcePlan.UnknownSeries;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The rules a plan must keep beyond its shape. A plan that passes cannot make a run fail later for
 * a reason that was known at its start.
 *
 * <p>Every message names, by path, each other setting its verdict rests on.
 */
public final class PlanCheck {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_-]*");
  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration MONTH = Duration.ofDays(31);

  private final Plan plan;
  private final Findings findings = new Findings();

  private PlanCheck(Plan plan) {
    this.plan = plan;
  }

  /** All problems of a plan in the order of its file, empty when it may run. */
  public static List<Problem> check(Plan plan) {
    PlanCheck check = new PlanCheck(plan);
    check.plan();
    check.time();
    check.sources();
    DatasetCheck datasets = new DatasetCheck(plan, check.findings);
    datasets.check();
    new LiveCheck(plan, check.findings).check();
    check.metricsAreKnown();
    return check.findings.problems();
  }

  private void plan() {
    findings.name("plan", plan.name(), NAME);
    findings.within("epoch", plan.epoch(), 1, Integer.MAX_VALUE);
    findings.demand(
        plan.maxAmplification() >= 1 && plan.maxAmplification() <= 1000,
        "maxAmplification",
        "must be between 1 and 1000",
        plan.maxAmplification());
    if (plan.catalogue().series().isEmpty()) {
      findings.add("catalogue", "must have at least one series");
    }
  }

  private void time() {
    TimePlan time = plan.time();
    findings.within("time.maxDelay", time.maxDelayMicros(), Duration.ZERO, MONTH);
    findings.within("time.maxAhead", time.maxAheadMicros(), Duration.ZERO, MONTH);
    findings.within("time.settle", time.settleMicros(), Duration.ZERO, DAY);
    findings.within("time.slack", time.slackMicros(), Duration.ZERO, DAY);
  }

  private void sources() {
    if (plan.sources().isEmpty()) {
      findings.add("sources", "must have at least one source");
    }
    Set<String> names = new HashSet<>();
    Set<String> topics = new HashSet<>();
    for (int i = 0; i < plan.sources().size(); i++) {
      SourcePlan source = plan.sources().get(i);
      String path = "sources[" + i + "]";
      findings.name(path + ".name", source.name(), NAME);
      if (!names.add(source.name())) {
        findings.add(path + ".name", "must differ from every other source's: " + source.name());
      }
      if (source.mqtt().isGiven()) {
        new MqttCheck(path + ".mqtt", findings).check(source.mqtt());
      }
      if (source.mqtt().isGiven() && source.kafka().isGiven()) {
        findings.demand(
            source.mqtt().kafkaTopic().equals(source.kafka().topic()),
            path + ".mqtt.kafkaTopic",
            "must be the " + path + ".kafka.topic " + Shown.text(source.kafka().topic()),
            Shown.text(source.mqtt().kafkaTopic()));
      }
      if (source.kafka().isGiven()) {
        new LiveCheck(plan, findings).source(path, source);
        if (!topics.add(source.kafka().topic())) {
          // Records are named by topic, partition and offset, in marks and in quarantine.
          findings.add(
              path + ".kafka.topic",
              "must differ from every other source's: " + Shown.text(source.kafka().topic()));
        }
      } else if (source.paths().isEmpty() && !source.mqtt().isGiven()) {
        findings.add(path + ".files", "must name at least one file, folder or glob");
      }
      unknown(path + ".unknownSeries.accept", source.unknown());
      new FormatCheck(path, findings).check(source);
    }
  }

  private void unknown(String path, UnknownSeries unknown) {
    if (unknown.accepts()) {
      IdentifierRule.assetFault(unknown.asset())
          .ifPresent(fault -> findings.add(path + ".asset", fault));
      if (plan.catalogue().series().stream()
          .anyMatch(series -> series.asset().equals(unknown.asset()))) {
        findings.add(
            path + ".asset",
            "must not be an asset of the catalogue, whose metrics a new name could equal, but was: "
                + Shown.text(unknown.asset()));
      }
      findings.within(path + ".maxSeries", unknown.maxSeries(), 1, 1_000_000);
    }
  }

  /** A metric that no series has is a typing mistake, unless series may still come. */
  private void metricsAreKnown() {
    if (plan.sources().stream().anyMatch(source -> source.unknown().accepts())) {
      return;
    }
    Set<String> known =
        plan.catalogue().series().stream().map(Series::metric).collect(Collectors.toSet());
    for (int i = 0; i < plan.features().size(); i++) {
      List<String> unknown = new ArrayList<>(plan.features().get(i).metrics());
      unknown.removeAll(known);
      for (String metric : unknown) {
        findings.add(
            "features[" + i + "].metrics",
            "must be metrics of the catalogue, but has: " + Shown.text(metric));
      }
    }
  }
}
