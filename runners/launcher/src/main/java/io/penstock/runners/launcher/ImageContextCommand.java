package io.penstock.runners.launcher;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code penstock image-context}. */
@Command(
    name = "image-context",
    mixinStandardHelpOptions = true,
    description =
        "Lays out what goes into the container images, one folder per image, and lists it. The"
            + " same sources give the same folders.")
final class ImageContextCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--out",
      defaultValue = "target/images",
      description =
          "Folder whose folders flink, spark and bridge are absent, empty, or as this command left"
              + " them, and then replaced (default: ${DEFAULT-VALUE}).")
  private Path out;

  @Override
  public Integer call() throws Exception {
    Path home = Path.of(System.getProperty("penstock.home", "."));
    PrintWriter printer = spec.commandLine().getOut();
    for (ImageContext image : ImageContext.values()) {
      Map<String, String> contents = image.layOut(home, out.resolve(image.label()));
      contents.forEach(
          (file, digest) -> printer.printf("%-8s %-20s %s%n", image.label(), file, digest));
    }
    printer.flush();
    return 0;
  }
}
