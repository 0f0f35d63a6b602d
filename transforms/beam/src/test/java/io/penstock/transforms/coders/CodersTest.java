package io.penstock.transforms.coders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.penstock.core.tile.Dataset;
import io.penstock.core.tile.LaneSpan;
import io.penstock.core.tile.TileTable;
import io.penstock.core.tile.TileTableCodec;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.HexFormat;
import java.util.List;
import org.apache.beam.sdk.coders.CoderException;
import org.apache.beam.sdk.testing.CoderProperties;
import org.apache.beam.sdk.util.CoderUtils;
import org.junit.jupiter.api.Test;

/** State and savepoints hold these bytes: a change needs a new version and a reader for the old. */
class CodersTest {
  private static final List<LaneSpan> KEYS =
      List.of(
          new LaneSpan(0, 0),
          new LaneSpan(3, 1_704_067_200_000_000L),
          new LaneSpan(Integer.MAX_VALUE, -3_600_000_000L));

  @Test
  void encodesALaneSpanAsDescribed() throws CoderException {
    assertThat(
            HexFormat.of().formatHex(CoderUtils.encodeToByteArray(LaneSpanCoder.of(), KEYS.get(1))))
        .isEqualTo("01" + "00000003" + "00060dd710212000");
  }

  @Test
  void laneSpansAreKeys() throws Exception {
    CoderProperties.coderSerializable(LaneSpanCoder.of());
    for (LaneSpan one : KEYS) {
      CoderProperties.coderDecodeEncodeEqual(LaneSpanCoder.of(), one);
      CoderProperties.coderDeterministic(
          LaneSpanCoder.of(), one, new LaneSpan(one.lane(), one.startMicros()));
      for (LaneSpan other : KEYS) {
        CoderProperties.coderConsistentWithEquals(LaneSpanCoder.of(), one, other);
      }
    }
  }

  @Test
  void refusesALaneSpanOfAnotherVersion() {
    byte[] bytes = new byte[13];
    bytes[0] = 9;

    assertThatThrownBy(() -> CoderUtils.decodeFromByteArray(LaneSpanCoder.of(), bytes))
        .isInstanceOf(CoderException.class)
        .hasMessageContaining("version 9, expected 1");
  }

  /** Tables stand one after the other in a stream, so each says how long it is. */
  @Test
  void readsTablesOneAfterTheOther() throws Exception {
    CoderProperties.coderSerializable(TileTableCoder.of());
    TileTable first = table(1);
    TileTable second = table(2);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    TileTableCoder.of().encode(first, out);
    TileTableCoder.of().encode(second, out);

    ByteArrayInputStream in = new ByteArrayInputStream(out.toByteArray());

    assertThat(TileTableCodec.encode(TileTableCoder.of().decode(in)))
        .isEqualTo(TileTableCodec.encode(first));
    assertThat(TileTableCodec.encode(TileTableCoder.of().decode(in)))
        .isEqualTo(TileTableCodec.encode(second));
    assertThat(in.available()).isZero();
  }

  private static TileTable table(int lane) {
    Dataset dataset =
        new Dataset("stats", Dataset.Kind.FEATURES, 60_000_000, 60_000_000, List.of("count"));
    return TileTable.empty(dataset, "plant", 1, new LaneSpan(lane, 0), 3_600_000_000L);
  }
}
