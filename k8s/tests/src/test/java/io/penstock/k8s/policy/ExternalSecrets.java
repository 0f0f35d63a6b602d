package io.penstock.k8s.policy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The secrets that whoever installs brings, with their keys, as the README's table lists them. */
final class ExternalSecrets {
  private static final Pattern ROW =
      Pattern.compile("^\\| `([a-z0-9-]+)` \\| ([^|]+)\\|", Pattern.MULTILINE);
  private static final Pattern KEY = Pattern.compile("`([^`]+)`");
  private static final String SECTION = "## Secrets that you bring";

  private ExternalSecrets() {}

  /** Reads names and keys. */
  static Map<String, Set<String>> read(Path readme) {
    try {
      String text = Files.readString(readme);
      int start = text.indexOf(SECTION);
      if (start < 0) {
        throw new IllegalStateException(readme + " must have a section " + SECTION);
      }
      int end = text.indexOf("\n## ", start + 1);
      Map<String, Set<String>> secrets = new HashMap<>();
      ROW.matcher(text.substring(start, end < 0 ? text.length() : end))
          .results()
          .forEach(row -> secrets.put(row.group(1), keys(row)));
      return secrets;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Set<String> keys(MatchResult row) {
    Set<String> keys = new HashSet<>();
    KEY.matcher(row.group(2)).results().forEach(key -> keys.add(key.group(1)));
    return keys;
  }
}
