package io.penstock.runners.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.core.decode.Lateness;
import io.penstock.core.plan.Plan;
import io.penstock.core.tile.TableDigest;
import io.penstock.pipelines.audit.Audit;
import io.penstock.pipelines.audit.AuditReport;
import io.penstock.pipelines.audit.AuditedStores;
import io.penstock.pipelines.bounded.BoundedOptions;
import io.penstock.pipelines.bounded.BoundedRun;
import io.penstock.pipelines.bounded.RecomputeOption;
import io.penstock.pipelines.bounded.RunReport;
import io.penstock.pipelines.digest.StoreDigests;
import io.penstock.runners.contract.Site;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.beam.runners.flink.FlinkRunner;
import org.apache.beam.sdk.options.PipelineOptionsFactory;

/**
 * What must hold once the plant is quiet: everything sent is landed; the tiles are sealed, and
 * equal to what a bounded run with the same gate computes from the same raw archive, in other
 * stores; and the audit finds nothing that was lost or invented, and every fate.
 *
 * @param site the stream's
 */
record Verification(LiveSite site) {
  private static final Duration LANDED = Duration.ofSeconds(240);
  private static final Duration SEALED = Duration.ofSeconds(240);

  /**
   * Waits for it, and fails when it does not come.
   *
   * @param sent records sent to the site in its life
   */
  AuditReport verify(long sent) throws Exception {
    Await.until("all of " + sent + " records are landed", LANDED, () -> site.landed() == sent);
    Plan plan = site.plan();
    Site fresh = Site.fresh(site.folder());
    RunReport recomputation = recompute(plan, fresh);
    StoreDigests wanted = fresh.digests(plan);
    assertThat(wanted.storesAgree()).isTrue();
    Await.until("as much is sealed as raw gives", SEALED, () -> isSealed(wanted));
    AuditReport report =
        Audit.of(
            plan,
            site.ledger(),
            new AuditedStores(site.out(), site.hot()),
            new AuditedStores(fresh.out(), fresh.hot()),
            recomputation);
    assertThat(report.differences()).isEmpty();
    StoreDigests sealed = StoreDigests.of(plan, site.hot(), site.out());
    assertThat(sealed.hot()).isEqualTo(wanted.hot());
    assertThat(sealed.archive()).isEqualTo(wanted.archive());
    assertThat(sealed.hot().values()).allSatisfy(table -> assertThat(table.rows()).isPositive());
    return report;
  }

  private boolean isSealed(StoreDigests wanted) throws Exception {
    return site.number("select count(*) from tile_evidence where stage <> 'final'") == 0
        && rows(StoreDigests.of(site.plan(), site.hot(), site.out())) >= rows(wanted);
  }

  private static long rows(StoreDigests digests) {
    return Stream.of(digests.hot(), digests.archive())
        .flatMap(tables -> tables.values().stream())
        .mapToLong(TableDigest::rows)
        .sum();
  }

  private RunReport recompute(Plan plan, Site fresh) throws Exception {
    copy(
        site.out().resolve(plan.name()).resolve("raw"),
        fresh.out().resolve(plan.name()).resolve("raw"));
    BoundedOptions options = PipelineOptionsFactory.as(BoundedOptions.class);
    options.setRunner(FlinkRunner.class);
    options.as(FlinkPipelineOptions.class).setParallelism(2);
    options.setPlan(site.planFile().toString());
    options.setOut(fresh.out().toString());
    options.setHot(fresh.connectionFile().toString());
    options.setRecompute(RecomputeOption.ALL);
    options.setLateness(Lateness.AS_LIVE);
    return BoundedRun.run(options);
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.sorted().toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target);
        }
      }
    }
  }
}
