package io.penstock.runners.direct;

import static io.penstock.runners.direct.RealRun.fates;
import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.core.SharedData;
import io.penstock.core.plan.Plan;
import io.penstock.pipelines.bounded.RunReport;
import io.penstock.pipelines.plan.PlanReader;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Telemetry of real plants through real plans, held against what is known about it. {@code
 * docs/real-data.md} tells the figures.
 */
class RealDataTest {
  private static final int FEW_CYCLES = 300;
  private static final long SECOND = 1000;
  private static final long CYCLE = 60 * SECOND;
  private static final long BASE = 1_483_228_800_000L; // 2017-01-01T00:00:00Z

  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path folder;

  /** Uploads overlap, and one sends 30,560 records again after a year. */
  @Test
  void keepsEachRecordOfEveryLoggerOnceHoweverOftenItWasUploaded() throws Exception {
    GroundTruth truth = GroundTruth.of("compass_loggers");
    Plan plan = PlanReader.create().read(RealRun.planFile("compass_loggers"));

    RunReport report = RealRun.count("compass_loggers", folder);

    assertThat(report.files()).isEqualTo(90);
    assertThat(report.computedCount("readings_admitted")).isEqualTo(4_200_077);
    assertThat(report.computedCount("readings_duplicated")).isEqualTo(321_064);

    for (String table : truth.subjects()) {
      String source = sourceOf(table);
      long series =
          IntStream.range(0, plan.catalogue().size())
              .mapToObj(plan.catalogue()::address)
              .filter(address -> address.startsWith(source + "/"))
              .count();
      long distinct = truth.count(table, "distinct_timestamp");
      long rows = truth.count(table, "data_rows");
      assertThat(fates(report, source))
          .as(table)
          .containsExactly(distinct * series, (rows - distinct) * series, 0L, 0L);
    }
    assertThat(truth.count("Compass_MSM_Buoy_CheckTable", "distinct_timestamp")).isEqualTo(49_714);
    assertThat(truth.count("PNNL_13_WaterLevel600", "distinct_timestamp")).isEqualTo(122_210);
  }

  /** Units stand in the third header line; -9999 and NAN mean that there is no value. */
  @Test
  void convertsLoggerUnitsAndTakesSentinelsForNoValue() throws Exception {
    String data = SharedData.path("compass_loggers") + "/";
    RealRun run =
        RealRun.store(
            "compass_loggers",
            folder,
            List.of(
                "swh_up_423_waterlevel600a=" + data + "Compass_SWH_UP_423_WaterLevel600A_*.dat.gz",
                "gcw_tr_432_terostableb=" + data + "COMPASS_GCW_TR_432_TerosTableB_*.dat.gz"));

    // 768.12 mmHg (UCUM: 1 m[Hg] is 133.3220 kPa), 102.16 cm and 1.185 PSI at 2024-03-03 00:00:00
    // local standard time.
    assertThat(
            run.query(
                "select metric, round(value::numeric, 6) from measurements"
                    + " where asset like '%swh/up/423%' and time = '2024-03-03 05:00:00+00'"
                    + " and metric in ('barometric_pressure', 'pressure', 'depth') order by 1"))
        .containsExactly("barometric_pressure|102.407295", "depth|1.021600", "pressure|8.170287");
    // 280 of 3,871 readings of each of four probes are -9999.
    assertThat(
            run.query(
                "select metric, sum(count)::int from features where asset like '%teros%'"
                    + " and metric in ('teros_b_1_1', 'teros_b_1_2', 'teros_b_2_1', 'teros_b_4_1',"
                    + " 'teros_b_5_1') group by 1 order by 1"))
        .containsExactly(
            "teros_b_1_1|3591",
            "teros_b_1_2|3871",
            "teros_b_2_1|3591",
            "teros_b_4_1|3591",
            "teros_b_5_1|3591");
    assertThat(run.query("select count(*) from measurements where value < -9000"))
        .containsExactly("0");
    assertThat(run.digests().storesAgree()).isTrue();
  }

