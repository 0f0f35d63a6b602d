package io.penstock.io.archive;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.penstock.core.plan.ArchivePlan;
import io.penstock.core.tile.Evidence;
import io.penstock.core.tile.Offer;
import io.penstock.core.tile.Offer.Authority;
import io.penstock.core.tile.Offer.Stage;
import io.penstock.core.tile.TileTable;
import io.penstock.core.tile.Verdict;
import io.penstock.io.object.LocalObjectStore;
import io.penstock.io.object.UnreadableObjectException;
import io.penstock.io.object.WriteRefusedException;
import io.penstock.io.parquet.ParquetEncoding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveStoreTest {
  private static final Offer LIVE = new Offer(Stage.FINAL, Authority.BEST_EFFORT);
  private static final Offer EARLY = new Offer(Stage.EARLY, Authority.BEST_EFFORT);
  private static final String OBJECT =
      "measurements/date=2024-03-01/period=120000/shard-001.parquet";

  private Path folder;
  private ArchiveStore store;
  private ArchiveReader reader;

  @BeforeEach
  void open(@TempDir Path fresh) throws IOException {
    folder = fresh;
    store = ArchiveStore.local(folder, Tables.PLAN);
    reader = new ArchiveReader(LocalObjectStore.at(folder));
  }

  @Test
  void givesMeasurementsBackAsTheyWere() throws IOException {
    TileTable table = Tables.random(Tables.MEASUREMENTS, 7, 60, new Evidence(3, 420, -1, 5));

    ArchiveOutcome outcome = store.write(table, LIVE);

    assertThat(outcome.verdict()).isEqualTo(Verdict.WRITE);
    assertThat(outcome.key().path()).isEqualTo(OBJECT);
    assertThat(outcome.bytes()).isEqualTo(Files.size(folder.resolve(OBJECT)));
    assertSameRows(table);
    ArchiveFooter footer = reader.footer(outcome.key());
    assertThat(footer).isEqualTo(ArchiveFooter.of(table));
    assertThat(footer.evidence()).isEqualTo(new Evidence(3, 420, -1, 5));
  }

  @Test
  void givesFeaturesBackAsTheyWere() throws IOException {
    TileTable table = Tables.random(Tables.FEATURES, 5, 6, new Evidence(1, 30, 2, -9));

    store.write(table, LIVE);

    assertSameRows(table);
    assertThat(reader.footer(ArchiveFooter.of(table).key()).numberColumns())
        .containsExactly("count", "mean", "percent_good");
  }

  @Test
  void keepsAnyTextAndTellsEmptyFromAbsent() throws IOException {
    TileTable table =
        Tables.withTexts(
            Tables.small(0, 15, 1),
            List.of(
                "RUN",
                "",
                "a\0b",
                "\u202Eevil",
                "'; drop table",
                "\uD83D\uDE80",
                "line\r\nbreak",
                "\"quoted\"",
                "x".repeat(100_000),
                "NaN",
                "null",
                "",
                "",
                "RUN",
                "STOP"),
            List.of(1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 1, 1));

    store.write(table, LIVE);

    assertSameRows(table);
  }

  @Test
  void keepsNumbersBitForBit() throws IOException {
    TileTable table = Tables.small(0, 15, 1);
    double[] odd = {
      0.0,
      Double.MIN_VALUE,
      -Double.MIN_VALUE,
      Double.MAX_VALUE,
      0.1 + 0.2,
      1e308,
      -1,
      Math.PI,
      Double.POSITIVE_INFINITY,
      Double.NEGATIVE_INFINITY,
      -0.0,
      Double.NaN,
      9007199254740994.0,
      1e-300,
      42
    };
    System.arraycopy(odd, 0, table.numbers()[0], 0, odd.length);

    store.write(table, LIVE);

    assertSameRows(table);
  }

  /** DESIGN 2.4: equal sets give equal objects, so stores of different runs can be compared. */
  @Test
  void writesTheSameBytesForTheSameTable() throws IOException {
    Path other = Files.createDirectory(folder.resolve("other"));
    TileTable table = Tables.random(Tables.FEATURES, 40, 100, new Evidence(0, 4000, 1, 1));
    String object = ArchiveFooter.of(table).key().path();

    store.write(table, LIVE);
    ArchiveStore.local(other, Tables.PLAN)
        .write(Tables.random(Tables.FEATURES, 40, 100, new Evidence(0, 4000, 1, 1)), LIVE);

    assertThat(other.resolve(object)).hasSameBinaryContentAs(folder.resolve(object));
  }

  @Test
  void keepsTheEvidenceOfATableWithoutRows() throws IOException {
    TileTable empty = Tables.random(Tables.MEASUREMENTS, 0, 0, new Evidence(0, 12, 3, 4));

    ArchiveOutcome outcome = store.write(empty, LIVE);

    assertThat(outcome.verdict()).isEqualTo(Verdict.WRITE);
    assertThat(reader.footer(outcome.key()).rows()).isZero();
    assertThat(reader.footer(outcome.key()).evidence().count()).isEqualTo(12);
    assertThat(store.write(Tables.small(0, 13, 9), LIVE).verdict()).isEqualTo(Verdict.REPLACE);
  }

  /** The decision table of DESIGN 2.4, row by row, on whole objects. */
  @Test
  void decidesByEvidenceAsTheTableSays() throws IOException {
    expect(Tables.small(5, 10, 1), EARLY, Verdict.WRITE, 10);
    expect(Tables.small(5, 11, 2), EARLY, Verdict.REPLACE, 11);
    expect(Tables.small(5, 11, 2), LIVE, Verdict.UNCHANGED, 11);
    expect(Tables.small(5, 10, 1), EARLY, Verdict.IGNORE, 11);
    expect(Tables.small(5, 10, 1), LIVE, Verdict.IGNORE_AND_MARK_DIRTY, 11);
    expect(Tables.small(5, 11, 3), LIVE, Verdict.IGNORE_AND_MARK_DIRTY, 11);
    expect(Tables.small(5, 11, 3), Offer.COMPLETE, Verdict.REPLACE, 11);
    expect(Tables.small(4, 99, 1), Offer.COMPLETE, Verdict.IGNORE, 11);
    expect(Tables.small(6, 9, 1), LIVE, Verdict.IGNORE_AND_MARK_DIRTY, 11);
    expect(Tables.small(6, 11, 1), LIVE, Verdict.REPLACE, 11);
    expect(Tables.small(7, 3, 1), Offer.COMPLETE, Verdict.REPLACE, 3);
  }

  private void expect(TileTable table, Offer offer, Verdict verdict, long readings)
      throws IOException {
    ArchiveOutcome outcome = store.write(table, offer);
    assertThat(outcome.verdict()).isEqualTo(verdict);
    assertThat(outcome.stored().count()).isEqualTo(readings);
    assertThat(reader.footer(outcome.key()).evidence()).isEqualTo(outcome.stored());
    assertThat(temporaryFiles()).isEmpty();
  }

  @Test
  void refusesASecondPlanAndAChangedLayoutBeforeWritingAnything() throws IOException {
    store.write(Tables.small(0, 10, 1), LIVE);

    assertThatThrownBy(() -> store.write(Tables.ofPlan(Tables.small(0, 99, 1), "rival"), LIVE))
        .isInstanceOf(WriteRefusedException.class)
        .hasMessageContaining("plan=plant")
        .hasMessageContaining("plan=rival");
    ArchiveStore resharded = ArchiveStore.local(folder, new ArchivePlan(Tables.PERIOD, 8));
    assertThatThrownBy(() -> resharded.write(Tables.small(0, 99, 1), LIVE))
        .isInstanceOf(WriteRefusedException.class)
        .hasMessageContaining("shards=4")
        .hasMessageContaining("shards=8");
    Files.delete(folder.resolve("measurements/_layout"));
    ArchiveStore fresh = ArchiveStore.local(folder, Tables.PLAN);
    assertThatThrownBy(() -> fresh.write(Tables.ofPlan(Tables.small(0, 99, 1), "rival"), LIVE))
        .isInstanceOf(WriteRefusedException.class)
        .hasMessageContaining("belongs to plan plant");
    assertThat(reader.footer(reader.keys().get(0)).evidence().count()).isEqualTo(10);
  }

  @Test
  void namesAForeignFileAtItsKeyAndLeavesItAlone() throws IOException {
    Path object = folder.resolve(OBJECT);
    Files.createDirectories(object.getParent());
    for (String content : List.of("", "PAR1", "somebody else's notes, kept here", "PAR1xxxxPAR1")) {
      Files.writeString(object, content);

      assertThatThrownBy(() -> store.write(Tables.small(0, 10, 1), Offer.COMPLETE))
          .isInstanceOf(UnreadableObjectException.class)
          .hasMessageContaining(object.toRealPath().toString());
      assertThat(object).hasContent(content);
      assertThat(temporaryFiles()).isEmpty();
    }
  }

  @Test
  void namesAParquetFileOfAnotherWriter() throws IOException {
    Path object = folder.resolve(OBJECT);
    Files.createDirectories(object.getParent());
    new ParquetEncoding(ArchiveSchema.of(Tables.MEASUREMENTS), Map.of("who", "else"), Set.of())
        .write(object, 0, (out, row) -> {});

    assertThatThrownBy(() -> store.write(Tables.small(0, 10, 1), Offer.COMPLETE))
        .isInstanceOf(UnreadableObjectException.class)
        .hasMessageContaining("has no penstock.schema");
  }

  @Test
  void namesAnObjectThatLiesInTheWrongPlace() throws IOException {
    store.write(Tables.small(0, 10, 1), LIVE);
    Path moved = folder.resolve(OBJECT.replace("120000", "120100"));
    Files.createDirectories(moved.getParent());
    Files.copy(folder.resolve(OBJECT), moved);

    assertThatThrownBy(() -> reader.footer(reader.keys("measurements").get(1)))
        .isInstanceOf(UnreadableObjectException.class)
        .hasMessageContaining("wrong place");
  }

  @Test
  void namesAnObjectHoweverItIsDamaged() throws IOException {
    TileTable table = Tables.small(0, 10, 1);
    store.write(table, LIVE);
    Path object = folder.resolve(OBJECT);
    byte[] whole = Files.readAllBytes(object);
    ArchiveKey key = ArchiveFooter.of(table).key();
    for (int length = 0; length < whole.length; length += 7) {
      Files.write(object, Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> rows(key)).isInstanceOf(UnreadableObjectException.class);
    }
    int named = 0;
    for (int at = 0; at < whole.length; at += 3) {
      byte[] flipped = whole.clone();
      flipped[at] ^= (byte) (1 << (at % 8));
      Files.write(object, flipped);
      try {
        rows(key);
      } catch (UnreadableObjectException e) {
        assertThat(e).hasMessageContaining("shard-001.parquet");
        named++;
      }
    }
    assertThat(named).isGreaterThan(whole.length / 9);
  }

  /** The pages themselves have checksums. */
  @Test
  void givesNoRowsOfADamagedPage() throws IOException {
    TileTable table =
        Tables.withTexts(
            Tables.small(0, 15, 1),
            Collections.nCopies(15, "a text that fills the page ".repeat(40)),
            Collections.nCopies(15, 1));
    store.write(table, LIVE);
    Path object = folder.resolve(OBJECT);
    byte[] bytes = Files.readAllBytes(object);
    int at = new String(bytes, ISO_8859_1).indexOf("a text that fills");
    assertThat(at).isPositive();
    bytes[at] = 'A';
    Files.write(object, bytes);

    assertThatThrownBy(() -> rows(ArchiveFooter.of(table).key()))
        .isInstanceOf(UnreadableObjectException.class);
  }

  @Test
  void listsItsObjectsInOrderAndNothingElse() throws IOException {
    store.write(Tables.random(Tables.FEATURES, 1, 1, new Evidence(0, 1, 0, 0)), LIVE);
    store.write(Tables.small(0, 10, 1), LIVE);
    Files.writeString(folder.resolve("README.txt"), "not ours");
    Files.writeString(folder.resolve("measurements/.shard-001.parquet.dead.tmp"), "torn");

    assertThat(reader.keys())
        .extracting(ArchiveKey::path)
        .containsExactly(OBJECT, "vibration_10s/date=2024-03-01/period=120000/shard-001.parquet");
    assertThat(reader.keys("vibration_10s")).hasSize(1);
    assertThat(reader.keys("nothing")).isEmpty();
  }

  private List<Path> temporaryFiles() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".tmp")).toList();
    }
  }

  private List<String> rows(ArchiveKey key) throws IOException {
    List<String> rows = new ArrayList<>();
    reader.forEachRow(key, row -> rows.add(text(row)));
    return rows;
  }

  private void assertSameRows(TileTable table) throws IOException {
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < table.rows(); i++) {
      ArchiveRow row = new ArchiveRow();
      row.asset = table.series().get(table.rowSeries()[i]).asset();
      row.metric = table.series().get(table.rowSeries()[i]).metric();
      row.timeMicros = table.rowTimes()[i];
      row.endMicros = row.timeMicros + table.dataset().windowMicros();
      row.quality = table.rowQualities()[i];
      row.numbers = new double[table.numbers().length];
      for (int n = 0; n < row.numbers.length; n++) {
        row.numbers[n] = table.numbers()[n][i];
      }
      row.hasText = table.rowHasText()[i] != 0;
      row.text = table.rowTexts()[i];
      expected.add(text(row));
    }
    assertThat(rows(ArchiveFooter.of(table).key())).isEqualTo(expected);
  }

  private static String text(ArchiveRow row) {
    StringBuilder text = new StringBuilder();
    text.append(row.asset).append('|').append(row.metric).append('|').append(row.timeMicros);
    text.append('|').append(row.endMicros).append('|').append(row.quality);
    for (double number : row.numbers) {
      text.append('|').append(Double.doubleToLongBits(number));
    }
    return text.append('|').append(row.hasText).append('|').append(row.text).toString();
  }
}
