package io.penstock.runners.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.penstock.core.decode.Reason;
import io.penstock.io.hot.HotDatabase;
import io.penstock.io.hot.PlanRefused;
import io.penstock.io.quarantine.QuarantineEntry;
import io.penstock.io.quarantine.QuarantineFilter;
import io.penstock.io.quarantine.QuarantineFilter.Status;
import io.penstock.io.quarantine.QuarantineStore;
import io.penstock.pipelines.bounded.QuarantineReplay;
import io.penstock.pipelines.bounded.RecomputeOption;
import io.penstock.pipelines.digest.StoreDigests;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What the stores of a plan owe each other. They are kept by plain code that every engine shares,
 * so one engine is enough to show it.
 */
public abstract class StoreLaws extends EngineLaws {
  /** For the runners' test classes. */
  protected StoreLaws() {}

  /** The quarantine has its first 64 KiB alone; the raw archive has all of it. */
  @Test
  void replaysALargeMessageFromTheRawArchive() throws Exception {
    Path folder = freshFolder();
    Path input = Files.writeString(folder.resolve("pack.json"), SmallPlant.pack(1_000, "a", "b"));
    Plant whole = SmallPlant.of(folder.resolve("whole"), "small", input, "a", "b");
    Plant lacking = SmallPlant.of(folder.resolve("lacking"), "small", input, "a");
    Site undisturbed = freshSite();
    run(undisturbed, whole);
    Site site = freshSite();
    run(site, lacking);

    try (HotDatabase database = HotDatabase.open(site.hot())) {
      QuarantineStore store = new QuarantineStore(database.dataSource());
      assertThat(store.list(QuarantineFilter.ALL))
          .hasSize(1_000)
          .noneMatch(QuarantineEntry::isWhole);
      QuarantineReplay replay = QuarantineReplay.of(whole.plan(), site.out(), store);
      String spans = RecomputeOption.in(folder.resolve("spans.txt"), replay.spans());
      run(site, whole, options -> options.setRecompute(spans));
      replay.settle(store);

      assertThat(replay.readable()).hasSize(1_000);
      assertThat(store.countByReason(Status.OPEN)).isEmpty();
    }
    assertThat(site.digests(whole.plan())).isEqualTo(undisturbed.digests(whole.plan()));
  }

  /** The pack is SenML now, but no series of it is known: mended is something else. */
  @Test
  void aMessageThatFailsInAnotherWayIsNotReplayed() throws Exception {
    Path folder = freshFolder();
    Path input = Files.writeString(folder.resolve("pack.json"), SmallPlant.pack(3, "a", "b"));
    Plant misread =
        SmallPlant.of(folder.resolve("misread"), "small", input, "a")
            .with(
                folder.resolve("misread-too"),
                plan -> plan.replace("senml: {}", "lineProtocol: {}"),
                catalogue -> catalogue);
    Plant unknown = SmallPlant.of(folder.resolve("unknown"), "small", input, "c");
    Site site = freshSite();
    run(site, misread);

    try (HotDatabase database = HotDatabase.open(site.hot())) {
      QuarantineStore store = new QuarantineStore(database.dataSource());
      long open = store.list(QuarantineFilter.ALL).size();
      QuarantineReplay replay = QuarantineReplay.of(unknown.plan(), site.out(), store);
      replay.settle(store);

      assertThat(replay.open()).isEqualTo(open);
      assertThat(replay.readable()).isEmpty();
      assertThat(replay.superseded()).hasSize(1);
      assertThat(replay.failures()).isEqualTo(6);
      assertThat(store.countByReason(Status.OPEN))
          .containsOnly(org.assertj.core.api.Assertions.entry(Reason.UNKNOWN_SERIES.code(), 6L));
    }
  }

