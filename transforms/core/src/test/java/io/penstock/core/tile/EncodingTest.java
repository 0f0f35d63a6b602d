package io.penstock.core.tile;

import static io.penstock.core.decode.RawMessage.NO_INGEST_TIME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.penstock.core.plan.AlignMethod;
import io.penstock.core.plan.Plan;
import io.penstock.core.quality.Quality;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What travels and what savepoints hold, byte by byte. The files in {@code testdata/encodings} were
 * written by another encoder, from the descriptions in the code. A change here needs a new version
 * number and a reader for the old one.
 */
class EncodingTest {
  private static final String P1 = "acme/north/press/line1/p1";
  private static final long START = 1_704_067_200_000_000L; // 2024-01-01T00:00Z
  private static final long MINUTE = 60 * Plant.SECOND;

  @Test
  void encodesABlockAsDescribed() throws IOException {
    assertThat(HexFormat.of().formatHex(block())).isEqualTo(golden("block-1"));
  }

  @Test
  void readsABlockBack() {
    SeriesTable table = new SeriesTable(Plant.catalogue());
    BlockColumns columns = new BlockColumns();

    columns.read(block(), table);

    assertThat(columns.epoch).isEqualTo(3);
    assertThat(columns.source).isEqualTo(1);
    assertThat(columns.maxIngest).isEqualTo(START + 2 * Plant.SECOND);
    assertThat(columns.table).containsExactly(3, 2, table.find("a/b/c/d/new", "café"));
    assertThat(columns.texts).containsExactly("RUN");
    assertThat(columns.size).isEqualTo(4);
    assertThat(columns.series).startsWith(0, 1, 2, 0);
    assertThat(columns.times).startsWith(START, START + 1, START - Plant.SECOND, START);
    assertThat(columns.qualities)
        .startsWith(0, 0, Quality.UNCERTAIN_ENGINEERING_UNITS_EXCEEDED, Quality.BAD_NO_DATA);
    assertThat(columns.bits[1]).isEqualTo(1);
    assertThat(Double.longBitsToDouble(columns.bits[2])).isEqualTo(-1.5);
  }

  @Test
  void refusesABlockOfAnotherVersion() {
    byte[] block = block();
    block[0] = 2;

    assertThatThrownBy(() -> new BlockColumns().read(block, new SeriesTable(Plant.catalogue())))
        .hasMessage("a block has version 2, this release reads version 1");
  }

  /** It adds nothing to its span, and makes an empty one computable. */
  @Test
  void aBlockWithoutReadingsIsASpanWithoutReadings() {
    Plan plan = Plant.plan(AlignMethod.NONE);

    SpanProcessor.Result result =
        new SpanProcessor(plan, Grouping.ofArchive(plan))
            .process(new LaneSpan(0, 0), List.of(EmptyBlock.encode(plan.epoch())));

    assertThat(result.readings()).isZero();
    assertThat(result.tables())
        .hasSameSizeAs(Dataset.of(plan))
        .allSatisfy(table -> assertThat(table.tiles()).isEmpty());
  }

  /** One set of entries serves blocks of different series, one after the other. */
  @Test
  void numbersEachBlocksSeriesAfresh() {
    BlockEntries entries = new BlockEntries();

    assertThat(entries.of(new int[] {7, 40, 7, 99}, 3)).startsWith(0, 1, 0);
    assertThat(entries.size()).isEqualTo(2);
    assertThat(entries.of(new int[] {40, 7}, 2)).startsWith(0, 1);
    assertThat(entries.series(0)).isEqualTo(40);
    assertThat(entries.series(1)).isEqualTo(7);
  }

  @Test
  void encodesATableAsDescribed() throws IOException {
    byte[] encoded = TileTableCodec.encode(table());

    assertThat(HexFormat.of().formatHex(encoded)).isEqualTo(golden("tile-table-1"));
    assertThat(TileTableCodec.encode(TileTableCodec.decode(encoded))).isEqualTo(encoded);
  }

  private static byte[] block() {
    SeriesTable table = new SeriesTable(Plant.catalogue());
    int accepted = table.accept("a/b/c/d/new", "café");
    BlockBuilder block = new BlockBuilder(3, 1);
    block.add(3, START, Double.doubleToLongBits(20.5), Quality.GOOD, NO_INGEST_TIME);
    block.addText(2, START + 1, "RUN", Quality.GOOD, START + 2 * Plant.SECOND);
    block.add(
        accepted,
        START - Plant.SECOND,
        Double.doubleToLongBits(-1.5),
        Quality.UNCERTAIN_ENGINEERING_UNITS_EXCEEDED,
        NO_INGEST_TIME);
    block.add(3, START, Double.doubleToLongBits(Double.NaN), Quality.BAD_NO_DATA, START);
    return block.encode(table, new BlockEntries());
  }

  private static TileTable table() {
    return new TileTable(
        new Dataset("stats", Dataset.Kind.FEATURES, MINUTE, MINUTE, List.of("count", "mean")),
        "plant",
        3,
        2,
        START,
        60 * MINUTE,
        List.of(new TileTable.SeriesName(P1, "state"), new TileTable.SeriesName(P1, "temperature")),
        new int[] {0, 1, 1},
        new long[] {START, START, START + MINUTE},
        new int[] {
          Quality.withFlags(Quality.GOOD, Quality.CALCULATED),
          Quality.withFlags(Quality.UNCERTAIN_DATA_SUB_NORMAL, Quality.CALCULATED),
          Quality.withFlags(Quality.BAD_NO_DATA, Quality.CALCULATED)
        },
        new double[][] {{1, 2, 0}, {Double.NaN, 20.25, Double.NaN}},
        new String[] {"{\"RUN\":60.0}", "", ""},
        new byte[] {1, 0, 0},
        List.of(
            new TileTable.AssetTile(P1, START, new Evidence(3, 2, -1, 5)),
            new TileTable.AssetTile(
                P1, START + MINUTE, new Evidence(3, 1, 0x0123_4567_89AB_CDEFL, -2)),
            new TileTable.AssetTile("b", START, new Evidence(3, 0, 0, 0))));
  }

  private static String golden(String name) throws IOException {
    Path file =
        Path.of(System.getProperty("penstock.root"), "testdata", "encodings", name + ".hex");
    return String.join("", Files.readAllLines(file));
  }
}
