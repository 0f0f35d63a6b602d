package io.penstock.core.decode;

import java.util.EnumMap;
import java.util.Map;

/**
 * What one decoder has seen and where it went. {@code received = passed on + late + quarantined};
 * of those passed on, the deduplication tells admitted from duplicate.
 */
public final class DecodeCounts {
  /** Raw messages taken. */
  public long rawMessages;

  /** Bytes of their payloads. */
  public long rawBytes;

  /** Readings, and messages that could not be read at all, each counted once. */
  public long received;

  /** Readings passed on to the tiles. */
  public long passed;

  /** Readings that came too late for their tiles. */
  public long late;

  /** Byte order marks stripped. */
  public long byteOrderMarks;

  private final Map<Reason, Long> quarantined = new EnumMap<>(Reason.class);

  /** Counts one quarantined reading or message. */
  void quarantined(Reason reason) {
    quarantined.merge(reason, 1L, Long::sum);
  }

  /** Quarantined readings and messages by reason. */
  public Map<Reason, Long> quarantined() {
    return quarantined;
  }

  /** All quarantined readings and messages. */
  public long quarantinedTotal() {
    return quarantined.values().stream().mapToLong(Long::longValue).sum();
  }
}
