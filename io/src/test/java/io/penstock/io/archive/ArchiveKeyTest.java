package io.penstock.io.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class ArchiveKeyTest {
  @Property
  void isFoundAgainFromItsPath(
      @ForAll @LongRange(min = -62_000_000_000L, max = 250_000_000_000L) long second,
      @ForAll @IntRange(max = 999_999) int shard) {
    ArchiveKey key = new ArchiveKey("measurements", second * 1_000_000, shard);

    assertThat(ArchiveKey.ofPath(key.path())).contains(key);
  }

  @Test
  void isWrittenInUtc() {
    assertThat(new ArchiveKey("vibration", 1_709_254_799_000_000L, 12).path())
        .isEqualTo("vibration/date=2024-03-01/period=005959/shard-012.parquet");
  }

  @Test
  void takesNoPathThatItWouldNotWrite() {
    assertThat(ArchiveKey.ofPath("m/date=2024-13-01/period=000000/shard-000.parquet")).isEmpty();
    assertThat(ArchiveKey.ofPath("m/date=2024-01-01/period=246000/shard-000.parquet")).isEmpty();
    assertThat(ArchiveKey.ofPath("m/date=2024-01-01/period=000000/shard-0001.parquet")).isEmpty();
    assertThat(ArchiveKey.ofPath("../m/date=2024-01-01/period=000000/shard-000.parquet")).isEmpty();
  }

  @Test
  void refusesWhatCannotBeAKey() {
    assertThatThrownBy(() -> new ArchiveKey("../etc", 0, 0)).hasMessageContaining("../etc");
    assertThatThrownBy(() -> new ArchiveKey("m", 1, 0)).hasMessageContaining("whole second");
    assertThatThrownBy(() -> new ArchiveKey("m", 0, -1)).hasMessageContaining("-1");
  }
}
