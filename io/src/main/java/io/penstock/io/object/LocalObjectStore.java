package io.penstock.io.object;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Objects as files below a folder, in the clear: the key is the path, so that any tool can read
 * them. The entity tag is the SHA-256 of the bytes.
 *
 * <p>A write goes into a temporary file of the same folder ({@code .<name>.<uuid>.tmp}), is forced
 * to disk, and is renamed under a lock once the stored tag has been compared; then the folder is
 * forced too. A killed writer leaves a temporary file at most, which nobody reads ({@link #list}
 * skips names that start with a dot, as Hive-style readers do) and {@link #sweep} removes.
 *
 * <p>Locks are those of the operating system, so a network folder must support them.
 */
public final class LocalObjectStore implements ObjectStore {
  private static final String TEMPORARY = ".tmp";
  private static final String LOCK_FOLDER = ".locks";

  /** Locks are shared by keys, so that their files stay few; they are held for milliseconds. */
  private static final int LOCKS = 64;

  private final Path root;

  private LocalObjectStore(Path root) {
    this.root = root;
  }

  /** The objects below a folder, which is made if need be. */
  public static LocalObjectStore at(Path folder) throws IOException {
    makeFolder(folder.toAbsolutePath().normalize());
    // The real path, so that every spelling of the folder takes the same locks.
    Path root = folder.toRealPath();
    makeFolder(root.resolve(LOCK_FOLDER));
    return new LocalObjectStore(root);
  }

  @Override
  public Optional<StoredObject> find(String key) throws IOException {
    try {
      return Optional.of(new LocalObject(path(key)));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  @Override
  public Staged stage(String key) throws IOException {
    Path target = path(key);
    Path folder = folderOf(target);
    makeFolder(folder);
    String name = "." + target.getFileName() + "." + UUID.randomUUID() + TEMPORARY;
    return new Staged(key, folder.resolve(name));
  }

  @Override
  public boolean swap(Staged staged, Optional<String> expected) throws IOException {
    Path target = path(staged.key());
    force(staged.path(), StandardOpenOption.WRITE);
    Path lockFile =
        root.resolve(LOCK_FOLDER).resolve(Math.floorMod(staged.key().hashCode(), LOCKS) + ".lock");
    // A file lock is held by the process and says nothing between its threads. The monitor must be
    // one for the whole JVM, also when two jobs in it load this class twice: hence the interned
    // string.
    synchronized (lockFile.toString().intern()) {
      try (FileChannel channel =
              FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          FileLock lock = channel.lock()) {
        if (!lock.isValid() || !storedTag(staged.key()).equals(expected)) {
          return false;
        }
        Files.move(staged.path(), target, StandardCopyOption.ATOMIC_MOVE);
        force(folderOf(target), StandardOpenOption.READ);
        return true;
      }
    }
  }

  private Optional<String> storedTag(String key) throws IOException {
    try (StoredObject stored = new LocalObject(path(key))) {
      return Optional.of(stored.etag());
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  @Override
  public List<String> list(String prefix) throws IOException {
    Path start = prefix.isEmpty() ? root : path(prefix);
    List<String> keys = new ArrayList<>();
    if (Files.exists(start)) {
      walk(start, (file, attributes) -> keys.add(key(file)), Visible.ONLY);
    }
    Collections.sort(keys);
    return keys;
  }

  @Override
  public String location(String key) {
    return path(key).toString();
  }

  /**
   * Deletes temporary files that nobody has written to since a time. Should their writer be alive
   * after all, its swap fails and it tries again.
   *
   * @return how many were deleted
   */
  @Override
  public int sweep(Instant notSince) throws IOException {
    List<Path> dead = new ArrayList<>();
    walk(
        root,
        (file, attributes) -> {
          String name = String.valueOf(file.getFileName());
          if (name.startsWith(".")
              && name.endsWith(TEMPORARY)
              && attributes.lastModifiedTime().toInstant().isBefore(notSince)) {
            dead.add(file);
          }
        },
        Visible.AND_HIDDEN);
    for (Path file : dead) {
      Files.deleteIfExists(file);
    }
    return dead.size();
  }

  private enum Visible {
    ONLY,
    AND_HIDDEN
  }

  private interface FileAction {
    void on(Path file, BasicFileAttributes attributes);
  }

  private static void walk(Path start, FileAction action, Visible visible) throws IOException {
    Files.walkFileTree(
        start,
        new SimpleFileVisitor<>() {
          private boolean skips(Path path) {
            return visible == Visible.ONLY && String.valueOf(path.getFileName()).startsWith(".");
          }

          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            return !folder.equals(start) && skips(folder)
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (!skips(file)) {
              action.on(file, attributes);
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException failure)
              throws IOException {
            if (failure instanceof NoSuchFileException) {
              return FileVisitResult.CONTINUE; // a temporary file that was renamed meanwhile
            }
            throw failure;
          }
        });
  }

  private Path path(String key) {
    Path path = root.resolve(key).normalize();
    if (key.isEmpty() || !path.startsWith(root) || !key(path).equals(key)) {
      throw new IllegalArgumentException("not an object key: " + key);
    }
    return path;
  }

  private String key(Path path) {
    return root.relativize(path).toString().replace(path.getFileSystem().getSeparator(), "/");
  }

  private static Path folderOf(Path file) {
    Path folder = file.getParent();
    if (folder == null) {
      throw new IllegalArgumentException("no folder: " + file);
    }
    return folder;
  }

  /** Makes a folder and those above it, each of them durable before the next. */
  private static void makeFolder(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      return;
    }
    Path parent = folderOf(folder);
    makeFolder(parent);
    try {
      Files.createDirectory(folder);
    } catch (FileAlreadyExistsException e) {
      if (!Files.isDirectory(folder)) {
        throw e;
      }
    }
    force(parent, StandardOpenOption.READ);
  }

  private static void force(Path path, StandardOpenOption mode) throws IOException {
    try (FileChannel channel = FileChannel.open(path, mode)) {
      channel.force(true);
    }
  }
}
