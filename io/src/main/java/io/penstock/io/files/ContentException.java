package io.penstock.io.files;

import io.penstock.core.decode.Reason;
import java.io.IOException;

/** Content that ends here for a reason of the data; what came before it counts. */
final class ContentException extends IOException {
  private static final long serialVersionUID = 1;

  private final Reason reason;

  ContentException(Reason reason, String detail) {
    super(detail);
    this.reason = reason;
  }

  Reason reason() {
    return reason;
  }

  String detail() {
    return String.valueOf(getMessage());
  }
}
