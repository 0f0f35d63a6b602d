package io.penstock.io.object;

import io.penstock.testkit.s3.EmbeddedS3;
import io.penstock.testkit.s3.Relay;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;

/** The S3 server of this module's tests, started once per JVM; every test has its own prefix. */
public final class S3Server {
  private static final S3Server SERVER = new S3Server();

  private final Path folder;
  private final EmbeddedS3 s3;

  private S3Server() {
    try {
      folder = Files.createTempDirectory("penstock-s3-test");
      s3 = EmbeddedS3.start(folder);
      Files.writeString(
          folder.resolve("credentials"),
          "[test]\naws_access_key_id=any\naws_secret_access_key=any-secret\n");
    } catch (IOException e) {
      throw new IllegalStateException("the S3 server did not start", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /** What can be told to fail. */
  public static Relay relay() {
    return SERVER.s3.relay();
  }

  /** A place that nobody else uses. */
  public static ObjectRoot fresh() {
    return new ObjectRoot(
        "s3://" + EmbeddedS3.BUCKET + "/" + UUID.randomUUID() + "/deep",
        settings(Duration.ofSeconds(20)));
  }

  /** Settings that give up after a time. */
  public static S3Settings settings(Duration patience) {
    return new S3Settings(
        SERVER.s3.endpoint().toString(),
        "",
        S3Settings.Addressing.PATH,
        "test",
        SERVER.folder.resolve("credentials").toString(),
        Duration.ofSeconds(3),
        patience);
  }

  /** The client behind stores with the usual settings. */
  static software.amazon.awssdk.services.s3.S3Client client() {
    return S3Clients.of(settings(Duration.ofSeconds(20)));
  }
}
