package io.penstock.runners.launcher;

import java.net.InetSocketAddress;

/** An address to listen on, as an option writes it. */
final class HostPort {
  private static final int HIGHEST_PORT = 65_535;

  private HostPort() {}

  /**
   * Reads {@code HOST:PORT}.
   *
   * @throws CommandFailed when it is none
   */
  static InetSocketAddress parse(String text) {
    int colon = text.lastIndexOf(':');
    if (colon > 0) {
      try {
        int port = Integer.parseInt(text.substring(colon + 1));
        if (port >= 0 && port <= HIGHEST_PORT) {
          return new InetSocketAddress(text.substring(0, colon), port);
        }
      } catch (NumberFormatException noPort) {
        // Told below, with what would be one.
      }
    }
    throw new CommandFailed("--status must be HOST:PORT such as 0.0.0.0:9470, but was: " + text);
  }
}