  /** A pressure in degrees and a depth in furlongs: never converted, never taken as they are. */
  @Test
  void quarantinesReadingsWhoseHeaderHasAUnitThatTheCatalogueDoesNotExpect() throws Exception {
    Path changed = folder.resolve("changed.dat");
    long rows = -4;
    try (BufferedReader in =
            text("compass_loggers/COMPASS_GCW_TR_432_WaterLevel600B_20251231235903.dat.gz");
        BufferedWriter out = Files.newBufferedWriter(changed)) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        rows++;
        out.write(line.replace("\"mmHg\",\"C\"", "\"C\",\"C\"").replace("\"cm\"", "\"furlong\""));
        out.write('\n');
      }
    }

    RunReport report =
        RealRun.count("compass_loggers", folder, List.of("gcw_tr_432_waterlevel600b=" + changed));

    assertThat(rows).isEqualTo(3871);
    assertThat(report.quarantined()).containsOnlyKeys("bad_unit").containsValue(2 * rows);
  }

  /**
   * Adapter logs repeat lines and stamp two states of one condition alike when a link drops. A
   * condition's level is its value, so a few that the ground truth tells apart by native code are
   * copies here.
   */
  @Test
  void keepsOneReadingPerTimeAndKeyOfEveryMachine() throws Exception {
    GroundTruth truth = GroundTruth.of("nist_machine_tools");

    RunReport report = RealRun.count("nist_machine_tools", folder);

    // Hurco01's clock fell back to 2002 on 2017-05-01: 15 lines, all of them distinct.
    assertThat(fates(report, "hurco01")).containsExactly(28_932L - 15, 1177L, 0L, 15L);
    assertThat(report.quarantined()).containsOnlyKeys("timestamp_out_of_range");
    assertThat(fates(report, "hurco02")).containsExactly(3741L, 238L, 1L, 0L);
    assertThat(fates(report, "hurco04")).containsExactly(1878L, 136L, 0L, 0L);
    assertThat(fates(report, "gfagie01")).containsExactly(648_230L, 923L, 12_452L, 0L);
    assertThat(fates(report, "mazak01")).containsExactly(1_043_521L, 574L, 8L, 0L);
    for (String machine : truth.subjects()) {
      List<Long> fates = fates(report, machine.toLowerCase(Locale.ROOT));
      assertThat(fates.get(0) + fates.get(3))
          .as(machine)
          .isEqualTo(truth.count(machine, "distinct_timestamp_key"));
      assertThat(fates.stream().mapToLong(Long::longValue).sum())
          .as(machine)
          .isEqualTo(truth.count(machine, "lines"));
    }
  }

  /** A file backwards, in which what came last comes first, ends in the same rows. */
  @Test
  void decidesBetweenTwoStatesOfOneTimeByContentAndNotByOrder() throws Exception {
    String file = "nist_machine_tools/GFAgie01/GFAgie01-20161006-20161007.txt.gz";
    List<String> lines;
    try (BufferedReader in = text(file)) {
      lines = new ArrayList<>(in.lines().toList());
    }
    Set<String> normal =
        lines.stream()
            .filter(line -> line.contains("|motion|Normal|"))
            .map(line -> line.substring(0, line.indexOf('|')))
            .collect(Collectors.toSet());
    Collections.reverse(lines);
    Path reversed = Files.write(folder.resolve("reversed.shdr"), lines);

    RealRun forwards =
        RealRun.store(
            "nist_machine_tools",
            folder.resolve("forwards"),
            List.of("gfagie01=" + SharedData.path(file)));
    RealRun backwards =
        RealRun.store(
            "nist_machine_tools", folder.resolve("backwards"), List.of("gfagie01=" + reversed));

    assertThat(fates(forwards.report(), "gfagie01").get(2)).isPositive();
    assertThat(backwards.digests()).isEqualTo(forwards.digests());
    assertThat(forwards.digests().storesAgree()).isTrue();
    // Normal and UNAVAILABLE at one time: the reading with a value wins.
    assertThat(forwards.query("select sum(count)::int from features where metric = 'motion'"))
        .containsExactly(String.valueOf(normal.size()));
  }

  /** All sensors of the rig share whole seconds, so every tenth of 10 Hz is on the grid. */
  @Test
  void alignsTenHertzAndOneHertzOnOneGrid() throws Exception {
    Path input = folder.resolve("readings.ndjson");
    try (BufferedWriter out = Files.newBufferedWriter(input)) {
      writeCycles("FS1", SECOND / 10, out);
      writeCycles("TS1", SECOND, out);
      writeCycles("VS1", SECOND, out);
    }

    RealRun run = RealRun.store("uci_hydraulic_rig", folder, List.of("rig=" + input));

    long seconds = FEW_CYCLES * CYCLE / SECOND;
    assertThat(
            run.query(
                "select metric, count(*), count(*) filter (where quality = 0) from measurements"
                    + " group by 1 order by 1"))
        .containsExactly(
            "flow|" + (seconds + 1) + "|" + seconds,
            "temperature|" + (seconds + 1) + "|" + seconds,
            "vibration|" + (seconds + 1) + "|" + seconds);
    assertThat(measured(run, "flow")).isEqualTo(sampled("FS1", 10));
    assertThat(measured(run, "temperature")).isEqualTo(sampled("TS1", 1));
    assertThat(measured(run, "vibration")).isEqualTo(sampled("VS1", 1));
    assertThat(
            run.query(
                "select metric, count, count(*) from features where feature_group = 'cycle'"
                    + " group by 1, 2 order by 1"))
        .containsExactly(
            "flow|600|" + FEW_CYCLES, "temperature|60|" + FEW_CYCLES, "vibration|60|" + FEW_CYCLES);
  }

  /**
   * Sensors that are a second early or late give every whole minute between the first and the last
   * reading of each of three stretches, and the label is held two minutes beyond.
   */
  @Test
  void bringsJitteringMinutesToTheMinute() throws Exception {
    RealRun run = RealRun.store("uci_occupancy", folder, RealRun.inputs("uci_occupancy"));

    assertThat(fates(run.report(), "office")).containsExactly(6 * 20_560L, 0L, 0L, 0L);
    assertThat(run.query("select metric, count(*) from measurements group by 1 order by 1"))
        .containsExactly(
            "co2|20560",
            "humidity|20560",
            "humidity_ratio|20560",
            "light|20560",
            "occupied|20566",
            "temperature|20560");
    // 23.7 at 14:19:00, 23.718 at 14:19:59, 23.73 at 14:21:00.
    assertThat(
            run.query(
                "select round(value::numeric, 9) from measurements where metric = 'temperature'"
                    + " and time between '2015-02-02 13:19:00+00' and '2015-02-02 13:21:00+00'"
                    + " order by time"))
        .containsExactly("23.700000000", "23.718196721", "23.730000000");
  }

  /** Decimal commas, 114 empty rows at the end, and -200 where an analyser had nothing to say. */
  @Test
  void takesMinusTwoHundredForNoValue() throws Exception {
    RealRun run = RealRun.store("uci_air_quality", folder, RealRun.inputs("uci_air_quality"));

    assertThat(fates(run.report(), "station")).containsExactly(13 * 9_357L, 0L, 0L, 0L);
    assertThat(
            run.query(
                "select count(*), count(*) filter (where value is null),"
                    + " count(*) filter (where quality = x'809B0000'::int) from measurements"))
        .containsExactly("121641|16701|16701");
    assertThat(run.query("select count(*) from measurements where value = -200"))
        .containsExactly("0");
    assertThat(
            run.query(
                "select value from measurements where metric in ('co', 'temperature')"
                    + " and time = '2004-03-10 17:00:00+00' order by metric"))
        .containsExactly("2.6", "13.6");
  }

  /** The last quarter hour of a day is stamped 0:00 of the same day. */
  @Test
  void spacesTheQuarterHoursOfAYearEvenly() throws Exception {
    RealRun run = RealRun.store("uci_steel_energy", folder, RealRun.inputs("uci_steel_energy"));

    assertThat(fates(run.report(), "meter")).containsExactly(7 * 35_040L, 0L, 0L, 0L);
    assertThat(run.report().landedCount("byte_order_marks_stripped")).isEqualTo(1);
    assertThat(
            run.query(
                "select distinct count(*), min(time), max(time),"
                    + " count(*) filter (where gap = interval '15 minutes') from ("
                    + "select metric, time, time - lag(time) over (partition by metric"
                    + " order by time) as gap from measurements) gaps group by metric"))
        .containsExactly("35040|2017-12-31 15:15:00+00|2018-12-31 15:00:00+00|35039");
    assertThat(run.query("select metric, count, count(*) from features group by 1, 2 order by 1"))
        .containsExactly("co2|96|365", "usage|96|365");
  }

  private static String sourceOf(String table) {
    return table.toLowerCase(Locale.ROOT).replace("compass_", "").replace("_15min", "");
  }

  private static BufferedReader text(String file) throws IOException {
    return new BufferedReader(new InputStreamReader(SharedData.open(file), StandardCharsets.UTF_8));
  }

  private static List<String[]> cycles(String sensor) throws IOException {
    try (BufferedReader in = text("uci_hydraulic_rig/" + sensor + ".txt.gz")) {
      return in.lines().limit(FEW_CYCLES).map(line -> line.strip().split("\\s+")).toList();
    }
  }

  private static void writeCycles(String sensor, long stepMillis, BufferedWriter out)
      throws IOException {
    long start = BASE;
    for (String[] cycle : cycles(sensor)) {
      for (int i = 0; i < cycle.length; i++) {
        out.write(
            "{\"sensor\":\"%s\",\"time\":%d,\"value\":%s}\n"
                .formatted(sensor, start + i * stepMillis, cycle[i]));
      }
      start += CYCLE;
    }
  }

  /** Every n-th value of each cycle. */
  private static List<Double> sampled(String sensor, int every) throws IOException {
    List<Double> values = new ArrayList<>();
    for (String[] cycle : cycles(sensor)) {
      for (int i = 0; i < cycle.length; i += every) {
        values.add(Double.valueOf(cycle[i]));
      }
    }
    return values;
  }

  private static List<Double> measured(RealRun run, String metric) throws Exception {
    return run
        .query(
            "select value from measurements where quality = 0 and metric = '"
                + metric
                + "' order by time")
        .stream()
        .map(Double::valueOf)
        .toList();
  }
}
