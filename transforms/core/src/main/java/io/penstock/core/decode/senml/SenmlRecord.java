package io.penstock.core.decode.senml;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** The fields of one record as it was sent, nothing resolved. Null is "not there". */
final class SenmlRecord {
  /** Which of the value fields a record has. */
  enum Value {
    NOT_THERE,
    /** There, and null. */
    NULL,
    NUMBER,
    BOOLEAN,
    TEXT
  }

  @Nullable String baseName;
  @Nullable BigDecimal baseTime;
  @Nullable String baseUnit;
  @Nullable BigDecimal baseValue;
  @Nullable BigDecimal baseSum;

  /** 0 is "not there". */
  int baseVersion;

  @Nullable String name;
  @Nullable String unit;
  @Nullable BigDecimal time;

  Value value = Value.NOT_THERE;

  /** The digits of a number, a text, or {@code true} or {@code false}. */
  String valueText = "";

  /** The digits of a sum. */
  @Nullable String sum;

  /** Whether an update time was there: it says something of a value, so there must be one. */
  boolean updateTime;

  /** Whether there is anything but base fields. */
  boolean isRegular() {
    return name != null
        || unit != null
        || time != null
        || updateTime
        || sum != null
        || value != Value.NOT_THERE;
  }
}
