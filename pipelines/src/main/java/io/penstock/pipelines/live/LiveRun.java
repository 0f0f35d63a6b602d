package io.penstock.pipelines.live;

import io.penstock.core.plan.Plan;
import io.penstock.core.tile.Grouping;
import io.penstock.io.hot.HotDatabase;
import io.penstock.io.kafka.TopicCheck;
import io.penstock.io.object.ObjectRoot;
import io.penstock.pipelines.bounded.ConnectionFile;
import io.penstock.pipelines.plan.PlanInvalid;
import io.penstock.pipelines.plan.PlanReader;
import io.penstock.pipelines.stores.PlanRegistration;
import io.penstock.pipelines.stores.Stores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The start of a live stream: reads the plan, checks everything that can be known beforehand and
 * tells all that is wrong at once, registers the plan, and settles where reading begins.
 */
public final class LiveRun {
  private final LiveOptions options;
  private final LiveSettings everything;
  private final List<TopicCheck> topics;

  private LiveRun(LiveOptions options, LiveSettings everything, List<TopicCheck> topics) {
    this.options = options;
    this.everything = everything;
    this.topics = topics;
  }

  /**
   * Reads the plan and looks at its topics.
   *
   * @throws PlanInvalid when the plan has mistakes
   * @throws LiveRefused when no source has a topic
   */
  public static LiveRun open(LiveOptions options)
      throws PlanInvalid, IOException, InterruptedException {
    Plan plan = PlanReader.create().read(Path.of(options.getPlan()));
    Stores stores =
        new Stores(
            ObjectRoot.folder(Path.of(options.getOut(), plan.name()).toAbsolutePath()),
            ConnectionFile.read(Path.of(options.getHot())),
            plan.archive());
    LiveSettings everything = LiveSettings.whole(plan, stores);
    if (everything.sources().isEmpty()) {
      throw new LiveRefused(
          List.of("no source of plan " + plan.name() + " has kafka: give it one"));
    }
    List<TopicCheck> topics = new ArrayList<>();
    for (LiveSource source : everything.sources()) {
      topics.add(TopicCheck.of(source.topic(), source.connection(), retention(plan)));
    }
    return new LiveRun(options, everything, topics);
  }

  /** The plan's name. */
  public String planName() {
    return everything.plan().name();
  }

  /** Most partitions of any topic: the least that the engine's parallelism must be. */
  public int partitions() {
    return topics.stream().mapToInt(TopicCheck::partitions).max().orElse(1);
  }

  /** The folder of the stream's state: checkpoints and savepoints. */
  public Path stateFolder() {
    return Path.of(everything.stores().out().location(), "live");
  }

  /**
   * Starts anew, where {@code --from} says.
   *
   * @param engineProblems what the engine's settings lack
   * @param parallelism the engine's parallelism
   * @throws LiveRefused with everything that is wrong
   */
  public LiveSettings start(List<String> engineProblems, int parallelism)
      throws IOException, SQLException, InterruptedException {
    List<String> problems = new ArrayList<>(engineProblems);
    problems.addAll(topicProblems(parallelism));
    if (options.getFrom().isEmpty()) {
      problems.add(
          "where to start is not given: say --from resume, earliest, latest or a time, or"
              + " --restore with the savepoint or checkpoint to go on from");
    }
    if (!problems.isEmpty()) {
      throw new LiveRefused(problems);
    }
    Plan plan = everything.plan();
    StartPosition position = StartPosition.parse(options.getFrom());
    PlanRegistration.register(plan, everything.stores());
    Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    LiveStart resolved;
    try (HotDatabase database = HotDatabase.open(everything.stores().hot())) {
      resolved =
          LiveStart.resolve(
              position, everything, database, Duration.parse(options.getMaxCatchUp()), now);
      resolved.commit(everything, database);
    }
    new LiveState(
            LiveState.layout(plan),
            resolved.firstTileMicros(),
            resolved.firstPeriodMicros(),
            told(resolved, now))
        .write(stateFile());
    return new LiveSettings(
        plan, everything.stores(), resolved.firstTileMicros(), resolved.firstPeriodMicros());
  }

  /**
   * Goes on from a savepoint or a retained checkpoint.
   *
   * @throws LiveRefused with everything that is wrong
   */
  public LiveSettings goOn(List<String> engineProblems, int parallelism)
      throws IOException, SQLException, InterruptedException {
    List<String> problems = new ArrayList<>(engineProblems);
    problems.addAll(topicProblems(parallelism));
    if (!options.getFrom().isEmpty()) {
      problems.add("--from and --restore exclude each other: a savepoint knows where to start");
    }
    if (!Files.exists(stateFile())) {
      problems.add(stateFile() + " is not there: it belongs to every savepoint of this stream");
      throw new LiveRefused(problems);
    }
    LiveState state = LiveState.read(stateFile());
    problems.addAll(state.problems(everything.plan()));
    if (!problems.isEmpty()) {
      throw new LiveRefused(problems);
    }
    PlanRegistration.register(everything.plan(), everything.stores());
    return new LiveSettings(
        everything.plan(), everything.stores(), state.firstTileMicros(), state.firstPeriodMicros());
  }

  private List<String> topicProblems(int parallelism) {
    List<String> problems = new ArrayList<>();
    for (TopicCheck topic : topics) {
      problems.addAll(topic.problems());
      if (topic.partitions() > parallelism) {
        problems.add(
            "topic "
                + topic.topic()
                + " has "
                + topic.partitions()
                + " partitions: --parallelism must be at least that, but was: "
                + parallelism
                + "; an idle partition slows the one it shares a task with");
      }
    }
    return problems;
  }

  private Path stateFile() {
    return stateFolder().resolve("stream.properties");
  }

  /** So long that a start at the oldest unsealed period finds its records, and twice that. */
  private static Duration retention(Plan plan) {
    long micros =
        plan.archive().periodMicros()
            + plan.time().maxDelayMicros()
            + plan.time().slackMicros()
            + plan.time().maxAheadMicros()
            + Grouping.ofArchive(plan).lookBackMicros();
    return Duration.of(2 * micros, ChronoUnit.MICROS);
  }

  private String told(LiveStart resolved, Instant now) {
    Map<String, String> starts = new TreeMap<>();
    resolved.offsets().forEach((source, offsets) -> starts.put(source, "" + offsets.offsets()));
    return options.getFrom() + " at " + now + " offsets " + starts;
  }
}
