package io.penstock.io.object;

import java.io.EOFException;
import java.io.IOException;
import java.time.Duration;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Reading of single objects: by ranges, each held against the length it must have, and asked for
 * again when a server or a network fails in passing.
 */
final class S3Reads {
  /** What opening an object brings along: the footers of ours are smaller. */
  private static final int TAIL_BYTES = 1 << 16;

  private static final int RANGE_NOT_SATISFIABLE = 416;

  private final S3Client client;
  private final S3Bucket bucket;
  private final Duration patience;

  S3Reads(S3Client client, S3Bucket bucket, Duration patience) {
    this.client = client;
    this.bucket = bucket;
    this.patience = patience;
  }

  /**
   * Opens an object, in one request that brings its last bytes along.
   *
   * @throws java.nio.file.NoSuchFileException when there is none
   */
  StoredObject open(String key) throws IOException {
    return S3Attempts.read(bucket.location(key), patience, () -> tail(key));
  }

  /**
   * What is known of an object without its bytes.
   *
   * @throws java.nio.file.NoSuchFileException when there is none
   */
  HeadObjectResponse head(String key) throws IOException {
    return S3Attempts.read(bucket.location(key), patience, () -> askHead(key));
  }

  private StoredObject tail(String key) {
    GetObjectRequest request =
        GetObjectRequest.builder()
            .bucket(bucket.bucket())
            .key(bucket.key(key))
            .range("bytes=-" + TAIL_BYTES)
            .build();
    try {
      ResponseBytes<GetObjectResponse> answer = client.getObjectAsBytes(request);
      byte[] tail = answer.asByteArrayUnsafe();
      long length = totalLength(answer.response());
      checkWhole(tail.length, Math.min(length, TAIL_BYTES));
      return object(key, answer.response().eTag(), length, tail);
    } catch (S3Exception e) {
      if (e.statusCode() == RANGE_NOT_SATISFIABLE) {
        return object(key, askHead(key).eTag(), 0, new byte[0]); // it is empty
      }
      throw e;
    }
  }

  private StoredObject object(String key, String etag, long length, byte[] tail) {
    String location = bucket.location(key);
    return new RangedObject(
        (position, count) ->
            S3Attempts.read(location, patience, () -> range(key, etag, position, count)),
        location,
        etag,
        length,
        tail);
  }

  private byte[] range(String key, String etag, long position, int count) {
    GetObjectRequest request =
        GetObjectRequest.builder()
            .bucket(bucket.bucket())
            .key(bucket.key(key))
            .ifMatch(etag)
            .range("bytes=" + position + "-" + (position + count - 1))
            .build();
    byte[] bytes = client.getObjectAsBytes(request).asByteArrayUnsafe();
    checkWhole(bytes.length, count);
    return bytes;
  }

  private HeadObjectResponse askHead(String key) {
    return client.headObject(head -> head.bucket(bucket.bucket()).key(bucket.key(key)));
  }

  /** {@code Content-Range: bytes 3-5/6} (RFC 9110, 14.4); a whole object has none. */
  private static long totalLength(GetObjectResponse response) {
    String range = response.contentRange();
    return range == null
        ? response.contentLength()
        : Long.parseLong(range.substring(range.indexOf('/') + 1));
  }

  /** The JDK's client takes a connection that ends too early for the end of the answer. */
  private static void checkWhole(long got, long wanted) {
    if (got != wanted) {
      String what = "got " + got + " of " + wanted + " bytes";
      throw SdkClientException.create(what, new EOFException(what));
    }
  }
}
