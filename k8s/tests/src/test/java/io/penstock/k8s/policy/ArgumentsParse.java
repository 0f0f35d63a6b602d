package io.penstock.k8s.policy;

import com.fasterxml.jackson.databind.JsonNode;
import io.penstock.io.raw.EventSpans;
import io.penstock.pipelines.bounded.BoundedOptions;
import io.penstock.runners.launcher.Penstock;
import io.penstock.testkit.manifests.Document;
import io.penstock.testkit.manifests.Manifests;
import io.penstock.testkit.manifests.Pod;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.options.PipelineOptionsValidator;
import picocli.CommandLine;

/** The arguments in the manifests are taken by the programs that get them. */
final class ArgumentsParse implements Policy {
  private static final String LIVE_MAIN = ".LiveMain";

  @Override
  public String name() {
    return "arguments-parse";
  }

  @Override
  public void check(Manifests manifests, Findings findings) {
    for (Document flink : manifests.ofKind("FlinkDeployment")) {
      engine(flink, flink.spec().path("job"), "entryClass", "args", findings);
    }
    for (Document spark : manifests.ofKind("SparkApplication")) {
      engine(spark, spark.spec(), "mainClass", "arguments", findings);
    }
    for (Document spark : manifests.ofKind("ScheduledSparkApplication")) {
      engine(spark, spark.spec().path("template"), "mainClass", "arguments", findings);
    }
    manifests.pods().forEach(pod -> launcher(pod, findings));
  }

  private static void engine(
      Document document, JsonNode job, String mainField, String argumentField, Findings findings) {
    List<String> arguments = texts(job.path(argumentField));
    String main = job.path(mainField).asText();
    findings.demand(
        loaded(main).isPresent() || main.endsWith(LIVE_MAIN), document, "no main class " + main);
    try {
      Class<? extends PipelineOptions> type =
          main.endsWith(LIVE_MAIN) ? liveOptions() : BoundedOptions.class;
      parse(arguments, type);
    } catch (IllegalArgumentException refused) {
      findings.demand(false, document, String.valueOf(refused.getMessage()));
    }
  }

  /**
   * The live stream's own options where it is part of the repository, else what stands for them.
   */
  private static Class<? extends PipelineOptions> liveOptions() {
    return loaded("io.penstock.pipelines.live.LiveOptions")
        .<Class<? extends PipelineOptions>>map(type -> type.asSubclass(PipelineOptions.class))
        .orElse(LiveArguments.class);
  }

  private static Optional<Class<?>> loaded(String name) {
    try {
      return Optional.of(Class.forName(name, false, ArgumentsParse.class.getClassLoader()));
    } catch (ClassNotFoundException absent) {
      return Optional.empty();
    }
  }

  private static <T extends PipelineOptions> void parse(List<String> arguments, Class<T> type) {
    // Not registered: Beam would hold the options of all mains against each other.
    List<String> whole = new ArrayList<>(arguments);
    if (arguments.stream().noneMatch(argument -> argument.startsWith("--runner="))) {
      whole.add("--runner=FlinkRunner");
    }
    T options = PipelineOptionsFactory.fromArgs(whole.toArray(String[]::new)).as(type);
    PipelineOptionsValidator.validate(type, options);
    if (options instanceof BoundedOptions bounded && !bounded.getRecompute().isEmpty()) {
      EventSpans unused = EventSpans.parse(bounded.getRecompute());
    }
  }

  private static void launcher(Pod pod, Findings findings) {
    for (JsonNode container : pod.containers()) {
      List<String> arguments = texts(container.path("args"));
      CommandLine line = new CommandLine(Penstock.class);
      if (!container.path("image").asText().contains("bridge")
          || !line.getSubcommands().containsKey(arguments.get(0))) {
        continue;
      }
      try {
        line.parseArgs(arguments.toArray(String[]::new));
      } catch (CommandLine.ParameterException refused) {
        findings.demand(false, pod, String.valueOf(refused.getMessage()));
      }
    }
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(item -> texts.add(item.asText()));
    return texts;
  }
}
