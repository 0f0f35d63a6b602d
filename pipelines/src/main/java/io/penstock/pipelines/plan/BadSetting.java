package io.penstock.pipelines.plan;

/** A text that is not what its setting demands; the message continues the setting's path. */
final class BadSetting extends Exception {
  private static final long serialVersionUID = 1;

  BadSetting(String message) {
    super(message, null, false, false);
  }

  String problem() {
    return String.valueOf(getMessage());
  }
}
