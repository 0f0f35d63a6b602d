package io.penstock.runners.flink;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.core.decode.Lateness;
import io.penstock.runners.flink.gate.CountingReporter;
import io.penstock.runners.flink.gate.Script;
import java.nio.file.Path;
import java.util.Random;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The lateness gate, design 2.2, on Flink as the stream runs there: its own steps, settings and
 * watermark, with a script for a source, whose every set is known beforehand. Whatever happens, no
 * admitted reading is dropped, every period is computed from exactly its readings, and no period
 * that was computed comes again with others.
 */
class FlinkGateTest {
  private static final int MORE_TASKS = 3;

  private static LocalCluster cluster;
  private static Path folder;

  @BeforeAll
  static void start(@TempDir Path temporary) throws Exception {
    folder = temporary;
    Configuration counting = new Configuration();
    counting.setString(
        "metrics.reporter.gate.factory.class", CountingReporter.Factory.class.getName());
    cluster = LocalCluster.start(MORE_TASKS, counting);
  }

  @AfterAll
  static void stop() throws Exception {
    cluster.close();
  }

  @Test
  void everyPeriodIsComputedOnceFromExactlyItsReadings() throws Exception {
    GateSite site = site("undisturbed");
    site.finish(site.start(flink -> {}));

    site.assertExact();
    assertThat(site.trial().isEachPeriodComputedOnce()).isTrue();
    assertThat(site.trial().countedLate()).isEqualTo(site.trial().expected().lates());
  }

  /** The control: with the same script the engine drops readings, and this suite sees it. */
  @Test
  void withoutTheGateReadingsAreDroppedAndSetsAreWrong() throws Exception {
    GateSite site = site("no gate");
    site.finishIncomplete(site.start(Lateness.IGNORE, flink -> {}));

    System.out.println("no gate: " + site.trial().wrongPeriods() + " periods are wrong");
    assertThat(site.trial().dropped()).isPositive();
    assertThat(site.trial().wrongPeriods()).isPositive();
  }

  @Test
  void tasksThatFailChangeNothing() throws Exception {
    GateSite site = site("failover");
    FlinkJob job = site.start(flink -> {});
    for (int second : new int[] {35, 110}) {
      site.log().playTo(at(second));
      site.awaitCheckpoint(job);
      site.log().playTo(at(second + 10));
      site.log().crashAt(at(second + 15));
    }
    site.finish(job);

    assertThat(site.log().crashes()).isEqualTo(2);
    site.assertExact();
  }

  @Test
  @Tag("live")
  void anOlderCheckpointChangesNothing() throws Exception {
    GateSite site = site("checkpoint");
    FlinkJob first = site.start(flink -> {});
    site.log().playTo(at(50));
    site.awaitCheckpoint(first);
    site.log().playTo(at(70));
    site.cancel(first);
    String older = site.oldestCheckpoint(first).toUri().toString();
    site.log().jumpTo(at(100));
    site.finish(site.goOn(older, GateSite.TASKS));

    site.assertExact();
  }

  @Test
  @Tag("live")
  void savepointsAndOtherNumbersOfTasksChangeNothing() throws Exception {
    GateSite site = site("rescale");
    FlinkJob three = site.start(flink -> flink.setParallelism(MORE_TASKS));
    site.log().playTo(at(44));
    String savepoint = site.stop(three);
    site.log().jumpTo(at(50));
    FlinkJob one = site.goOn(savepoint, 1);
    site.log().playTo(at(96));
    savepoint = site.stop(one);
    site.finish(site.goOn(savepoint, MORE_TASKS));

    site.assertExact();
  }

  /** All there is comes at once, and checkpoints fall into the middle of its bundles. */
  @Test
  @Tag("live")
  void catchingUpAmongCheckpointsDropsNothing() throws Exception {
    GateSite site = site("catch-up");
    FlinkJob job = site.start(flink -> flink.setCheckpointingInterval(50L));
    site.log().jumpTo(Script.END);
    site.finish(job);

    site.assertExact();
  }

  @Test
  @Tag("live")
  void aBrokerThatIsAwayForAWhileChangesNothing() throws Exception {
    GateSite site = site("pause");
    site.log().pause(at(55), at(85));
    site.finish(site.start(flink -> {}));

    site.assertExact();
    assertThat(site.trial().isEachPeriodComputedOnce()).isTrue();
  }

  private static GateSite site(String name) throws Exception {
    return GateSite.fresh(cluster, folder, name, new Random().nextInt(1_000_000));
  }

  private static long at(int second) {
    return Script.START + second * 1000L;
  }
}
