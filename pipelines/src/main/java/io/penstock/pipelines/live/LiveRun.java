package io.penstock.pipelines.live;

import io.penstock.core.plan.Plan;
import io.penstock.core.tile.Grouping;
import io.penstock.core.time.Micros;
import io.penstock.io.hot.HotDatabase;
import io.penstock.io.hot.HotSchema;
import io.penstock.io.hot.LiveStarts;
import io.penstock.io.kafka.TopicCheck;
import io.penstock.io.object.ObjectRoot;
import io.penstock.pipelines.plan.PlanInvalid;
import io.penstock.pipelines.plan.PlanReader;
import io.penstock.pipelines.stores.ConnectionFile;
import io.penstock.pipelines.stores.PlanRegistration;
import io.penstock.pipelines.stores.Stores;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
    Stores stores = Stores.of(options, plan, ConnectionFile.read(Path.of(options.getHot())));
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

  /**
   * The folder of the stream's state: checkpoints and savepoints.
   *
   * @throws LiveRefused when it is not given and the output is no folder
   */
  public Path stateFolder() {
    if (!options.getState().isEmpty()) {
      return Path.of(options.getState()).toAbsolutePath();
    }
    String out = everything.stores().out().location();
    if (ObjectRoot.isRemote(out)) {
      throw new LiveRefused(
          List.of("where checkpoints go is not given: say --state with a local folder"));
    }
    return Path.of(out, "live");
  }

  /** Whether a stream of this plan was ever started on these stores. */
  public boolean wasStarted() throws IOException, SQLException {
    return lastStart().isPresent();
  }

  /**
   * Starts anew.
   *
   * @param position where
   * @param engineProblems what the engine's settings lack
   * @param parallelism the engine's parallelism
   * @throws LiveRefused with everything that is wrong
   */
  public LiveSettings start(StartPosition position, List<String> engineProblems, int parallelism)
      throws IOException, SQLException, InterruptedException {
    List<String> problems = new ArrayList<>(engineProblems);
    problems.addAll(topicProblems(parallelism));
    refuse(problems);
    PlanRegistration.register(everything.plan(), everything.stores());
    Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    try (HotDatabase database = HotDatabase.open(everything.stores().hot())) {
      LiveStart resolved =
          LiveStart.resolve(
              position, everything, database, Duration.parse(options.getMaxCatchUp()), now);
      resolved.commit(position, everything, database);
      return settings(resolved.firstTileMicros(), resolved.firstPeriodMicros());
    }
  }

  /**
   * Goes on from a savepoint or a retained checkpoint.
   *
   * @throws LiveRefused with everything that is wrong
   */
  public LiveSettings goOn(List<String> engineProblems, int parallelism)
      throws IOException, SQLException, InterruptedException {
    Optional<LiveStarts.Start> last = lastStart();
    List<String> problems = new ArrayList<>(engineProblems);
    problems.addAll(topicProblems(parallelism));
    problems.addAll(
        last.map(start -> new StreamLayout(start.layout()).problems(everything.plan()))
            .orElse(
                List.of(
                    "the hot tables know of no start of this plan's stream, which belongs to every"
                        + " savepoint: name the tables that it was started with, or start with"
                        + " --from resume")));
    refuse(problems);
    PlanRegistration.register(everything.plan(), everything.stores());
    LiveStarts.Start start = last.orElseThrow();
    return settings(start.firstTileMicros(), start.firstPeriodMicros());
  }

  private LiveSettings settings(long firstTileMicros, long firstPeriodMicros) {
    return new LiveSettings(
        everything.plan(), everything.stores(), firstTileMicros, firstPeriodMicros);
  }

  private Optional<LiveStarts.Start> lastStart() throws IOException, SQLException {
    HotSchema.migrate(everything.stores().hot());
    try (HotDatabase database = HotDatabase.open(everything.stores().hot())) {
      return new LiveStarts(database, planName()).last();
    }
  }

  private static void refuse(List<String> problems) {
    if (!problems.isEmpty()) {
      throw new LiveRefused(problems);
    }
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

  /** So long that a start at the oldest unsealed period finds its records, and twice that. */
  private static Duration retention(Plan plan) {
    long micros =
        plan.archive().periodMicros()
            + plan.time().maxDelayMicros()
            + plan.time().slackMicros()
            + plan.time().maxAheadMicros()
            + Grouping.ofArchive(plan).lookBackMicros();
    return Micros.duration(2 * micros);
  }
}
