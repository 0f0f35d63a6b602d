package io.penstock.pipelines.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.penstock.core.decode.Format;
import io.penstock.core.decode.Format.Framing;
import io.penstock.core.decode.csv.CsvFormat;
import io.penstock.core.decode.json.JsonFormat;
import io.penstock.core.decode.keyvalue.KeyValueFormat;
import io.penstock.core.decode.lineprotocol.LineProtocolFormat;
import io.penstock.core.decode.senml.SenmlFormat;
import io.penstock.core.feature.Feature;
import io.penstock.core.plan.AlignMethod;
import io.penstock.core.plan.ArchivePlan;
import io.penstock.core.plan.FeatureGroup;
import io.penstock.core.plan.KafkaInput;
import io.penstock.core.plan.LivePlan;
import io.penstock.core.plan.MeasurementPlan;
import io.penstock.core.plan.MqttInput;
import io.penstock.core.plan.Plan;
import io.penstock.core.plan.SourcePlan;
import io.penstock.core.plan.SourcePlan.UnknownSeries;
import io.penstock.core.plan.TimePlan;
import io.penstock.core.quality.QualityDialect;
import io.penstock.core.time.TimeRule;
import io.penstock.core.time.TimeRule.Form;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PlanReaderTest {
  private static final long SECOND = 1_000_000;
  private static final long YEAR_2000 = 946_684_800 * SECOND;
  private static final long YEAR_2100 = 4_102_444_800L * SECOND;

  @SuppressWarnings("NullAway.Init") // by JUnit
  @TempDir
  Path folder;

  @ParameterizedTest
  @MethodSource("goodPlans")
  void readsEveryGoodPlan(Path plan) throws PlanInvalid {
    assertThat(PlanFiles.reader().read(plan).sources()).isNotEmpty();
  }

  static Stream<Path> goodPlans() throws IOException {
    return PlanFiles.good();
  }

  /** STYLE, Trino and Airlift: one test that asserts every default. */
  /** As many references as a plant has sources: what they add up to is what is bounded. */
  @Test
  void sourcesMayShareTheirFormatByReference(@TempDir Path folder) throws Exception {
    StringBuilder yaml = new StringBuilder("plan: many\ncatalogue: catalogue.csv\nsources:\n");
    yaml.append("  - {name: s0, files: [in], format: &pack {senml: {}}}\n");
    for (int i = 1; i < 200; i++) {
      yaml.append("  - {name: s").append(i).append(", files: [in], format: *pack}\n");
    }
    Files.copy(PlanFiles.GOOD.resolve("catalogue.csv"), folder.resolve("catalogue.csv"));
    Path plan = Files.writeString(folder.resolve("plan.yaml"), yaml);

    assertThat(PlanFiles.reader().read(plan).sources()).hasSize(200);
  }

  @Test
  void whatIsNotSaidTakesItsDefault() throws PlanInvalid {
    Plan plan = good("minimal.yaml");
    assertThat(plan.epoch()).isEqualTo(1);
    assertThat(plan.time())
        .isEqualTo(new TimePlan(600 * SECOND, 300 * SECOND, 2 * SECOND, 60 * SECOND));
    assertThat(plan.measurements())
        .isEqualTo(
            new MeasurementPlan(
                10 * SECOND,
                AlignMethod.LAST,
                SECOND,
                5 * SECOND,
                5 * SECOND,
                MeasurementPlan.Admit.UNCERTAIN));
    assertThat(plan.features()).isEmpty();
    assertThat(plan.archive()).isEqualTo(new ArchivePlan(3600 * SECOND, 4));
    assertThat(plan.live()).isEqualTo(new LivePlan(300 * SECOND, 8, 0, 10 * SECOND));
    assertThat(plan.maxAmplification()).isEqualTo(4);
    assertThat(plan.sources())
        .containsExactly(
            new SourcePlan(
                "gateway",
                List.of(PlanFiles.GOOD.resolve("in/*.json").toString()),
                new SenmlFormat(Framing.DOCUMENT, "", TimeRule.ISO),
                UnknownSeries.QUARANTINE));
  }

  /** The defaults of the formats, and of what has required settings of its own. */
  @Test
  void formatsAndFeaturesHaveDefaultsToo() throws IOException, PlanInvalid {
    Plan plan =
        read(
            "plan: defaults",
            "catalogue: catalogue.csv",
            "sources:",
            "  - {name: j, files: [in], format: {json: {address: [/a], time: /t, value: /v}}}",
            "  - name: l",
            "    files: [in]",
            "    format: {lineProtocol: {}}",
            "    unknownSeries: {accept: {asset: a/b/c/d/e}}",
            "  - {name: c, files: [in], format: {csv: {time: [t], address: [a], value: v}}}",
            "  - name: n",
            "    files: [in]",
            "    format: {csv: {columns: [t, a, v], time: [t], address: [a], value: v}}",
            "  - {name: k, files: [in], format: {keyValue: {}}}",
            "features:",
            "  - {name: f, window: PT1M, compute: [mean]}");
    assertThat(plan.sources())
        .extracting(SourcePlan::format)
        .containsExactly(
            json(Framing.DOCUMENT, "/v", ""),
            new LineProtocolFormat("", TimeRule.ISO.withForm(Form.NANOS)),
            csv(1, 1, List.of()),
            csv(0, 0, List.of("t", "a", "v")),
            new KeyValueFormat(
                "",
                '|',
                KeyValueFormat.Layout.MANY_PAIRS,
                List.of(),
                List.of("UNAVAILABLE"),
                "*",
                TimeRule.ISO));
    assertThat(plan.sources().get(1).unknown()).isEqualTo(new UnknownSeries("a/b/c/d/e", 1000));
    assertThat(plan.features())
        .containsExactly(
            new FeatureGroup(
                "f",
                60 * SECOND,
                60 * SECOND,
                60 * SECOND,
                0,
                List.of(Feature.MEAN),
                FeatureGroup.Input.NORMALISED,
                List.of()));
  }

  /** STYLE, Trino and Airlift: one test that sets every option to something else. */
  @Test
  void everyOptionIsRead() throws PlanInvalid {
    Plan plan = good("everything.yaml");
    assertThat(plan.name()).isEqualTo("everything");
    assertThat(plan.epoch()).isEqualTo(3);
    assertThat(plan.catalogue().series()).hasSize(6);
    assertThat(plan.time())
        .isEqualTo(new TimePlan(1200 * SECOND, 60 * SECOND, 6 * SECOND, 120 * SECOND));
    assertThat(plan.measurements())
        .isEqualTo(
            new MeasurementPlan(
                20 * SECOND,
                AlignMethod.LINEAR,
                2 * SECOND,
                6 * SECOND,
                4 * SECOND,
                MeasurementPlan.Admit.GOOD));
    assertThat(plan.features())
        .containsExactly(
            new FeatureGroup(
                "sliding",
                120 * SECOND,
                90 * SECOND,
                30 * SECOND,
                10 * SECOND,
                List.of(Feature.COUNT, Feature.Q95),
                FeatureGroup.Input.ALIGNED,
                List.of("temperature")));
    assertThat(plan.archive()).isEqualTo(new ArchivePlan(7200 * SECOND, 16));
    assertThat(plan.live()).isEqualTo(new LivePlan(60 * SECOND, 3, 2 * SECOND, 5 * SECOND));
    assertThat(plan.sources().get(plan.sources().size() - 1).kafka())
        .isEqualTo(
            new KafkaInput(
                "plant.readings", PlanFiles.GOOD.resolve("kafka.properties").toString()));
    assertThat(plan.maxAmplification()).isEqualTo(2.5);
    SourcePlan first = plan.sources().get(0);
    assertThat(first.name()).isEqualTo("json");
    assertThat(first.paths())
        .containsExactly(PlanFiles.GOOD.resolve("in/a.json").toString(), "s3://bucket/in/b.json");
    assertThat(first.unknown()).isEqualTo(new UnknownSeries("acme/x/y/z/unknown", 7));
    assertThat(plan.sources().get(7).mqtt())
        .isEqualTo(
            new MqttInput(List.of("plant/+/readings", "alarms/#"), "bridges", 2, "plant.readings"));
  }

  @Test
  void aBridgeTakesEachMessageOnceAndSharesWithNobody() throws IOException, PlanInvalid {
    Plan plan =
        read(
            "plan: edge",
            "catalogue: catalogue.csv",
            "sources:",
            "  - {name: m, mqtt: {filters: [a], kafkaTopic: t}, format: {senml: {}}}");
    assertThat(plan.sources().get(0).mqtt()).isEqualTo(new MqttInput(List.of("a"), "", 1, "t"));
  }

  @Test
  void everyOptionOfEveryFormatIsRead() throws PlanInvalid {
    TimeRule iso = TimeRule.ISO.withBounds(YEAR_2000, YEAR_2100);
    TimeRule berlin =
        new TimeRule(
            Form.TEXT,
            List.of("dd.MM.yyyy HH:mm"),
            "Europe/Berlin",
            TimeRule.Overlap.LATER,
            TimeRule.Midnight.END_OF_DAY,
            YEAR_2000,
            YEAR_2100);
    assertThat(good("everything.yaml").sources())
        .extracting(SourcePlan::format)
        .containsExactly(
            new JsonFormat(
                Framing.LINES,
                "j/",
                List.of("/d", "/s"),
                "/t",
                "/v",
                "",
                "/r",
                "/q",
                QualityDialect.OPC_DA,
                "/u",
                "/i",
                iso.withForm(Form.AUTO),
                9,
                2 << 20,
                64 << 10),
            new JsonFormat(
                Framing.DOCUMENT,
                "",
                List.of(),
                "/t",
                "",
                "/all",
                "",
                "",
                QualityDialect.OPC_UA,
                "",
                "",
                iso,
                64,
                8 << 20,
                1 << 20),
            new SenmlFormat(Framing.LINES, "s/", iso),
            new LineProtocolFormat("l/", iso.withForm(Form.SECONDS)),
            new CsvFormat(
                "c/",
                '\t',
                ',',
                4,
                0,
                2,
                List.of("d", "t", "id", "v", "q", "u", "i"),
                CsvFormat.Layout.LONG,
                List.of("d", "t"),
                List.of("id"),
                "v",
                "q",
                QualityDialect.SPARKPLUG,
                "u",
                "i",
                List.of(),
                List.of("n/a"),
                Map.of("grdF", "[degF]"),
                berlin),
            new CsvFormat(
                "",
                ',',
                '.',
                3,
                2,
                0,
                List.of(),
                CsvFormat.Layout.WIDE,
                List.of("t"),
                List.of(),
                "",
                "",
                QualityDialect.OPC_UA,
                "",
                "",
                List.of("remark"),
                List.of(),
                Map.of(),
                iso),
            new KeyValueFormat(
                "k/", ';', KeyValueFormat.Layout.ONE_PAIR, List.of("c*"), List.of("OFF"), "#", iso),
            new LineProtocolFormat("", iso.withForm(Form.NANOS)),
            new LineProtocolFormat("", iso.withForm(Form.NANOS)));
  }

  /** Design 2.2: settle is at least the look-ahead; by default it is enough. */
  @Test
  void theDefaultTimeToSettleCoversTheLookAhead() throws PlanInvalid {
    assertThat(good("linear.yaml").time().settleMicros()).isEqualTo(10 * SECOND);
  }

  @Test
  void aStringLimitNeverExceedsTheDocumentLimit() throws IOException, PlanInvalid {
    Plan plan =
        read(
            "plan: small",
            "catalogue: catalogue.csv",
            "sources:",
            "  - name: j",
            "    files: [in]",
            "    format: {json: {address: [/a], time: /t, value: /v, maxDocument: 1KiB}}");
    assertThat(((JsonFormat) plan.sources().get(0).format()).maxStringBytes()).isEqualTo(1024);
  }

  /** Design 5: bad input never stops the line; here it never escapes as anything but problems. */
  @Test
  void anyDamageToAPlanIsAProblemAndNothingElse() throws IOException {
    String plan = Files.readString(PlanFiles.GOOD.resolve("everything.yaml"));
    Files.copy(PlanFiles.GOOD.resolve("catalogue.yaml"), folder.resolve("catalogue.yaml"));
    Path damaged = folder.resolve("damaged.yaml");
    String marks = "[]{}:,-\"'&*!|#%@`~0\t\n\u0000\u2028";
    for (int i = 0; i < plan.length(); i += 11) {
      char mark = marks.charAt(i % marks.length());
      Files.writeString(damaged, plan.substring(0, i) + mark + plan.substring(i + 1));
      assertReadsOrRefuses(damaged);
    }
  }

  @Test
  void aMissingPlanIsAProblemLikeAnyOther() {
    Path missing = folder.resolve("no.yaml");
    PlanInvalid invalid =
        catchThrowableOfType(PlanInvalid.class, () -> PlanFiles.reader().read(missing));
    assertThat(invalid)
        .hasMessage(missing + ":1: the file must be a file that exists, but was: " + missing);
  }

  @Test
  void aMessageShowsAHundredProblemsAndTheExceptionHasThemAll() throws IOException {
    StringBuilder csv = new StringBuilder("address,asset,metric\n");
    for (int i = 0; i < 250; i++) {
      csv.append("gw/").append(i).append(",short,m\n");
    }
    Files.writeString(folder.resolve("catalogue.csv"), csv);
    Path plan = folder.resolve("plan.yaml");
    Files.writeString(plan, "plan: p\ncatalogue: catalogue.csv\n" + SOURCE);
    PlanInvalid invalid =
        catchThrowableOfType(PlanInvalid.class, () -> PlanFiles.reader().read(plan));
    assertThat(invalid.problems()).hasSize(250);
    assertThat(String.valueOf(invalid.getMessage()).lines())
        .hasSize(101)
        .last()
        .isEqualTo("and 150 more");
  }

  @Test
  void aByteOrderMarkIsNoPartOfThePlan() throws IOException, PlanInvalid {
    assertThat(read("\uFEFFplan: bom", "catalogue: catalogue.csv", SOURCE).name()).isEqualTo("bom");
  }

  private static final String SOURCE = "sources: [{name: s, files: [in], format: {senml: {}}}]";

  private static void assertReadsOrRefuses(Path plan) {
    try {
      assertThat(PlanFiles.reader().read(plan)).isNotNull();
    } catch (PlanInvalid invalid) {
      assertThat(invalid.problems()).isNotEmpty();
    }
  }

  private Plan read(String... lines) throws IOException, PlanInvalid {
    Files.copy(PlanFiles.GOOD.resolve("catalogue.csv"), folder.resolve("catalogue.csv"));
    Path plan = folder.resolve("plan.yaml");
    Files.write(plan, List.of(lines), StandardCharsets.UTF_8);
    return PlanFiles.reader().read(plan);
  }

  private static Plan good(String name) throws PlanInvalid {
    return PlanFiles.reader().read(PlanFiles.GOOD.resolve(name));
  }

  private static Format json(Framing framing, String value, String values) {
    return new JsonFormat(
        framing,
        "",
        List.of("/a"),
        "/t",
        value,
        values,
        "",
        "",
        QualityDialect.OPC_UA,
        "",
        "",
        TimeRule.ISO,
        64,
        8 << 20,
        1 << 20);
  }

  private static Format csv(int headerLines, int namesLine, List<String> columns) {
    return new CsvFormat(
        "",
        ',',
        '.',
        headerLines,
        namesLine,
        0,
        columns,
        CsvFormat.Layout.LONG,
        List.of("t"),
        List.of("a"),
        "v",
        "",
        QualityDialect.OPC_UA,
        "",
        "",
        List.of(),
        List.of(),
        Map.of(),
        TimeRule.ISO);
  }
}
