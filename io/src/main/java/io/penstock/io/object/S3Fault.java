package io.penstock.io.object;

import java.io.IOException;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;

/** What a failed request means (S3 API reference, "Error responses" and "Conditional requests"). */
enum S3Fault {
  /** Nothing is there: 404. */
  ABSENT,
  /** Something else is there than was expected, and nothing was done: 412. */
  CHANGED,
  /** Another write of the key was under way, and nothing was done: 409. */
  CONFLICT,
  /** It may have been done or not, and may go better next time: 5xx, 429, broken connections. */
  PASSING,
  /** The server is there and says no: permissions, bucket, region, clock. */
  REFUSED;

  private static final int NOT_FOUND = 404;
  private static final int CONFLICTING = 409;
  private static final int PRECONDITION_FAILED = 412;
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int SERVER_ERRORS = 500;
  private static final int NOT_IMPLEMENTED = 501;

  /** Client errors of a request that a network has damaged or held up. */
  private static final Set<String> DAMAGED =
      Set.of("BadDigest", "XAmzContentSHA256Mismatch", "IncompleteBody", "RequestTimeout");

  static S3Fault of(SdkException fault) {
    if (fault instanceof AwsServiceException answer) {
      return of(answer.statusCode(), code(answer));
    }
    boolean passing =
        fault instanceof ApiCallTimeoutException
            || fault instanceof ApiCallAttemptTimeoutException
            || fault.retryable()
            || hasIoCause(fault);
    // What is left never reached a server: no credentials, no region.
    return passing ? PASSING : REFUSED;
  }

  private static S3Fault of(int status, String code) {
    return switch (status) {
      case NOT_FOUND -> code.equals("NoSuchBucket") ? REFUSED : ABSENT;
      case CONFLICTING -> CONFLICT;
      case PRECONDITION_FAILED -> CHANGED;
      case TOO_MANY_REQUESTS -> PASSING;
      case NOT_IMPLEMENTED -> REFUSED;
      default -> status >= SERVER_ERRORS || DAMAGED.contains(code) ? PASSING : REFUSED;
    };
  }

  private static String code(AwsServiceException answer) {
    // HEAD has no body, so no details either.
    return answer.awsErrorDetails() == null || answer.awsErrorDetails().errorCode() == null
        ? ""
        : answer.awsErrorDetails().errorCode();
  }

  private static boolean hasIoCause(Throwable fault) {
    for (Throwable cause = fault.getCause(); cause != null; cause = cause.getCause()) {
      if (cause instanceof IOException) {
        return true;
      }
    }
    return false;
  }
}
