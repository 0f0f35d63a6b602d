package io.penstock.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.penstock.testkit.manifests.Document;
import io.penstock.testkit.manifests.Kustomize;
import io.penstock.testkit.manifests.Manifests;
import io.penstock.testkit.manifests.MountedFiles;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The secrets that {@code trial-secrets} makes are those that {@code overlays/dev} needs. */
class TrialSecretsTest {
  private static final String NAMESPACE = "penstock-dev";

  private static Manifests made;

  @BeforeAll
  static void make() throws IOException, InterruptedException {
    assumeTrue(Kustomize.installed("openssl"), "skipped: no openssl is installed");
    Process script =
        new ProcessBuilder(Kustomize.folder().resolve("trial-secrets").toString(), NAMESPACE)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String told = new String(script.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(script.waitFor()).isZero();
    made = Manifests.read("trial-secrets", told);
  }

  @Test
  void everySecretThatNobodyElseMakesIsThereWithItsKeys() {
    Set<String> needed = new TreeSet<>();
    Manifests dev = Kustomize.overlay("dev");
    dev.pods().forEach(pod -> needed.addAll(MountedFiles.of(pod, dev).named().values()));
    // Made by Strimzi, for its users and for its cluster.
    needed.removeIf(
        key -> key.matches("penstock-(live|spark|bridge|kafka-cluster-ca-cert)/(user|ca)[.].*"));

    assertThat(keys()).containsAll(needed);
    assertThat(made.documents())
        .allMatch(secret -> secret.is("Secret", secret.name()))
        .allMatch(secret -> secret.namespace().equals(NAMESPACE));
  }

  @Test
  void programsAgreeOnPasswords() throws IOException {
    assertThat(text("penstock-s3", "credentials"))
        .contains("aws_access_key_id=" + text("penstock-minio-root", "user"))
        .contains("aws_secret_access_key=" + text("penstock-minio-root", "password"));
    assertThat(text("penstock-hot-write", "password.properties"))
        .matches("hot[.]password=[0-9a-f]{48}\n");
    assertThat(text("penstock-hot-read", "password")).matches("[0-9a-f]{48}");
  }

  @Test
  void serversShowCertificatesThatTheirClientsTrust() throws Exception {
    X509Certificate authority = certificate("penstock-hot-ca", "ca.crt");
    KeyStore trust = KeyStore.getInstance("PKCS12");
    String password = text("penstock-mqtt", "trust.password");
    try (InputStream in = new ByteArrayInputStream(bytes("penstock-mqtt", "trust.p12"))) {
      trust.load(in, password.toCharArray());
    }

    assertThat(trust.getCertificate(trust.aliases().nextElement())).isEqualTo(authority);
    for (Map.Entry<String, String> server :
        Map.of("penstock-hot-server", "timescale", "penstock-mqtt-server", "mqtt").entrySet()) {
      X509Certificate certificate = certificate(server.getKey(), "tls.crt");
      certificate.verify(authority.getPublicKey());
      assertThat(certificate.getSubjectAlternativeNames())
          .anyMatch(name -> name.get(1).equals(server.getValue()));
    }
  }

  private static Set<String> keys() {
    Set<String> keys = new TreeSet<>();
    for (Document secret : made.documents()) {
      secret
          .json()
          .path("data")
          .fieldNames()
          .forEachRemaining(key -> keys.add(secret.name() + '/' + key));
    }
    return keys;
  }

  private static X509Certificate certificate(String secret, String key) throws Exception {
    return (X509Certificate)
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(bytes(secret, key)));
  }

  private static String text(String secret, String key) throws IOException {
    return new String(bytes(secret, key), StandardCharsets.UTF_8);
  }

  private static byte[] bytes(String secret, String key) throws IOException {
    JsonNode data = made.only("Secret", secret).json().path("data").path(key);
    return Base64.getDecoder().decode(data.asText());
  }
}
