package io.penstock.k8s.policy;

import com.fasterxml.jackson.databind.JsonNode;
import io.penstock.io.object.S3Settings;
import io.penstock.testkit.manifests.Document;
import io.penstock.testkit.manifests.Manifests;
import io.penstock.testkit.manifests.MountedFiles;
import io.penstock.testkit.manifests.Pod;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Who writes to S3 knows which: the file that {@code --s3} names is one that the program reads, it
 * says where (a region of AWS, or an endpoint), Flink's own client is told the same, a server
 * inside the namespace is there at that port, and the pods may go there.
 */
final class ObjectStoreReached implements Policy {
  private static final Pattern FILE = Pattern.compile("\"--s3=([^\"]+)\"");

  private static final int HTTPS = 443;

  @Override
  public String name() {
    return "object-store-reached";
  }

  @Override
  public void check(Manifests manifests, Findings findings) {
    manifests.pods().forEach(pod -> check(pod, manifests, findings));
  }

  private static void check(Pod pod, Manifests manifests, Findings findings) {
    String spec = pod.owner().spec().toString();
    if (!spec.contains("\"--out=s3://")) {
      return;
    }
    Matcher file = FILE.matcher(spec);
    Optional<String> text =
        file.find() ? MountedFiles.of(pod, manifests).text(file.group(1)) : Optional.empty();
    findings.demand(text.isPresent(), pod, "--s3 must name a file of a config map");
    text.flatMap(settings -> read(settings, pod, findings))
        .ifPresent(settings -> check(settings, pod, manifests, findings));
  }

  private static Optional<S3Settings> read(String text, Pod pod, Findings findings) {
    try {
      Path file = Files.createTempFile("s3", ".properties");
      try {
        return Optional.of(S3Settings.read(Files.writeString(file, text)));
      } finally {
        Files.delete(file);
      }
    } catch (IOException refused) {
      findings.demand(false, pod, String.valueOf(refused.getMessage()));
      return Optional.empty();
    }
  }

  private static void check(S3Settings s3, Pod pod, Manifests manifests, Findings findings) {
    findings.demand(
        !s3.endpoint().isEmpty() || !s3.region().isEmpty(), pod, "S3 must have a region");
    if (pod.owner().kind().equals("FlinkDeployment")) {
      JsonNode flink = pod.owner().spec().path("flinkConfiguration");
      findings.demand(
          flink.path("s3.endpoint").asText().equals(s3.endpoint()),
          pod,
          "s3.endpoint must be the --s3 file's '" + s3.endpoint() + "'");
      findings.demand(
          flink.path("s3.path.style.access").asBoolean()
              == (s3.addressing() == S3Settings.Addressing.PATH),
          pod,
          "s3.path.style.access must be as the --s3 file has it");
    }
    URI endpoint = URI.create(s3.endpoint());
    String host = String.valueOf(endpoint.getHost());
    findings.demand(
        s3.endpoint().isEmpty() || host.contains(".") || isServed(endpoint, manifests),
        pod,
        "no service at " + endpoint);
    int port = endpoint.getPort() < 0 ? HTTPS : endpoint.getPort();
    findings.demand(mayGo(pod, port, manifests), pod, "no network policy lets it go to " + port);
  }

  private static boolean mayGo(Pod pod, int port, Manifests manifests) {
    return manifests.ofKind("NetworkPolicy").stream()
        .map(Document::spec)
        .filter(policy -> NetworkClosed.selects(policy.path("podSelector"), pod.labels()))
        .flatMap(policy -> each(policy.path("egress")))
        .flatMap(rule -> each(rule.path("ports")))
        .anyMatch(allowed -> allowed.path("port").asInt() == port);
  }

  private static Stream<JsonNode> each(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }

  private static boolean isServed(URI endpoint, Manifests manifests) {
    return manifests.ofKind("Service").stream()
        .filter(service -> service.name().equals(endpoint.getHost()))
        .map(Document::spec)
        .flatMap(spec -> each(spec.path("ports")))
        .anyMatch(port -> port.path("port").asInt() == endpoint.getPort());
  }
}
