package io.penstock.k8s.policy;

import io.penstock.testkit.manifests.Manifests;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** All policies. */
public final class Policies {
  private final List<Policy> policies;

  private Policies(List<Policy> policies) {
    this.policies = policies;
  }

  /**
   * Those that hold everywhere.
   *
   * @param root the repository, whose documents some of them read
   */
  public static Policies of(Path root) {
    return new Policies(
        List.of(
            new RestrictedPods(),
            new PinnedImages(),
            new ResourcesEverywhere(),
            new ProbesEverywhere(),
            new ShortNames(),
            new ReferencesResolve(ExternalSecrets.read(root.resolve("k8s/README.md"))),
            new PlansRead(),
            new FilesMounted(),
            new ObjectStoreReached(),
            new NoSecretValues(),
            new ArgumentsParse(),
            new FlinkSettings(),
            new SparkSettings(),
            new TopicsFit(),
            new NetworkClosed(),
            new TokensWhereNeeded(),
            new MetricsExist(MetricCatalogue.read(root.resolve("docs/metrics.md"))),
            new RunbookEntries(root.resolve("docs/runbook.md"))));
  }

  /** What breaks which policy, by name; empty when all is well. */
  public Map<String, List<String>> problems(Manifests manifests) {
    Map<String, List<String>> problems = new TreeMap<>();
    for (Policy policy : policies) {
      Findings findings = new Findings();
      policy.check(manifests, findings);
      if (!findings.all().isEmpty()) {
        problems.put(policy.name(), findings.all());
      }
    }
    return problems;
  }

  /** The names of all. */
  public List<String> names() {
    return policies.stream().map(Policy::name).toList();
  }
}
