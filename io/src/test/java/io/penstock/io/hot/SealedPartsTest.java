package io.penstock.io.hot;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SealedPartsTest {
  private static final long HOUR = 3_600_000_000L;

  private HotDatabase database;
  private SealedParts parts;

  @BeforeEach
  void open() throws Exception {
    database = HotDatabase.open(TestDatabase.fresh());
    parts = new SealedParts(database, "plan");
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void nothingIsOpenBeforeAnythingIsSealed() throws SQLException {
    new SealedParts(database, "other").put(HOUR, "measurements", 0, 1);

    assertThat(parts.firstOpen(HOUR)).isEmpty();
  }

  @Test
  void aPeriodIsOpenUntilEveryPartIsSealed() throws SQLException {
    seal(HOUR);
    seal(3 * HOUR);
    parts.put(2 * HOUR, "measurements", 0, 4);
    parts.put(2 * HOUR, "measurements", 0, 4);
    parts.put(2 * HOUR, "measurements", 1, 4);
    parts.put(2 * HOUR, "stats", 0, 4);
    assertThat(parts.firstOpen(HOUR)).hasValue(2 * HOUR);

    parts.put(2 * HOUR, "stats", 1, 4);

    assertThat(parts.firstOpen(HOUR)).hasValue(4 * HOUR);
  }

  @Test
  void aStartTakesThePlaceOfTheOneBeforeAndDoesNotAnswerForEarlierPeriods() throws SQLException {
    LiveStarts starts = new LiveStarts(database, "plan");
    assertThat(starts.last()).isEmpty();
    SortedMap<String, SortedMap<Integer, Long>> offsets = new TreeMap<>();
    offsets.put("plant", new TreeMap<>());
    offsets.get("plant").put(0, 17L);
    SortedMap<String, String> layout = new TreeMap<>(Map.of("live.lanes", "4"));
    LiveStarts.Start first =
        new LiveStarts.Start("earliest", Long.MIN_VALUE, Long.MIN_VALUE, layout, offsets);
    starts.put(first);
    parts.put(HOUR, "measurements", 0, 4);
    assertThat(starts.last()).contains(first);

    offsets.get("plant").put(1, 3L);
    layout.put("live.lanes", "8");
    LiveStarts.Start second = new LiveStarts.Start("resume", HOUR, 2 * HOUR, layout, offsets);
    starts.put(second);

    assertThat(starts.last()).contains(second);
    assertThat(parts.firstOpen(HOUR)).isEmpty();
  }

  private void seal(long period) throws SQLException {
    for (String dataset : new String[] {"measurements", "stats"}) {
      parts.put(period, dataset, 0, 4);
      parts.put(period, dataset, 1, 4);
    }
  }
}
