package io.penstock.pipelines.bounded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.penstock.core.decode.Quarantined;
import io.penstock.core.decode.Reason;
import io.penstock.io.quarantine.QuarantineEntry;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class QuarantineBufferTest {
  private final List<List<QuarantineEntry>> flushes = new ArrayList<>();
  private final QuarantineBuffer buffer = new QuarantineBuffer(flushes::add);

  /** A catalogue that lacks every column of a table of 400 columns and 100 rows. */
  @Test
  void writesAtOnceWhatBecomesManyEntries() throws Exception {
    for (int row = 0; row < 100; row++) {
      buffer.addAll(row(row, 400, new byte[300]));
    }
    buffer.flush();

    assertThat(flushes).hasSize(8);
    assertThat(flushes)
        .allSatisfy(
            entries -> assertThat(entries).hasSizeLessThanOrEqualTo(QuarantineBuffer.MAX_ENTRIES));
    assertThat(flushes.stream().mapToInt(List::size).sum()).isEqualTo(40_000);
  }

  /** Every entry of a large row has a head of 64 KiB in the database's statement. */
  @Test
  void writesAtOnceWhatBecomesLarge() throws Exception {
    buffer.addAll(row(0, 1_000, new byte[1 << 20]));
    buffer.flush();

    assertThat(flushes)
        .allSatisfy(
            entries ->
                assertThat(entries.stream().mapToLong(entry -> entry.payload().length).sum())
                    .isLessThanOrEqualTo(QuarantineBuffer.MAX_BYTES));
    assertThat(flushes).hasSizeGreaterThan(5);
  }

  /** A thousand heads of one row would be 64 MiB if each entry had its own. */
  @Test
  void entriesOfOneMessageShareItsBytes() throws Exception {
    buffer.addAll(row(0, 100, new byte[100_000]));
    buffer.flush();

    List<QuarantineEntry> entries = flushes.get(0);
    assertThat(entries)
        .allSatisfy(entry -> assertThat(entry.payload()).isSameAs(entries.get(0).payload()));
    assertThat(entries).extracting(QuarantineEntry::ordinal).doesNotHaveDuplicates();
  }

  @Test
  void failsWhenTheStoreFails() throws Exception {
    QuarantineBuffer failing =
        new QuarantineBuffer(
            entries -> {
              throw new SQLException("no quarantine");
            });
    failing.addAll(row(0, 1, new byte[1]));

    assertThatThrownBy(failing::flush)
        .isInstanceOf(IOException.class)
        .hasRootCauseMessage("no quarantine");
  }

  private static List<Quarantined> row(int row, int cells, byte[] payload) {
    List<Quarantined> faults = new ArrayList<>();
    for (int i = 0; i < cells; i++) {
      faults.add(
          new Quarantined(
              "wide", "f00", row * 300L, i, Reason.UNKNOWN_SERIES, "column " + i, payload));
    }
    return faults;
  }
}
