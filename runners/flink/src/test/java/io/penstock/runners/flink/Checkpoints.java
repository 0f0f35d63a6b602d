package io.penstock.runners.flink;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** The checkpoints that a job leaves in a folder. */
final class Checkpoints {
  private Checkpoints() {}

  /** The oldest retained checkpoint of a job. */
  static Optional<Path> oldest(Path folder, FlinkJob job) throws IOException {
    Path checkpoints = folder.resolve(job.id());
    if (!Files.isDirectory(checkpoints)) {
      return Optional.empty();
    }
    try (Stream<Path> folders = Files.list(checkpoints)) {
      return folders
          .filter(path -> path.getFileName().toString().startsWith("chk-"))
          .filter(path -> Files.exists(path.resolve("_metadata")))
          .min(Comparator.comparingInt(Checkpoints::number));
    }
  }

  /** How many checkpoints a job has completed since it was submitted. */
  static int completed(FlinkJob job) throws IOException, InterruptedException {
    return job.pages().get("/checkpoints").path("counts").path("completed").asInt();
  }

  private static int number(Path checkpoint) {
    return Integer.parseInt(checkpoint.getFileName().toString().substring("chk-".length()));
  }
}
