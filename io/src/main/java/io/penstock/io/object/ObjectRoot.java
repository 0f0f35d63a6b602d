package io.penstock.io.object;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;

/**
 * Where objects are: a local folder or a place in S3. Small and serializable, so that every worker
 * can open it.
 *
 * @param location a folder, or {@code s3://bucket/prefix}
 * @param s3 how S3 is reached; means nothing to a folder
 */
public record ObjectRoot(String location, S3Settings s3) implements Serializable {

  /** Checks a place in S3. */
  public ObjectRoot {
    if (isRemote(location)) {
      S3Bucket.parse(location);
    }
  }

  /** A local folder. */
  public static ObjectRoot folder(Path folder) {
    return new ObjectRoot(folder.toString(), S3Settings.AWS);
  }

  /** Whether a location is a place in S3 rather than a folder. */
  public static boolean isRemote(String location) {
    return location.startsWith(S3Bucket.SCHEME);
  }

  /** A folder or prefix below this one. */
  public ObjectRoot child(String name) {
    String child =
        isRemote(location)
            ? location.replaceAll("/+$", "") + "/" + name
            : Path.of(location, name).toString();
    return new ObjectRoot(child, s3);
  }

  /** Opens it; a folder is made if need be. */
  public ObjectStore open() throws IOException {
    return isRemote(location)
        ? S3ObjectStore.at(location, s3)
        : LocalObjectStore.at(Path.of(location));
  }
}
