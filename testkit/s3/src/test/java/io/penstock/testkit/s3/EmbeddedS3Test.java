package io.penstock.testkit.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The kit itself: without it no test of S3 says anything. */
class EmbeddedS3Test {
  private static EmbeddedS3 s3;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    s3 = EmbeddedS3.start(folder);
  }

  @AfterAll
  static void stop() throws Exception {
    s3.close();
  }

  @Test
  void keepsObjectsAndTheirMetadata() throws Exception {
    put("a", "one");

    HttpResponse<String> got = get("a");

    assertThat(got.body()).isEqualTo("one");
    assertThat(got.headers().firstValue("x-amz-meta-note")).contains("kept");
  }

  /** The proof must be able to fail, else it proves nothing. */
  @Test
  void refusesAServerThatIgnoresConditions() {
    s3.relay().next("PUT", Fault.IGNORED_CONDITIONS, Fault.IGNORED_CONDITIONS);

    assertThatThrownBy(() -> RacingWriters.prove(s3.endpoint(), EmbeddedS3.BUCKET))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("does not keep conditions");
    s3.relay().forget();
  }

  @Test
  void keepsNothingOfATruncatedUpload() throws Exception {
    for (Fault fault : new Fault[] {Fault.TRUNCATED_UPLOAD, Fault.RESET_MID_BODY}) {
      s3.relay().next("PUT", fault);

      assertThatThrownBy(() -> put("cut", "x".repeat(100_000))).isInstanceOf(IOException.class);
      assertThat(get("cut").statusCode()).as(fault.name()).isEqualTo(404);
    }
  }

  @Test
  void keepsTheObjectWhoseReplyIsLost() throws Exception {
    s3.relay().next("PUT", Fault.LOST_REPLY);

    assertThatThrownBy(() -> put("lost", "there")).isInstanceOf(IOException.class);
    assertThat(get("lost").body()).isEqualTo("there");
  }

  private void put(String key, String body) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(uri(key))
            .header("x-amz-meta-note", "kept")
            .PUT(BodyPublishers.ofString(body))
            .build();
    assertThat(client.send(request, BodyHandlers.discarding()).statusCode()).isEqualTo(200);
  }

  private HttpResponse<String> get(String key) throws IOException, InterruptedException {
    return client.send(HttpRequest.newBuilder(uri(key)).build(), BodyHandlers.ofString());
  }

  private static URI uri(String key) {
    return s3.endpoint().resolve("/" + EmbeddedS3.BUCKET + "/" + key);
  }
}
