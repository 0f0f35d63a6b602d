package io.penstock.k8s.policy;

import com.fasterxml.jackson.databind.JsonNode;
import io.penstock.testkit.manifests.Manifests;
import io.penstock.testkit.manifests.MountedFiles;
import io.penstock.testkit.manifests.Pod;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Every file that a program is told of is mounted in its pod: by its arguments and environment, and
 * by the files that those name.
 */
final class FilesMounted implements Policy {
  private static final Pattern PATH = Pattern.compile("/etc/penstock/[\\w./-]*\\w");

  @Override
  public String name() {
    return "files-mounted";
  }

  @Override
  public void check(Manifests manifests, Findings findings) {
    manifests.pods().forEach(pod -> check(pod, MountedFiles.of(pod, manifests), findings));
  }

  private static void check(Pod pod, MountedFiles files, Findings findings) {
    Set<String> seen = new HashSet<>();
    Deque<String> texts = new ArrayDeque<>();
    texts.add(arguments(pod));
    for (JsonNode container : pod.allContainers()) {
      texts.add(container.path("args").toString());
      texts.add(container.path("env").toString());
    }
    while (!texts.isEmpty()) {
      for (MatchResult found : PATH.matcher(texts.remove()).results().toList()) {
        if (seen.add(found.group())) {
          findings.demand(files.has(found.group()), pod, "no file " + found.group());
          files.text(found.group()).ifPresent(texts::add);
        }
      }
    }
  }

  /** Those that an operator hands to the program; executors get them from their driver. */
  private static String arguments(Pod pod) {
    JsonNode spec = pod.owner().spec();
    return switch (pod.owner().kind() + " " + pod.role()) {
      case "FlinkDeployment jobManager", "FlinkDeployment taskManager" ->
          spec.at("/job/args").toString();
      case "SparkApplication driver" -> spec.path("arguments").toString();
      case "ScheduledSparkApplication driver" -> spec.at("/template/arguments").toString();
      default -> "";
    };
  }
}
