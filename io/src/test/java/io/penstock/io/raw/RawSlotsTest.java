package io.penstock.io.raw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.penstock.core.decode.Oversize;
import io.penstock.core.decode.RawMessage;
import io.penstock.core.decode.RecordOrigin;
import io.penstock.io.FooterBytes;
import io.penstock.io.object.UnreadableObjectException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RawSlotsTest {
  private static final long MINUTE = 60_000_000;
  private static final RawSlot SLOT = new RawSlot("plant", "plant.readings", 3, 10 * MINUTE);
  private static final EventSpans EVENTS = EventSpans.ofPeriods(MINUTE, 9 * MINUTE);

  private Path folder;
  private RawSlots slots;

  @BeforeEach
  void open(@TempDir Path temporary) throws IOException {
    folder = temporary;
    slots = RawSlots.local(folder);
  }

  @Test
  void liesWhereItsSlotSays() {
    assertThat(SLOT.path())
        .isEqualTo(
            "raw/source=plant/topic=plant.readings/partition=00003/slot-19700101T001000000Z.parquet");
  }

  @Test
  void whatIsLandedIsReadBackByOffset() throws IOException {
    assertThat(slots.land(SLOT, messages(7, 5, 6), 1, EVENTS)).isEqualTo(3);

    assertThat(slots.index()).containsExactly(new RawSlotFooter(SLOT, 5, 7, 3, 1, EVENTS));
    List<RawMessage> read = slots.read(SLOT);
    assertThat(read).extracting(RawSlotFooter::offset).containsExactly(5L, 6L, 7L);
    RawMessage first = read.get(0);
    assertThat(first.key()).isEqualTo("k5");
    assertThat(first.payload()).asString(StandardCharsets.UTF_8).isEqualTo("p5");
    assertThat(first.ingestMicros()).isEqualTo(10 * MINUTE + 5);
    assertThat(RawStore.local(folder).read(SLOT.path())).hasSize(3);
  }

  @Test
  void landingAgainChangesNothing() throws IOException {
    slots.land(SLOT, messages(5, 6, 6), 1, EVENTS);

    assertThat(slots.land(SLOT, messages(6, 5), 1, EVENTS)).isZero();
    assertThat(slots.index()).containsExactly(new RawSlotFooter(SLOT, 5, 6, 2, 1, EVENTS));
  }

  /** A job that was started anew in the middle of a slot knows neither less nor more. */
  @Test
  void landingAddsToWhatIsThere() throws IOException {
    EventSpans later = EventSpans.ofPeriods(MINUTE, 11 * MINUTE);
    slots.land(SLOT, messages(1, 2, 3, 4), 1, EVENTS);

    assertThat(slots.land(SLOT, messages(4, 5), 2, later)).isEqualTo(1);

    // The newer epoch has told the periods of two of five records.
    assertThat(slots.index())
        .containsExactly(new RawSlotFooter(SLOT, 1, 5, 5, 1, EVENTS.union(later)));
    assertThat(slots.land(SLOT, messages(1, 2, 3, 4, 5), 2, later)).isZero();
    assertThat(slots.index())
        .containsExactly(new RawSlotFooter(SLOT, 1, 5, 5, 2, EVENTS.union(later)));
  }

  @Test
  void anObjectOfANewerSchemaIsNamedAndLeftAlone() throws IOException {
    slots.land(SLOT, messages(5, 6), 1, EVENTS);
    Path object = folder.resolve(SLOT.path());
    FooterBytes.set(object, "penstock.raw_slot_schema", '9');
    byte[] newer = Files.readAllBytes(object);

    assertThatThrownBy(() -> slots.index())
        .isInstanceOf(UnreadableObjectException.class)
        .hasMessageContaining("penstock.raw_slot_schema must be between 1 and 2, but was: 9");
    assertThatThrownBy(() -> slots.land(SLOT, messages(7), 1, EVENTS))
        .isInstanceOf(UnreadableObjectException.class);

    assertThat(Files.readAllBytes(object)).isEqualTo(newer);
  }

  @Test
  void filesAreNoSlots() throws IOException {
    slots.land(SLOT, messages(1), 1, EVENTS);
    assertThat(RawStore.local(folder).index().objects()).isEmpty();
  }

  @Test
  void coverageTellsWhatIsThereAndWhatIsNot() {
    RawSlot next = new RawSlot("plant", "plant.readings", 3, 15 * MINUTE);
    RawSlot far = new RawSlot("plant", "plant.readings", 3, 30 * MINUTE);

    RawCoverage coverage =
        RawCoverage.of(
                List.of(
                    new RawSlotFooter(far, 40, 49, 8, 1, EVENTS),
                    // Append time went back: the two share a range, and have all of it.
                    new RawSlotFooter(SLOT, 10, 20, 10, 1, EVENTS),
                    new RawSlotFooter(next, 19, 29, 10, 1, EVENTS)))
            .get(0);

    assertThat(coverage.from()).isEqualTo(10);
    assertThat(coverage.contiguousTo()).isEqualTo(30);
    assertThat(coverage.to()).isEqualTo(50);
    assertThat(coverage.messages()).isEqualTo(28);
    assertThat(coverage.holes()).containsExactly("offsets 30 to 39", "2 of offsets 40 to 49");
  }

  @Test
  void contiguousOffsetsAreCountedFromAnyOfThem() throws IOException {
    RawSlot next = new RawSlot("plant", "plant.readings", 3, 15 * MINUTE);
    slots.land(SLOT, messages(1, 2, 5, 7), 1, EVENTS);
    slots.land(next, messages(6, 8, 9, 11), 1, EVENTS);
    List<RawSlotFooter> index = slots.index();

    assertThat(slots.contiguousTo(index, 1)).isEqualTo(1);
    assertThat(slots.contiguousTo(index, 5)).isEqualTo(5);
    assertThat(slots.contiguousTo(List.of(index.get(0)), 7)).isEqualTo(8);
    assertThat(slots.contiguousTo(index, 12)).isEqualTo(12);

    slots.land(next, messages(10), 1, EVENTS);

    assertThat(slots.contiguousTo(slots.index(), 5)).isEqualTo(12);
    assertThat(slots.contiguousTo(List.of(), 5)).isEqualTo(5);
  }

  @Test
  void aBlockOnItsWayIsTheSameWhenItArrives() throws IOException {
    RawBlock block = new RawBlock(messages(1, 2), new long[] {9 * MINUTE});

    RawBlock arrived = RawBlock.decode(block.encode());

    assertThat(arrived.periods()).containsExactly(9 * MINUTE);
    assertThat(arrived.messages()).usingRecursiveComparison().isEqualTo(block.messages());
  }

  /** A savepoint of the release before holds blocks of version 1. */
  @Test
  void aBlockOfTheOlderVersionIsRead() throws IOException {
    byte[] now = new RawBlock(messages(1), new long[] {9 * MINUTE}).encode();
    byte[] older = Arrays.copyOf(now, now.length - Long.BYTES - Integer.BYTES);
    older[0] = 1;

    assertThat(RawBlock.decode(older).messages()).usingRecursiveComparison().isEqualTo(messages(1));
  }

  /** What a record stood for must be known when it is decoded again. */
  @Test
  void theHeadOfAMessageThatDidNotFitStaysOne() throws IOException {
    RawMessage whole = messages(5).get(0);
    Oversize oversize = Oversize.told("70000", "ab".repeat(32), whole.payload());
    RawMessage head =
        new RawMessage(
            whole.source(),
            new RecordOrigin("plant.readings", 3, 6).text(),
            0,
            whole.key(),
            whole.header(),
            whole.payload(),
            whole.ingestMicros(),
            Optional.of(oversize));
    RawBlock block = RawBlock.decode(new RawBlock(List.of(whole, head), new long[0]).encode());

    slots.land(SLOT, block.messages(), 1, EVENTS);

    assertThat(slots.read(SLOT)).usingRecursiveComparison().isEqualTo(List.of(whole, head));
  }

  private static List<RawMessage> messages(long... offsets) {
    return LongStream.of(offsets)
        .mapToObj(
            offset ->
                new RawMessage(
                    "plant",
                    new RecordOrigin("plant.readings", 3, offset).text(),
                    0,
                    "k" + offset,
                    new byte[0],
                    ("p" + offset).getBytes(StandardCharsets.UTF_8),
                    10 * MINUTE + offset))
        .toList();
  }
}
