package io.penstock.io.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.penstock.io.object.S3Settings.Addressing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class S3SettingsTest {
  private Path folder;

  @BeforeEach
  void use(@TempDir Path fresh) {
    folder = fresh;
  }

  @Test
  void readsEverySetting() throws IOException {
    assertThat(
            read(
                "endpoint=https://minio:9000",
                "region=eu-north-1",
                "addressing=host",
                "profile=penstock",
                "credentialsFile=/run/secrets/s3",
                "timeout=PT5S",
                "patience=PT10M"))
        .isEqualTo(
            new S3Settings(
                "https://minio:9000",
                "eu-north-1",
                Addressing.HOST,
                "penstock",
                "/run/secrets/s3",
                Duration.ofSeconds(5),
                Duration.ofMinutes(10)));
  }

  @Test
  void hasDefaultsForAwsAndForOthers() throws IOException {
    assertThat(read()).isEqualTo(S3Settings.AWS);
    assertThat(read("endpoint=http://minio:9000").addressing()).isEqualTo(Addressing.PATH);
  }

  /** A secret in the file would end in engines' user interfaces and logs. */
  @Test
  void refusesSecretsAndWhatItDoesNotKnow() {
    assertThatThrownBy(() -> read("accessKey=a", "secretKey=hush"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("s3.properties")
        .hasMessageContaining("accessKey, secretKey")
        .hasMessageNotContaining("hush");
  }

  @Test
  void namesTheFileAndTheMistake() {
    assertThatThrownBy(() -> read("endpoint=minio:9000"))
        .hasMessageContaining("s3.properties")
        .hasMessageContaining("http(s)://host[:port]");
    assertThatThrownBy(() -> read("timeout=5s")).hasMessageContaining("s3.properties");
    assertThatThrownBy(() -> read("patience=PT0S")).hasMessageContaining("must be positive");
    assertThatThrownBy(() -> read("credentialsFile=x")).hasMessageContaining("needs a profile");
  }

  @Test
  void takesPlacesWithAndWithoutAPrefix() {
    assertThat(S3Bucket.parse("s3://plant")).isEqualTo(new S3Bucket("plant", ""));
    assertThat(S3Bucket.parse("s3://plant/a/b/")).isEqualTo(new S3Bucket("plant", "a/b"));
    for (String bad : new String[] {"s3://", "s3://x", "s3://A/b", "s3://plant/a//b", "file:/x"}) {
      assertThatThrownBy(() -> S3Bucket.parse(bad)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  private S3Settings read(String... lines) throws IOException {
    return S3Settings.read(
        Files.writeString(folder.resolve("s3.properties"), String.join("\n", lines)));
  }
}
