package io.penstock.k8s.policy;

import io.penstock.testkit.manifests.Manifests;

/** A rule that rendered manifests keep. */
public interface Policy {
  /** The name by which broken manifests say what they break. */
  String name();

  /** Looks at everything that an overlay renders, and tells what breaks the rule. */
  void check(Manifests manifests, Findings findings);
}
