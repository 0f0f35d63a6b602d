package io.penstock.runners.launcher;

import io.penstock.io.object.ObjectRoot;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Where a command's results go: a local folder, or S3 with a local folder beside it. */
final class OutOption {
  @Option(
      names = "--out",
      description =
          "Folder for raw archive, archive and embedded PostgreSQL, or s3://bucket/prefix for raw"
              + " archive and archive (default: out; of parity out/parity).")
  private Optional<String> out;

  @Option(
      names = "--s3",
      description =
          "File that says how S3 is reached (endpoint, region, addressing, profile,"
              + " credentialsFile, timeout, patience). Default: AWS, as its SDK finds it.")
  private Optional<Path> s3;

  @Option(
      names = "--work",
      description =
          "Local folder for embedded PostgreSQL and reports when --out is on S3 (default: as"
              + " --out without it).")
  private Optional<Path> work;

  /**
   * The output.
   *
   * @param usual the folder when none is given
   */
  Output output(String usual) {
    String location = out.orElse(usual);
    Path local = work.orElse(Path.of(ObjectRoot.isRemote(location) ? usual : location));
    return new Output(location, s3, local);
  }
}