  /** Results of two raw archives do not nest, so counting could not tell the complete one. */
  @Test
  void refusesAnotherRawFolderThanTheDatabaseWasFilledFrom() throws Exception {
    Path folder = freshFolder();
    Path input = Files.writeString(folder.resolve("pack.json"), SmallPlant.pack(30, "a"));
    Plant plant = SmallPlant.of(folder.resolve("plan"), "small", input, "a");
    Site site = freshSite();
    run(site, plant);
    Site fresh = new Site(freshFolder(), site.hot());
    Site other = freshSite();
    run(other, plant);

    assertThatThrownBy(() -> run(fresh.connected(), plant))
        .isInstanceOf(PlanRefused.class)
        .hasMessageContaining("the database has results of the raw archive with id")
        .hasMessageContaining(fresh.out().toString());
    assertThatThrownBy(() -> run(new Site(other.out(), site.hot()).connected(), plant))
        .isInstanceOf(PlanRefused.class);
    run(site, plant);
  }

  @Test
  void takesAFreshFolderWhereThePlanHasStoredNothing() throws Exception {
    Path folder = freshFolder();
    Path input = Files.writeString(folder.resolve("pack.json"), SmallPlant.pack(30, "a"));
    Plant plant = SmallPlant.of(folder.resolve("plan"), "small", input, "a");
    Site site = freshSite();
    run(site, plant);
    HotServer.execute(site.hot(), "truncate measurements, tile_evidence");
    Site fresh = new Site(freshFolder(), site.hot()).connected();

    run(fresh, plant);

    assertThat(fresh.digests(plant.plan()).storesAgree()).isTrue();
  }

  @Test
  void plansThatShareADatabaseHaveDigestsOfTheirOwn() throws Exception {
    Path folder = freshFolder();
    Path input = Files.writeString(folder.resolve("pack.json"), SmallPlant.pack(30, "a"));
    Path other = Files.writeString(folder.resolve("other.json"), SmallPlant.pack(40, "b"));
    Plant plant = SmallPlant.of(folder.resolve("plan"), "small", input, "a");
    Plant neighbour = SmallPlant.of(folder.resolve("neighbour"), "neighbour", other, "b");
    Site site = freshSite();
    run(site, plant);
    StoreDigests alone = site.digests(plant.plan());

    run(site, neighbour);

    assertThat(site.digests(plant.plan())).isEqualTo(alone);
    assertThat(site.digests(neighbour.plan()).storesAgree()).isTrue();
  }

  /** A run may die between writing an object and registering it. */
  @Test
  void registersAnArchiveObjectThatWasThereAlready() throws Exception {
    Path folder = freshFolder();
    Path input = Files.writeString(folder.resolve("pack.json"), SmallPlant.pack(30, "a"));
    Plant plant = SmallPlant.of(folder.resolve("plan"), "small", input, "a");
    Site site = freshSite();
    run(site, plant);
    List<String> registered = HotServer.query(site.hot(), "select o::text from archive_objects o");
    HotServer.execute(site.hot(), "truncate archive_objects");

    run(site, plant);

    assertThat(HotServer.query(site.hot(), "select o::text from archive_objects o"))
        .isNotEmpty()
        .containsExactlyInAnyOrderElementsOf(registered);
  }

  @Test
  void removesTheTemporaryFilesOfWritersThatWereKilled() throws Exception {
    Path folder = freshFolder();
    Path input = Files.writeString(folder.resolve("pack.json"), SmallPlant.pack(30, "a"));
    Plant plant = SmallPlant.of(folder.resolve("plan"), "small", input, "a");
    Site site = freshSite();
    run(site, plant);
    Path left = Files.writeString(site.archive(plant.plan()).resolve(".a.parquet.1.tmp"), "half");
    Path busy = Files.writeString(site.archive(plant.plan()).resolve(".a.parquet.2.tmp"), "half");
    Files.setLastModifiedTime(left, FileTime.from(Instant.now().minus(Duration.ofDays(2))));

    run(site, plant);

    assertThat(left).doesNotExist();
    assertThat(busy).exists();
  }
}
