package io.penstock.runners.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The checkpoints that a job has left.
 *
 * @param folder the job's
 * @param address what Flink knows that folder as
 */
record Checkpoints(Path folder, String address) {
  private static final String PREFIX = "chk-";

  /** Those in a folder that is one to Flink, too. */
  static Checkpoints in(Path folder) {
    return new Checkpoints(folder, folder.toUri().toString());
  }

  /** The newest that is whole. */
  String newest() throws IOException {
    List<Path> whole = whole();
    return addressOf(whole.get(whole.size() - 1));
  }

  /** The oldest that is whole. */
  String oldest() throws IOException {
    return addressOf(whole().get(0));
  }

  private String addressOf(Path checkpoint) {
    return address + '/' + checkpoint.getFileName();
  }

  private List<Path> whole() throws IOException {
    try (Stream<Path> folders = Files.list(folder)) {
      List<Path> whole =
          folders
              .filter(path -> path.getFileName().toString().startsWith(PREFIX))
              .filter(path -> Files.exists(path.resolve("_metadata")))
              .sorted(Comparator.comparingInt(Checkpoints::number))
              .toList();
      if (whole.isEmpty()) {
        throw new IllegalStateException("no checkpoint in " + folder);
      }
      return whole;
    }
  }

  private static int number(Path checkpoint) {
    return Integer.parseInt(checkpoint.getFileName().toString().substring(PREFIX.length()));
  }
}
