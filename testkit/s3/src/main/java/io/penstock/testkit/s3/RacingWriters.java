package io.penstock.testkit.s3;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * Proves that a server keeps both conditions: of writers that race for one key with {@code
 * If-None-Match: *}, and then with the same {@code If-Match}, exactly one gets through.
 */
final class RacingWriters {
  private static final int ROUNDS = 10;
  private static final int WRITERS = 2;

  private RacingWriters() {}

  /** Throws unless every round had one winner and everybody else was told 412. */
  static void prove(URI endpoint, String bucket) throws IOException, InterruptedException {
    HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    for (int round = 0; round < ROUNDS; round++) {
      URI key = endpoint.resolve("/" + bucket + "/proof/" + round);
      race(client, key, "create", request -> request.header("If-None-Match", "*"));
      HttpResponse<Void> head =
          client.send(
              HttpRequest.newBuilder(key).method("HEAD", BodyPublishers.noBody()).build(),
              BodyHandlers.discarding());
      String etag = head.headers().firstValue("ETag").orElseThrow();
      race(client, key, "replace", request -> request.header("If-Match", etag));
      client.send(HttpRequest.newBuilder(key).DELETE().build(), BodyHandlers.discarding());
    }
  }

  private static void race(
      HttpClient client, URI key, String what, UnaryOperator<HttpRequest.Builder> condition) {
    List<CompletableFuture<HttpResponse<Void>>> racing =
        IntStream.range(0, WRITERS)
            .mapToObj(
                writer ->
                    HttpRequest.newBuilder(key)
                        .PUT(BodyPublishers.ofString(what + " by " + writer)))
            .map(request -> client.sendAsync(condition.apply(request).build(), discard()))
            .toList();
    Map<Integer, Integer> statuses = new TreeMap<>();
    racing.forEach(reply -> statuses.merge(reply.join().statusCode(), 1, Integer::sum));
    if (!statuses.equals(Map.of(200, 1, 412, WRITERS - 1))) {
      throw new IllegalStateException(
          "the S3 server does not keep conditions: of "
              + WRITERS
              + " writers that "
              + what
              + " one object, "
              + statuses);
    }
  }

  private static HttpResponse.BodyHandler<Void> discard() {
    return BodyHandlers.discarding();
  }
}
