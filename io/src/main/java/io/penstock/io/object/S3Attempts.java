package io.penstock.io.object;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * The attempts at one request: pauses between them are random up to a bound that doubles to a cap
 * ("full jitter": M. Brooker, "Exponential backoff and jitter", 2015), until patience has run out.
 */
final class S3Attempts {
  private static final Logger LOG = LoggerFactory.getLogger(S3Attempts.class);
  private static final long FIRST_MILLIS = 100;
  private static final long CAP_MILLIS = 10_000;
  private static final int MAX_DOUBLINGS = 10;

  private final String location;
  private final Duration patience;
  private final long started = System.nanoTime();
  private int failures;

  /** Attempts at an object, for as long as somebody has patience. */
  S3Attempts(String location, Duration patience) {
    this.location = location;
    this.patience = patience;
  }

  /**
   * Makes a request that changes nothing until it gets an answer.
   *
   * @throws NoSuchFileException when there is nothing
   * @throws ReplacedWhileReadException when there is something else than was asked for
   * @throws StoreFaultException when there was no answer, or a refusal
   */
  static <T> T read(String location, Duration patience, Supplier<T> request) throws IOException {
    S3Attempts attempts = new S3Attempts(location, patience);
    while (true) {
      try {
        return request.get();
      } catch (SdkException e) {
        switch (S3Fault.of(e)) {
          case ABSENT -> throw new NoSuchFileException(location);
          case CHANGED -> throw new ReplacedWhileReadException(location);
          case CONFLICT, PASSING -> attempts.pauseAfter(e);
          case REFUSED -> throw refused(location, e);
        }
      }
    }
  }

  /** What a refusal becomes. */
  static StoreFaultException refused(String location, SdkException fault) {
    String who =
        fault instanceof AwsServiceException
            ? "the S3 server refuses: "
            : "the S3 server cannot be asked: ";
    return new StoreFaultException(location, who + fault.getMessage(), fault);
  }

  /** Waits before the next attempt; throws when there shall be none. */
  void pauseAfter(SdkException fault) throws StoreFaultException, InterruptedIOException {
    failures++;
    String what = String.valueOf(fault.getMessage());
    long bound = Math.min(CAP_MILLIS, FIRST_MILLIS << Math.min(failures - 1, MAX_DOUBLINGS));
    long millis = 1 + ThreadLocalRandom.current().nextLong(bound);
    long spent = (System.nanoTime() - started) / 1_000_000;
    if (spent + millis > patience.toMillis()) {
      throw new StoreFaultException(
          location,
          String.format(
              "no answer from the S3 server in %d attempts over %d s: %s",
              failures, spent / 1000, what),
          fault);
    }
    LOG.warn("{}: attempt {} failed, next in {} ms: {}", location, failures, millis, what);
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException(location + ": interrupted between attempts");
    }
  }
}
