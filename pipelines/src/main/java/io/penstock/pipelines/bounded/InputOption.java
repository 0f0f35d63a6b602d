package io.penstock.pipelines.bounded;

import io.penstock.core.plan.SourcePlan;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The {@code --input} option: {@code SOURCE=PATH}, or a plain {@code PATH} for a plan with one
 * source. Paths are resolved against the working directory. Sources that are not named read
 * nothing.
 */
final class InputOption {
  private InputOption() {}

  /** The sources with their paths replaced; as they are when the option is absent. */
  static List<SourcePlan> apply(List<SourcePlan> sources, @Nullable List<String> inputs) {
    if (inputs == null || inputs.isEmpty()) {
      return sources;
    }
    Map<String, List<String>> paths = new TreeMap<>();
    for (String input : inputs) {
      int equals = isPathAlone(sources, input) ? -1 : input.indexOf('=');
      String source = equals > 0 ? input.substring(0, equals) : onlySource(sources, input);
      if (sources.stream().noneMatch(known -> known.name().equals(source))) {
        throw new IllegalArgumentException(
            "--input names the source " + source + ", but the plan has: " + names(sources));
      }
      String path = Path.of(input.substring(equals + 1)).toAbsolutePath().toString();
      paths.computeIfAbsent(source, name -> new ArrayList<>()).add(path);
    }
    return sources.stream()
        .filter(source -> paths.containsKey(source.name()))
        .map(
            source ->
                new SourcePlan(
                    source.name(),
                    paths.getOrDefault(source.name(), List.of()),
                    source.format(),
                    source.unknown(),
                    source.mqtt(),
                    source.kafka()))
        .toList();
  }

  /**
   * A path may have an equals sign, as Hive-style folders do. With one source, what stands before
   * it is the source only if that is its name.
   */
  private static boolean isPathAlone(List<SourcePlan> sources, String input) {
    return sources.size() == 1 && !input.startsWith(sources.get(0).name() + "=");
  }

  private static String onlySource(List<SourcePlan> sources, String input) {
    if (sources.size() != 1) {
      throw new IllegalArgumentException(
          "--input must be SOURCE=PATH for a plan with several sources ("
              + names(sources)
              + "), but was: "
              + input);
    }
    return sources.get(0).name();
  }

  private static String names(List<SourcePlan> sources) {
    return sources.stream().map(SourcePlan::name).collect(Collectors.joining(", "));
  }
}
