package io.penstock.pipelines.audit;

import io.penstock.core.decode.Lateness;
import io.penstock.core.decode.RawMessage;
import io.penstock.core.plan.Plan;
import io.penstock.core.tile.AssetPeriod;
import io.penstock.core.tile.TableDigest;
import io.penstock.io.raw.RawCoverage;
import io.penstock.io.raw.RawSlotFooter;
import io.penstock.io.raw.RawSlots;
import io.penstock.pipelines.bounded.RunReport;
import io.penstock.pipelines.digest.PeriodStoreDigests;
import io.penstock.transforms.metrics.Metric;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Holds the ledger of what was sent against everything that a stream has stored:
 *
 * <ol>
 *   <li>every message that was sent is in the raw archive, by content, and nothing else is;
 *   <li>received = admitted + duplicate + conflict + late + quarantined; the quarantine has just
 *       what cannot be used, and every asset-period of a late reading is marked;
 *   <li>what is sealed in hot tables and archive is, per asset and period, what a bounded run with
 *       the same gate computes from the raw archive.
 * </ol>
 *
 * <p>After a reconciliation of all that was late there is no gate: no period is marked for late
 * readings, and a bounded run that leaves none out must give what is stored.
 *
 * <p>Asset-periods that are not sealed yet, or marked as incomplete, are counted and not compared.
 * Time and memory: every raw message is decoded once; memory is the ledger of messages and one
 * digest per asset-period.
 */
public final class Audit {
  private final Plan plan;
  private final AuditedStores live;
  private final Differences differences = new Differences();
  private final List<String> figures = new ArrayList<>();

  private Audit(Plan plan, AuditedStores live) {
    this.plan = plan;
    this.live = live;
  }

  /**
   * Audits the stores of a stream. Nothing is changed.
   *
   * @param gate {@link Lateness#AS_LIVE}, or {@link Lateness#IGNORE} after a reconciliation
   * @param messages the ledger of messages, see {@link
   *     io.penstock.pipelines.simulate.MessageLedger}
   * @param live the stores
   * @param recomputed stores that a run with {@code --recompute all} and that gate has filled from
   *     a copy of the same raw archive
   * @param recomputation the report of that run
   */
  public static AuditReport of(
      Plan plan,
      Lateness gate,
      Path messages,
      AuditedStores live,
      AuditedStores recomputed,
      RunReport recomputation)
      throws IOException, SQLException {
    Audit audit = new Audit(plan, live);
    RawFates fates = audit.raw(gate, ReceivedMessages.of(messages));
    StoredFates stored = StoredFates.of(plan, live.hot());
    audit.conservation(fates, recomputation);
    audit.quarantineAndMarks(fates, stored);
    audit.sealed(stored.open(), recomputed);
    return new AuditReport(audit.figures, audit.differences.lines());
  }

  private RawFates raw(Lateness gate, ReceivedMessages received) throws IOException {
    RawFates fates = new RawFates(plan, gate);
    RawSlots slots = RawSlots.local(live.out().resolve(plan.name()));
    List<RawSlotFooter> index = slots.index();
    for (RawSlotFooter slot : index) {
      for (RawMessage record : slots.read(slot.slot())) {
        received.record(record);
        fates.decode(record);
      }
    }
    List<String> holes = new ArrayList<>();
    for (RawCoverage partition : RawCoverage.of(index)) {
      String name = partition.topic() + "/" + partition.partition() + " ";
      partition.holes().forEach(hole -> holes.add(name + hole));
    }
    figures.add(
        "sent        %d messages; landed %d records, %d messages delivered more than once"
            .formatted(received.messages(), received.records(), received.again()));
    differences.add("lost", received.lost());
    differences.add("invented", received.invented());
    differences.add("hole in the raw archive", holes);
    return fates;
  }

  private void conservation(RawFates fates, RunReport recomputation) {
    long admitted = recomputation.computedCount(Metric.READINGS_ADMITTED.metricName());
    long duplicates = recomputation.computedCount(Metric.READINGS_DUPLICATED.metricName());
    long conflicts = recomputation.computedCount(Metric.READINGS_CONFLICTED.metricName());
    String sum =
        "%d received = %d admitted + %d duplicate + %d conflict + %d late + %d quarantined"
            .formatted(
                fates.received(),
                admitted,
                duplicates,
                conflicts,
                fates.lateReadings(),
                fates.quarantinedReadings());
    figures.add("readings    " + sum);
    long explained =
        admitted + duplicates + conflicts + fates.lateReadings() + fates.quarantinedReadings();
    if (explained != fates.received()) {
      differences.add("fates do not add up", List.of(sum + " is wrong: it makes " + explained));
    }
    differences.add("raw is not complete", recomputation.incomplete());
  }

  private void quarantineAndMarks(RawFates fates, StoredFates stored) {
    figures.add(
        "set aside   %d entries in quarantine, %d asset-periods marked for late readings"
            .formatted(stored.quarantined().size(), stored.late().size()));
    differences.add("not in quarantine", without(fates.quarantined(), stored.quarantined()));
    differences.add(
        "in quarantine without a cause in raw", without(stored.quarantined(), fates.quarantined()));
    differences.add("late and not marked", without(fates.late(), stored.late()));
    differences.add("marked late without a cause in raw", without(stored.late(), fates.late()));
  }

  private void sealed(SortedSet<AssetPeriod> open, AuditedStores recomputed)
      throws IOException, SQLException {
    PeriodStoreDigests stored = PeriodStoreDigests.of(plan, live.hot(), live.out());
    PeriodStoreDigests wanted = PeriodStoreDigests.of(plan, recomputed.hot(), recomputed.out());
    wanted
        .hot()
        .forEach(
            (dataset, periods) -> {
              compare("hot " + dataset, stored.hot().get(dataset), periods, open);
              compare("archive " + dataset, stored.archive().get(dataset), periods, open);
            });
    if (!open.isEmpty()) {
      figures.add("not sealed  %d asset-periods, not compared".formatted(open.size()));
    }
  }

  private void compare(
      String table,
      @Nullable SortedMap<AssetPeriod, TableDigest> stored,
      Map<AssetPeriod, TableDigest> wanted,
      Set<AssetPeriod> open) {
    SortedMap<AssetPeriod, TableDigest> have = stored == null ? new TreeMap<>() : stored;
    SortedSet<AssetPeriod> periods = new TreeSet<>(wanted.keySet());
    periods.addAll(have.keySet());
    periods.removeAll(open);
    List<String> different = new ArrayList<>();
    long rows = 0;
    for (AssetPeriod period : periods) {
      TableDigest is = have.getOrDefault(period, TableDigest.EMPTY);
      TableDigest must = wanted.getOrDefault(period, TableDigest.EMPTY);
      rows += is.rows();
      if (!is.equals(must)) {
        different.add(period + difference(is.rows(), must.rows()));
      }
    }
    figures.add(
        "sealed      %-24s %8d rows in %d asset-periods, compared with raw"
            .formatted(table, rows, periods.size()));
    differences.add(table + " differs from raw", different);
  }

  private static String difference(long is, long must) {
    return is == must
        ? " has the same number of rows, " + is + ", with other content"
        : " has " + is + " rows, raw gives " + must;
  }

  private static <T> List<String> without(SortedSet<T> some, SortedSet<T> others) {
    return some.stream().filter(one -> !others.contains(one)).map(Object::toString).toList();
  }
}
