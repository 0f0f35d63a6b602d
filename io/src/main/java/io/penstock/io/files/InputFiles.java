package io.penstock.io.files;

import io.penstock.core.plan.SourcePlan;
import io.penstock.io.files.SourceFile.Packing;
import io.penstock.io.object.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Finds the input files of a source: its paths are files, folders (every file below them) or globs
 * ({@link java.nio.file.FileSystem#getPathMatcher}), relative to the plan's folder. Inside folders
 * and globs, names that start with a dot are left out.
 */
public final class InputFiles {
  private static final Pattern GLOB = Pattern.compile("[*?\\[{]");
  private static final int BUFFER_BYTES = 1 << 16;

  private InputFiles() {}

  /**
   * The files of a source in the order of their paths, hashed, several at a time.
   *
   * @param folder what relative paths are relative to
   * @throws NoSuchFileException when a path or glob finds nothing
   */
  public static List<SourceFile> of(SourcePlan source, Path folder) throws IOException {
    List<Path> paths = find(source, folder);
    try {
      return paths.parallelStream().map(path -> readUnchecked(source, folder, path)).toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static SourceFile readUnchecked(SourcePlan source, Path folder, Path path) {
    try {
      return read(source, folder, path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The paths of a source's files, absolute, sorted and distinct; nothing is read yet. */
  public static List<Path> find(SourcePlan source, Path folder) throws IOException {
    Path base = folder.toAbsolutePath().normalize();
    TreeSet<Path> found = new TreeSet<>();
    for (String path : source.paths()) {
      int before = found.size();
      boolean any = GLOB.matcher(path).find() ? glob(base, path, found) : plain(base, path, found);
      if (!any && found.size() == before) {
        throw new NoSuchFileException(
            base.resolve(firstSegments(path)).toString(),
            null,
            "source " + source.name() + ": no input file at " + path);
      }
    }
    return List.copyOf(found);
  }

  /**
   * Reads a file once: size, content hash and packing.
   *
   * @throws IOException when it changes meanwhile
   */
  public static SourceFile read(SourcePlan source, Path folder, Path file) throws IOException {
    Path base = folder.toAbsolutePath().normalize();
    Path path = base.resolve(file).normalize();
    MessageDigest digest = Sha256.newDigest();
    byte[] buffer = new byte[BUFFER_BYTES];
    FileStamp stamp = FileStamp.of(path);
    long size = 0;
    Packing packing = Packing.PLAIN;
    try (InputStream in = Files.newInputStream(path)) {
      for (int n = in.readNBytes(buffer, 0, buffer.length);
          n > 0;
          n = in.readNBytes(buffer, 0, buffer.length)) {
        if (size == 0 && isGzip(buffer, n)) {
          packing = Packing.GZIP;
        }
        digest.update(buffer, 0, n);
        size += n;
      }
    }
    if (size != stamp.size() || !FileStamp.of(path).equals(stamp)) {
      throw new IOException(
          path + " was written to while it was hashed: run again when it is done");
    }
    return new SourceFile(
        source.name(),
        path.toString(),
        path.startsWith(base) ? base.relativize(path).toString() : path.toString(),
        stamp,
        Sha256.finish(digest),
        packing,
        source.format().framing(),
        source.format().headerLines());
  }

  /** RFC 1952, 2.3.1: ID1 = 31, ID2 = 139. */
  private static boolean isGzip(byte[] head, int length) {
    return length >= 2 && head[0] == 31 && head[1] == (byte) 139;
  }

  private static boolean plain(Path base, String path, Set<Path> found) throws IOException {
    Path start = base.resolve(path).normalize();
    if (Files.isRegularFile(start)) {
      found.add(start);
      return true;
    }
    return Files.isDirectory(start) && walk(start, file -> true, found);
  }

  private static boolean glob(Path base, String glob, Set<Path> found) throws IOException {
    Path start = base.resolve(firstSegments(glob)).normalize();
    if (!Files.isDirectory(start)) {
      return false;
    }
    String rest = glob.substring(firstSegments(glob).length());
    PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + rest);
    return walk(start, file -> matcher.matches(start.relativize(file)), found);
  }

  /** The part of a path before its first segment with a glob, with its closing slash. */
  private static String firstSegments(String path) {
    var matcher = GLOB.matcher(path);
    return matcher.find() ? path.substring(0, path.lastIndexOf('/', matcher.start()) + 1) : path;
  }

  private static boolean walk(Path start, Predicate<Path> wanted, Set<Path> found)
      throws IOException {
    List<Path> matches = new ArrayList<>();
    Files.walkFileTree(
        start,
        EnumSet.of(FileVisitOption.FOLLOW_LINKS),
        Integer.MAX_VALUE,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            return !folder.equals(start) && isHidden(folder)
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (attributes.isRegularFile() && !isHidden(file) && wanted.test(file)) {
              matches.add(file);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    found.addAll(matches);
    return !matches.isEmpty();
  }

  private static boolean isHidden(Path path) {
    return String.valueOf(path.getFileName()).startsWith(".");
  }
}
