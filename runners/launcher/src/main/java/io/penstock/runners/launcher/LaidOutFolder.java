package io.penstock.runners.launcher;

import io.penstock.io.object.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A folder that {@link ImageContext} has laid out, and nobody has touched since: it holds its list
 * of contents and the files of that list, each with the digest of its line, and nothing else.
 */
final class LaidOutFolder {
  private static final Pattern LINE = Pattern.compile("([0-9a-f]{64}) {2}([^/\\\\]+)");

  private LaidOutFolder() {}

  /**
   * Removes the files of such a folder. Any other is left as it is, whatever it holds: a list may
   * be there by chance, and a file that somebody has changed is somebody's work.
   */
  static void clear(Path folder) throws IOException {
    Path list = folder.resolve(ImageContext.CONTENTS);
    if (!Files.isRegularFile(list, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    Map<String, String> listed = new TreeMap<>();
    for (String line : Files.readAllLines(list)) {
      Matcher matcher = LINE.matcher(line);
      if (!matcher.matches()) {
        return;
      }
      listed.put(matcher.group(2), matcher.group(1));
    }
    if (!isUntouched(folder, listed)) {
      return;
    }
    for (String name : listed.keySet()) {
      Files.delete(folder.resolve(name));
    }
    Files.delete(list);
  }

  private static boolean isUntouched(Path folder, Map<String, String> listed) throws IOException {
    Set<String> there;
    try (Stream<Path> files = Files.list(folder)) {
      there = files.map(file -> file.getFileName().toString()).collect(Collectors.toSet());
    }
    there.remove(ImageContext.CONTENTS);
    if (!there.equals(listed.keySet())) {
      return false;
    }
    for (Map.Entry<String, String> file : listed.entrySet()) {
      Path path = folder.resolve(file.getKey());
      if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)
          || !digest(path).equals(file.getValue())) {
        return false;
      }
    }
    return true;
  }

  private static String digest(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return Sha256.of(in);
    }
  }
}
