package io.penstock.runners.launcher;

import io.penstock.core.decode.Lateness;
import picocli.CommandLine.Option;

/** What a bounded run does with late readings. */
final class LatenessOption {
  @Option(
      names = "--lateness",
      defaultValue = "ignore",
      converter = LatenessConverter.class,
      description =
          "ignore: everything in the raw archive counts. as-live: the gate of the live"
              + " stream (default: ignore).")
  private Lateness lateness;

  Lateness value() {
    return lateness;
  }
}
