package io.penstock.runners.flink;

import java.io.IOException;

/** That a stream has ended which nobody asked to, with the way to go on. */
final class StreamEnded extends IOException {
  private static final long serialVersionUID = 1;

  private StreamEnded(String message) {
    super(message);
  }

  /**
   * What to say of an end.
   *
   * @param end how it ended
   * @param checkpoints where its checkpoints are
   */
  static StreamEnded of(JobWatch.End end, String checkpoints) {
    String restore = "go on with --restore from the newest checkpoint in " + checkpoints;
    return new StreamEnded(
        switch (end) {
          case FAILED -> "the stream failed; see the log of the Flink cluster; " + restore;
          case LOST -> "the cluster does not know the stream any more; " + restore;
          default ->
              "the stream has ended by itself: it was stopped from elsewhere, or restored from a"
                  + " checkpoint that was made before its partitions were assigned, and so reads"
                  + " nothing; then go on with --restore from a newer checkpoint, or with --from"
                  + " resume";
        });
  }
}
