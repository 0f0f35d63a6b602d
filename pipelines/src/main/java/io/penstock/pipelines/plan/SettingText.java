package io.penstock.pipelines.plan;

import io.penstock.core.plan.Shown;
import io.penstock.core.time.Micros;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the texts of settings mean, the same in plans and catalogues. */
final class SettingText {
  private static final Pattern NUMBER =
      Pattern.compile("[-+]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][-+]?\\d+)?");

  /** Days to seconds as {@link Duration} prints them, no finer than a microsecond. */
  static final Pattern DURATION =
      Pattern.compile("-?P(?=.)(-?\\d+D)?(T(?=.)(-?\\d+H)?(-?\\d+M)?(-?\\d+(\\.\\d{1,6})?S)?)?");

  static final Pattern INSTANT =
      Pattern.compile("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,6})?Z");
  static final Pattern SIZE = Pattern.compile("(\\d{1,10})(B|KiB|MiB|GiB)");
  private static final Duration LONGEST = Duration.ofDays(36_600);
  private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");

  private SettingText() {}

  /** A text as one setting type. */
  @FunctionalInterface
  interface Meaning<T> {
    T of(String text) throws BadSetting;
  }

  /** An ISO 8601 duration in microseconds; may be negative. */
  static long micros(String text) throws BadSetting {
    if (DURATION.matcher(text).matches()) {
      try {
        Duration duration = Duration.parse(text);
        if (duration.abs().compareTo(LONGEST) <= 0) {
          return duration.toNanos() / 1000;
        }
      } catch (DateTimeParseException tooLong) {
        // Reported below, with what would be one.
      }
    }
    throw bad("must be an ISO 8601 duration in whole microseconds such as PT10S", text);
  }

  /** An ISO 8601 instant in microseconds UTC. */
  static long instantMicros(String text) throws BadSetting {
    if (INSTANT.matcher(text).matches()) {
      try {
        Instant instant = Instant.parse(text);
        if (!instant.isBefore(FIRST)) {
          return Micros.of(instant);
        }
      } catch (DateTimeParseException noSuchDay) {
        // Reported below, with what would be one.
      }
    }
    throw bad(
        "must be an ISO 8601 instant in whole microseconds such as 2026-01-31T00:00:00Z", text);
  }

  /** A finite decimal number; -0 becomes 0. */
  static double number(String text) throws BadSetting {
    if (NUMBER.matcher(text).matches()) {
      double number = Double.parseDouble(text) + 0.0;
      if (Double.isFinite(number)) {
        return number;
      }
    }
    throw bad("must be a finite number", text);
  }

  /** A whole number that fits 32 bits. */
  static int integer(String text) throws BadSetting {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException notWhole) {
      throw bad("must be a whole number", text);
    }
  }

  /** A size such as {@code 8MiB}, in bytes. */
  static int bytes(String text) throws BadSetting {
    Matcher matcher = SIZE.matcher(text);
    if (matcher.matches()) {
      int shift =
          switch (String.valueOf(matcher.group(2))) {
            case "KiB" -> 10;
            case "MiB" -> 20;
            case "GiB" -> 30;
            default -> 0;
          };
      long count = Long.parseLong(matcher.group(1));
      if (count <= Integer.MAX_VALUE >> shift) {
        return (int) count << shift;
      }
    }
    throw bad("must be a size below 2GiB such as 512B, 64KiB or 8MiB", text);
  }

  /** {@code true} or {@code false}. */
  static boolean truth(String text) throws BadSetting {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw bad("must be true or false", text);
    };
  }

  /** Exactly one character. */
  static char character(String text) throws BadSetting {
    if (text.length() != 1) {
      throw bad("must be one character", text);
    }
    return text.charAt(0);
  }

  /** A constant by its name in settings. */
  static <E extends Enum<E>> Meaning<E> oneOf(Class<E> type) {
    return text -> {
      for (E constant : type.getEnumConstants()) {
        if (nameOf(constant).equals(text)) {
          return constant;
        }
      }
      throw bad(
          "must be one of "
              + String.join(
                  ", ", Arrays.stream(type.getEnumConstants()).map(SettingText::nameOf).toList()),
          text);
    };
  }

  /** {@code START_OF_DAY} is {@code startOfDay} in settings. */
  static String nameOf(Enum<?> constant) {
    String[] words = constant.name().toLowerCase(Locale.ROOT).split("_");
    StringBuilder name = new StringBuilder(words[0]);
    for (int i = 1; i < words.length; i++) {
      name.append(Character.toUpperCase(words[i].charAt(0))).append(words[i].substring(1));
    }
    return name.toString();
  }

  static BadSetting bad(String demand, String actual) {
    return new BadSetting(demand + ", but was: " + Shown.text(actual));
  }
}
