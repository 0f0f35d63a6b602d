package io.penstock.pipelines.simulate;

/** Rows of a wide CSV file with semicolons, decimal commas, local times and sentinels. */
final class LoggerText implements MessageText {
  static final String TIME_COLUMN = "Zeit";
  static final String INGEST_COLUMN = "Empfangen";
  static final String SENTINEL = "-9999";
  private static final char DELIMITER = ';';
  private static final char DECIMAL_SIGN = ',';

  /** The two header lines of a device's files: names and units. */
  static String header(Device device) {
    StringBuilder names = new StringBuilder(TIME_COLUMN + DELIMITER + INGEST_COLUMN);
    StringBuilder units = new StringBuilder().append(DELIMITER);
    for (Signal signal : device.signals()) {
      names.append(DELIMITER).append(column(signal));
      units.append(DELIMITER).append(unit(signal.unit().source()));
    }
    return names.append('\n').append(units).append('\n').toString();
  }

  /** The column's name: the address without the source's prefix. */
  private static String column(Signal signal) {
    return signal.address().substring(Source.LOGGER.planName().length() + 1);
  }

  /** Units as people write them; the plan says what they mean. */
  private static String unit(String ucum) {
    return switch (ucum) {
      case "Cel" -> "°C";
      case "[degF]" -> "°F";
      case "[psi]" -> "psi";
      default -> ucum;
    };
  }

  @Override
  public void append(Message message, ByteText out) {
    TimeText.german(message.deviceMicros(), out);
    out.one(DELIMITER);
    TimeText.german(message.ingestMicros(), out);
    int cells = message.readings().size();
    int written = message.has(Fault.SHORT_ROW) ? cells / 2 : cells;
    for (Reading reading : message.readings().subList(0, written)) {
      out.one(DELIMITER);
      cell(reading, out);
    }
  }

  private static void cell(Reading reading, ByteText out) {
    if (reading.fault().filter(fault -> fault == Fault.BAD_CELL).isPresent()) {
      out.ascii("#REF!");
      return;
    }
    switch (reading.sent().kind()) {
      case NUMBER, BOOLEAN -> reading.sent().append(out, DECIMAL_SIGN);
      case TEXT -> out.ascii(reading.sent().text());
      case NONE -> out.ascii(SENTINEL);
    }
  }
}
