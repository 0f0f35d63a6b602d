package io.penstock.k8s.policy;

import com.fasterxml.jackson.databind.JsonNode;
import io.penstock.core.plan.Plan;
import io.penstock.pipelines.plan.PlanInvalid;
import io.penstock.pipelines.plan.PlanReader;
import io.penstock.testkit.manifests.Document;
import io.penstock.testkit.manifests.Manifests;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/** The plans in config maps, with the catalogues beside them, are those of the program. */
final class PlansRead implements Policy {
  private static final String PLAN = "plan.yaml";

  @Override
  public String name() {
    return "plans-read";
  }

  @Override
  public void check(Manifests manifests, Findings findings) {
    for (Document map : manifests.ofKind("ConfigMap")) {
      if (map.json().path("data").has(PLAN)) {
        try {
          check(map, Files.createTempDirectory("plan"), findings);
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }

  private static void check(Document map, Path folder, Findings findings) throws IOException {
    Set<Map.Entry<String, JsonNode>> files = map.json().path("data").properties();
    for (Map.Entry<String, JsonNode> file : files) {
      Files.writeString(folder.resolve(file.getKey()), file.getValue().asText());
    }
    try {
      Plan unused = PlanReader.create().read(folder.resolve(PLAN));
    } catch (PlanInvalid refused) {
      String message = String.valueOf(refused.getMessage());
      findings.demand(false, map, message.replace(folder + "/", ""));
    } finally {
      for (Map.Entry<String, JsonNode> file : files) {
        Files.delete(folder.resolve(file.getKey()));
      }
      Files.delete(folder);
    }
  }
}
