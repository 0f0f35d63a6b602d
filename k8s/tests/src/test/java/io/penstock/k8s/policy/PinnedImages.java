package io.penstock.k8s.policy;

import com.fasterxml.jackson.databind.JsonNode;
import io.penstock.testkit.manifests.Manifests;
import java.util.regex.Pattern;

/** Every image has a tag that stays what it is, or a digest. */
final class PinnedImages implements Policy {
  private static final Pattern PINNED =
      Pattern.compile(".+(:(?!latest$)[\\w][\\w.-]*|@sha256:[0-9a-f]{64})");

  @Override
  public String name() {
    return "pinned-images";
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
                    PINNED.matcher(image).matches(),
                    pod,
                    "image must be pinned, but was: " + image);
              }
            });
  }
}
