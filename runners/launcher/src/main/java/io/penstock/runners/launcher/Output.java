package io.penstock.runners.launcher;

import io.penstock.io.object.ObjectRoot;
import io.penstock.io.object.S3Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where a command's results go.
 *
 * @param location folder or place in S3 of raw archive and archive
 * @param s3 file that says how S3 is reached
 * @param work local folder of the embedded PostgreSQL and of reports
 */
record Output(String location, Optional<Path> s3, Path work) {

  /** Everything in one local folder. */
  static Output folder(Path folder) {
    return new Output(folder.toString(), Optional.empty(), folder);
  }

  /** Raw archive and archive. */
  ObjectRoot root() throws IOException {
    return new ObjectRoot(location, s3.isPresent() ? S3Settings.read(s3.get()) : S3Settings.AWS);
  }

  /** An output below this one. */
  Output child(String name) throws IOException {
    return new Output(root().child(name).location(), s3, work.resolve(name));
  }

  /** The options that tell an engine. */
  List<String> arguments() {
    List<String> arguments = new ArrayList<>();
    arguments.add("--out=" + location);
    s3.ifPresent(file -> arguments.add("--s3=" + file));
    return arguments;
  }

  /** Makes the local folder; refuses an output that holds anything. */
  void requireFresh() throws IOException {
    FreshFolder.require(work);
    if (ObjectRoot.isRemote(location) && !root().open().list("").isEmpty()) {
      throw new CommandFailed(
          location + " is not empty: remove what is there, or name another place with --out");
    }
    Files.createDirectories(work);
  }
}
