package io.penstock.runners.launcher;

/** A command that cannot go on, told in one line. */
final class CommandFailed extends RuntimeException {
  private static final long serialVersionUID = 1;

  CommandFailed(String message) {
    super(message);
  }
}
