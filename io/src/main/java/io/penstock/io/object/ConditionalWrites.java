package io.penstock.io.object;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/**
 * Shows that a server keeps the conditions of PUT requests: two writers race to create one object,
 * then two to replace it, and each time one at most may get through. A server that does not know
 * the conditions lets all through, and would let one run overwrite another's results.
 */
final class ConditionalWrites {
  private static final Logger LOG = LoggerFactory.getLogger(ConditionalWrites.class);

  private final S3Client client;
  private final S3Bucket bucket;
  private final S3Settings settings;
  private final String key;

  ConditionalWrites(S3Client client, S3Bucket bucket, S3Settings settings) {
    this.client = client;
    this.bucket = bucket;
    this.settings = settings;
    // The dot keeps it out of every listing, should it be left.
    this.key = ".probe-" + UUID.randomUUID();
  }

  /**
   * Tries, and takes the object away again.
   *
   * @throws WriteRefusedException when the server lets writes through that it must not
   * @throws StoreFaultException when it does not answer, or refuses access
   */
  void check() throws IOException {
    try {
      race(Optional.empty());
      Optional<String> created = etag();
      race(created);
      if (put("stale", created)) {
        throw ignored("an object that has changed was replaced");
      }
    } catch (NoSuchFileException e) {
      throw new StoreFaultException(bucket.location(key), "what was written is not there", e);
    } finally {
      delete();
    }
  }

  private void race(Optional<String> expected) throws IOException {
    String what = expected.isEmpty() ? "create" : "replace";
    List<CompletableFuture<Boolean>> writers =
        IntStream.range(0, 2)
            .mapToObj(
                writer -> CompletableFuture.supplyAsync(() -> tryPut(what + writer, expected)))
            .toList();
    boolean first = await(writers.get(0));
    boolean second = await(writers.get(1));
    if (first && second) {
      throw ignored("two writers could both " + what + " one object");
    }
  }

  private static boolean await(CompletableFuture<Boolean> writer) throws IOException {
    try {
      return writer.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof UncheckedIOException io) {
        throw io.getCause();
      }
      throw e;
    }
  }

  private boolean tryPut(String content, Optional<String> expected) {
    try {
      return put(content, expected);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether a write was let through; an answer that got lost may have been a yes. */
  private boolean put(String content, Optional<String> expected) throws IOException {
    PutObjectRequest.Builder put =
        PutObjectRequest.builder().bucket(bucket.bucket()).key(bucket.key(key));
    expected.ifPresentOrElse(put::ifMatch, () -> put.ifNoneMatch("*"));
    S3Attempts attempts = new S3Attempts(bucket.location(key), settings.patience());
    while (true) {
      try {
        client.putObject(put.build(), RequestBody.fromString(content));
        return true;
      } catch (SdkException e) {
        switch (S3Fault.of(e)) {
          case ABSENT, CHANGED -> {
            return false;
          }
          case CONFLICT, PASSING -> attempts.pauseAfter(e);
          case REFUSED -> throw S3Attempts.refused(bucket.location(key), e);
        }
      }
    }
  }

  private Optional<String> etag() throws IOException {
    return Optional.of(
        S3Attempts.read(
            bucket.location(key),
            settings.patience(),
            () ->
                client
                    .headObject(head -> head.bucket(bucket.bucket()).key(bucket.key(key)))
                    .eTag()));
  }

  private void delete() {
    try {
      client.deleteObject(delete -> delete.bucket(bucket.bucket()).key(bucket.key(key)));
    } catch (SdkException e) {
      // Runs need no right to delete: then the probe stays, under a name that nobody lists.
      LOG.info("{} could not be deleted: {}", bucket.location(key), e.getMessage());
    }
  }

  private WriteRefusedException ignored(String what) {
    return new WriteRefusedException(
        S3Bucket.SCHEME
            + bucket.bucket()
            + ": the S3 server ignores conditional writes ("
            + what
            + "), so runs would overwrite each other; use AWS S3, MinIO or another server that"
            + " keeps If-None-Match and If-Match on PUT");
  }
}
