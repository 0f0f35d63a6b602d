package io.penstock.io.files;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * What changes about a file when its content does, also when its size stays. The device is left
 * out: it differs between the machines that share a folder.
 *
 * @param size its size in bytes
 * @param modifiedNanos time of its last change, nanoseconds since 1970, as exact as the file system
 * @param inode the file's number where the file system has such, else empty; a file that takes
 *     another's place by a rename has another
 */
public record FileStamp(long size, long modifiedNanos, String inode) implements Serializable {

  /** The stamp of a file as it is now. */
  public static FileStamp of(Path file) throws IOException {
    boolean unix = file.getFileSystem().supportedFileAttributeViews().contains("unix");
    return new FileStamp(
        Files.size(file),
        Files.getLastModifiedTime(file).to(TimeUnit.NANOSECONDS),
        unix ? String.valueOf(Files.getAttribute(file, "unix:ino")) : "");
  }
}
