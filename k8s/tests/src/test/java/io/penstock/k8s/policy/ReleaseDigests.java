package io.penstock.k8s.policy;

import com.fasterxml.jackson.databind.JsonNode;
import io.penstock.testkit.manifests.Manifests;
import java.util.regex.Pattern;

/** In a release every image has a digest, and none is the placeholder of zeros. */
public final class ReleaseDigests implements Policy {
  private static final Pattern DIGEST = Pattern.compile(".+@sha256:(?!0{64})[0-9a-f]{64}");

  @Override
  public String name() {
    return "release-digests";
  }

  @Override
  public void check(Manifests manifests, Findings findings) {
    manifests
        .pods()
        .forEach(
            pod -> {
              for (JsonNode container : pod.allContainers()) {
                String image = container.path("image").asText();
                findings.demand(
                    DIGEST.matcher(image).matches(), pod, "image must have a digest: " + image);
              }
            });
  }
}
