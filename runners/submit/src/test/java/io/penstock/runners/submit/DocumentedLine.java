package io.penstock.runners.submit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A line of the README that starts with {@code spark-submit}: what users copy is what the tests
 * run, with addresses and paths of the tests in the place of the README's.
 *
 * @param options what Spark takes, with its values
 * @param jar the jar, below the repository's root
 * @param arguments what the program takes
 */
record DocumentedLine(List<String> options, String jar, List<String> arguments) {
  private static final Path ROOT =
      Path.of(Objects.requireNonNull(System.getProperty("penstock.root")));
  private static final String COMMAND = "spark-submit ";
  private static final Pattern WORD = Pattern.compile("\"[^\"]*\"|\\S+");

  /** The one whose last argument is this. */
  static DocumentedLine endingWith(String words) throws IOException {
    return all().stream()
        .filter(line -> line.endsWith(" " + words))
        .map(DocumentedLine::parse)
        .reduce(
            (first, second) -> {
              throw new IllegalStateException("two lines of the README end with " + words);
            })
        .orElseThrow(() -> new IllegalStateException("no line of the README ends with " + words));
  }

  private static List<String> all() throws IOException {
    String readme = Files.readString(ROOT.resolve("README.md")).replace("\\\n", " ");
    return readme.lines().filter(line -> line.startsWith(COMMAND)).toList();
  }

  private static DocumentedLine parse(String line) {
    List<String> words =
        WORD.matcher(line).results().map(word -> word.group().replace("\"", "")).toList();
    int jar = 1;
    while (!words.get(jar).endsWith(".jar")) {
      jar++;
    }
    return new DocumentedLine(
        words.subList(1, jar), words.get(jar), words.subList(jar + 1, words.size()));
  }

  /**
   * What {@code spark-submit} gets.
   *
   * @param replaced values of Spark's options that are others here
   * @param settings further {@code --conf}
   * @param own arguments of the program that come in the place of those with the same name, or
   *     behind
   */
  List<String> with(Map<String, String> replaced, Map<String, String> settings, List<String> own) {
    List<String> whole = new ArrayList<>();
    for (int i = 0; i < options.size(); i += 2) {
      whole.add(options.get(i));
      whole.add(replaced.getOrDefault(options.get(i), options.get(i + 1)));
    }
    settings.forEach((key, value) -> whole.addAll(List.of("--conf", key + "=" + value)));
    whole.add(ROOT.resolve(jar).toString());
    List<String> names = own.stream().map(DocumentedLine::name).toList();
    Stream.concat(
            arguments.stream().filter(argument -> !names.contains(name(argument))), own.stream())
        .forEach(whole::add);
    return whole;
  }

  private static String name(String argument) {
    return argument.substring(0, argument.indexOf('='));
  }
}
