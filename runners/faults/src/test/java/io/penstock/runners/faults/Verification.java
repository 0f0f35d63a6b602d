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
import io.penstock.testkit.process.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
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
  private static final String UNSEALED =
      "select count(*) from tile_evidence tile where stage <> 'final' and not exists"
          + " (select 1 from dirty where dirty.asset = tile.asset and reason <> 'late'"
          + " and tile_start >= period_start and tile_start < period_start + interval '10s')";

  private static final String MARKED =
      "select reason || ' ' || asset || ' ' || period_start from dirty where reason <> 'late'";

  /**
   * Waits for it, and fails when it does not come.
   *
   * @param sent records sent to the site in its life
   */
  AuditReport verify(long sent) throws Exception {
    Checked checked = audit(sent);
    assertThat(site.texts(MARKED)).isEmpty();
    StoreDigests sealed = digests();
    assertThat(sealed.hot()).isEqualTo(checked.wanted.hot());
    assertThat(sealed.archive()).isEqualTo(checked.wanted.archive());
    assertThat(sealed.hot().values()).allSatisfy(table -> assertThat(table.rows()).isPositive());
    return checked.report;
  }

  /** The same for a stream that had to set tiles aside: what is marked may lack them. */
  AuditReport verifyBesideMarks(long sent) throws Exception {
    Checked checked = audit(sent);
    assertThat(site.number("select count(*) from dirty where reason = 'store_refused'"))
        .isPositive();
    assertThat(digests().archive()).isEqualTo(checked.wanted.archive());
    return checked.report;
  }

  /** Reconciles what is marked, and compares with a bounded run that takes the late readings in. */
  void reconcile() throws Exception {
    Plan plan = site.plan();
    run(site.out(), site.hotFile(), RecomputeOption.DIRTY, Lateness.IGNORE);
    assertThat(site.number("select count(*) from dirty")).isZero();
    Site fresh = copied(plan);
    run(fresh.out(), fresh.connectionFile(), RecomputeOption.ALL, Lateness.IGNORE);
    StoreDigests wanted = fresh.digests(plan);
    assertThat(digests().hot()).isEqualTo(wanted.hot());
    assertThat(digests().archive()).isEqualTo(wanted.archive());
  }

  private record Checked(StoreDigests wanted, AuditReport report) {}

  private Checked audit(long sent) throws Exception {
    Await.until("all of " + sent + " records are landed", () -> site.landed() == sent);
    Plan plan = site.plan();
    Site fresh = copied(plan);
    RunReport recomputation =
        run(fresh.out(), fresh.connectionFile(), RecomputeOption.ALL, Lateness.AS_LIVE);
    StoreDigests wanted = fresh.digests(plan);
    assertThat(wanted.storesAgree()).isTrue();
    Await.until("as much is sealed as raw gives", () -> isSealed(wanted));
    AuditReport report =
        Audit.of(
            plan,
            Lateness.AS_LIVE,
            site.ledger(),
            new AuditedStores(site.out(), site.hot()),
            new AuditedStores(fresh.out(), fresh.hot()),
            recomputation);
    assertThat(report.differences()).isEmpty();
    return new Checked(wanted, report);
  }

  private boolean isSealed(StoreDigests wanted) throws Exception {
    if (site.number(UNSEALED) > 0) {
      return false;
    }
    StoreDigests sealed = digests();
    boolean marked = site.number("select count(*) from dirty where reason <> 'late'") > 0;
    return rows(sealed.archive()) >= rows(wanted.archive())
        && (marked || rows(sealed.hot()) >= rows(wanted.hot()));
  }

  private StoreDigests digests() throws Exception {
    return StoreDigests.of(site.plan(), site.hot(), site.out());
  }

  private static long rows(Map<String, TableDigest> tables) {
    return tables.values().stream().mapToLong(TableDigest::rows).sum();
  }

  /** Fresh stores with the same raw archive. */
  private Site copied(Plan plan) throws Exception {
    Site fresh = Site.fresh(site.folder());
    copy(
        site.out().resolve(plan.name()).resolve("raw"),
        fresh.out().resolve(plan.name()).resolve("raw"));
    return fresh;
  }

  private RunReport run(Path out, Path hotFile, String recompute, Lateness lateness)
      throws Exception {
    BoundedOptions options = PipelineOptionsFactory.as(BoundedOptions.class);
    options.setRunner(FlinkRunner.class);
    FlinkPipelineOptions flink = options.as(FlinkPipelineOptions.class);
    flink.setParallelism(2);
    flink.setObjectReuse(true);
    flink.setFasterCopy(true);
    options.setPlan(site.planFile().toString());
    options.setOut(out.toString());
    options.setHot(hotFile.toString());
    options.setRecompute(recompute);
    options.setLateness(lateness);
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
