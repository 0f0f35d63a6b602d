package io.penstock.core.decode.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.penstock.core.decode.BadInput;
import io.penstock.core.decode.DecodedReading;
import io.penstock.core.decode.GoldenCases;
import io.penstock.core.decode.MessageDecoder;
import io.penstock.core.decode.RawMessage;
import io.penstock.core.decode.ReadingSink;
import io.penstock.core.decode.RecordedReadings;
import io.penstock.core.decode.TextFormats;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the golden cases cannot show: one decoder over many messages. */
class CsvDecoderTest {
  private final MessageDecoder decoder =
      TextFormats.csv(GoldenCases.json("{\"time\":[\"time\"]}")).newDecoder();

  @Test
  void keepsAddressesWhileChunksBringTheSameHeader() throws BadInput {
    Addresses first = decode("time,a,b", "2024-01-01T00:00:00Z,1,2");
    Addresses second = decode("time,a,b", "2024-01-01T00:00:01Z,3,4");

    assertThat(second.seen).containsExactly("a", "b");
    assertThat(second.arrays.get(0)).isSameAs(first.arrays.get(0));
  }

  @Test
  void readsEachFileByItsOwnHeader() throws BadInput {
    assertThat(decode("time,a,b", "2024-01-01T00:00:00Z,1,2").seen).containsExactly("a", "b");
    assertThat(decode("c,time", "1,2024-01-01T00:00:00Z").seen).containsExactly("c");
  }

  /** A bad header must not leave the columns of the file before it in force. */
  @Test
  void forgetsTheLastHeaderWhenTheNextOneIsBad() throws BadInput {
    decode("time,a", "2024-01-01T00:00:00Z,1");

    assertThatThrownBy(() -> decode("a,a", "2024-01-01T00:00:00Z,1")).isInstanceOf(BadInput.class);
    byte[] row = "2024-01-01T00:00:00Z,1".getBytes(StandardCharsets.UTF_8);
    assertThatThrownBy(() -> decoder.decode(row, 0, row.length, new Addresses()))
        .isInstanceOf(BadInput.class);
    assertThat(decode("time,a", "2024-01-01T00:00:00Z,1").seen).containsExactly("a");
  }

  private Addresses decode(String header, String row) throws BadInput {
    Addresses addresses = new Addresses();
    byte[] bytes = row.getBytes(StandardCharsets.UTF_8);
    decoder.start(RecordedReadings.raw(header, RawMessage.NO_INGEST_TIME));
    decoder.decode(bytes, 0, bytes.length, addresses);
    return addresses;
  }

  private static final class Addresses implements ReadingSink {
    private final List<byte[]> arrays = new ArrayList<>();
    private final List<String> seen = new ArrayList<>();

    @Override
    public void accept(DecodedReading r) {
      arrays.add(r.addressBytes);
      seen.add(
          new String(
              r.addressBytes, r.addressFrom, r.addressTo - r.addressFrom, StandardCharsets.UTF_8));
    }

    @Override
    public void reject(BadInput fault) {
      throw new AssertionError(fault);
    }
  }
}
