package io.penstock.io.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.core.tile.Evidence;
import io.penstock.core.tile.Offer;
import io.penstock.core.tile.TileTable;
import io.penstock.io.object.LocalObjectStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveThroughputTest {
  /** Printed for people; what is asserted is only that nothing is lost at size. */
  @Test
  void encodesAMillionRows(@TempDir Path folder) throws IOException {
    TileTable table = Tables.random(Tables.MEASUREMENTS, 1000, 1000, new Evidence(0, 1, 0, 0));
    ArchiveStore store = ArchiveStore.local(folder, Tables.PLAN);

    long start = System.nanoTime();
    ArchiveOutcome outcome = store.write(table, Offer.COMPLETE);
    double seconds = (System.nanoTime() - start) / 1e9;

    System.out.printf(
        Locale.ROOT,
        "archive: 1,000,000 rows in %.2f s, %.1f MB%n",
        seconds,
        outcome.bytes() / 1e6);
    ArchiveReader reader = new ArchiveReader(LocalObjectStore.at(folder));
    assertThat(reader.footer(outcome.key()).rows()).isEqualTo(1_000_000);
  }
}
