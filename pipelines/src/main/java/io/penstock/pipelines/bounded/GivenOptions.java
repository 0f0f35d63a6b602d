package io.penstock.pipelines.bounded;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which options the user gave, by name: an engine's defaults are for the others alone. Beam itself
 * does not tell an option that was given from one that has its default.
 *
 * @param names names without dashes and values, such as {@code targetParallelism}
 */
public record GivenOptions(Set<String> names) {
  /** No option was given. */
  public static final GivenOptions NONE = new GivenOptions(Set.of());

  private static final String DASHES = "--";

  /** Copies the names. */
  public GivenOptions {
    names = Set.copyOf(names);
  }

  /** The options of a command line, as Beam reads it: {@code --name=value} or {@code --name}. */
  public static GivenOptions of(String... args) {
    return new GivenOptions(
        Arrays.stream(args)
            .map(String::strip)
            .filter(arg -> arg.startsWith(DASHES))
            .map(arg -> arg.substring(DASHES.length()).split("=", 2)[0])
            .collect(Collectors.toSet()));
  }

  /** Sets a default unless the user gave the option. */
  public void orElse(String name, Runnable setDefault) {
    if (!names.contains(name)) {
      setDefault.run();
    }
  }
}
