package io.penstock.core.time;

/**
 * Reads ISO 8601-1:2019 extended date and time: {@code yyyy-MM-dd[T
 * ]HH:mm[:ss[.f]][Z|±HH:mm|±HHmm|±HH]}, the fraction having one to nine digits.
 *
 * <p>Dates are checked against the calendar; the hour 24 is not accepted; second 60 is, in any
 * minute, since leap seconds fall on other minutes in local time.
 */
final class IsoTime {
  private static final int SHORTEST = 16;
  private static final int MAX_OFFSET_SECONDS = 18 * 3600;
  private static final int BAD = -1;
  private static final int[] DAYS_IN_MONTH = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

  private IsoTime() {}

  /** Reads {@code [from, to)}; returns whether it is such a time. */
  static boolean read(byte[] b, int from, int to, CivilTime out) {
    if (to - from < SHORTEST
        || b[from + 4] != '-'
        || b[from + 7] != '-'
        || (b[from + 10] != 'T' && b[from + 10] != ' ')
        || b[from + 13] != ':') {
      return false;
    }
    int year = twoDigits(b, from) * 100 + twoDigits(b, from + 2);
    int month = twoDigits(b, from + 5);
    int day = twoDigits(b, from + 8);
    int hour = twoDigits(b, from + 11);
    int minute = twoDigits(b, from + 14);
    boolean valid =
        (twoDigits(b, from) | twoDigits(b, from + 2) | minute | hour) >= 0
            && month >= 1
            && month <= 12
            && day >= 1
            && day <= daysInMonth(year, month)
            && hour <= 23
            && minute <= 59;
    if (!valid) {
      return false;
    }
    long midnight = epochDay(year, month, day) * CivilTime.SECONDS_PER_DAY;
    out.set(midnight + (hour * 60L + minute) * 60L, 0);
    return readSecond(b, from + SHORTEST, to, out);
  }

  private static boolean readSecond(byte[] b, int from, int to, CivilTime out) {
    if (from == to || b[from] != ':') {
      return readOffset(b, from, to, out);
    }
    int second = to - from < 3 ? BAD : twoDigits(b, from + 1);
    if (second < 0 || second > 60) {
      return false;
    }
    out.leapSecond = second == 60;
    out.localSecond += Math.min(second, 59);
    int at = from + 3;
    if (at == to || b[at] != '.') {
      return readOffset(b, at, to, out);
    }
    int nano = 0;
    int digits = 0;
    for (at++; at < to && b[at] >= '0' && b[at] <= '9'; at++) {
      if (++digits > 9) {
        return false;
      }
      nano = nano * 10 + (b[at] - '0');
    }
    for (int i = digits; i < 9; i++) {
      nano *= 10;
    }
    out.nano = nano;
    return digits > 0 && readOffset(b, at, to, out);
  }

  private static boolean readOffset(byte[] b, int from, int to, CivilTime out) {
    int length = to - from;
    if (length == 0) {
      return true;
    }
    if (b[from] == 'Z') {
      out.offset(0);
      return length == 1;
    }
    boolean west = b[from] == '-';
    boolean colon = length == 6 && b[from + 3] == ':';
    if ((!west && b[from] != '+') || (length != 3 && length != 5 && !colon)) {
      return false;
    }
    int hours = twoDigits(b, from + 1);
    int minutes = length == 3 ? 0 : twoDigits(b, to - 2);
    int seconds = hours * 3600 + minutes * 60;
    if ((hours | minutes) < 0 || minutes > 59 || seconds > MAX_OFFSET_SECONDS) {
      return false;
    }
    out.offset(west ? -seconds : seconds);
    return true;
  }

  private static int twoDigits(byte[] b, int at) {
    int tens = b[at] - '0';
    int ones = b[at + 1] - '0';
    return tens < 0 || tens > 9 || ones < 0 || ones > 9 ? BAD : tens * 10 + ones;
  }

  private static int daysInMonth(int year, int month) {
    boolean leapYear = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    return month == 2 && leapYear ? 29 : DAYS_IN_MONTH[month - 1];
  }

  /**
   * Days from 1970-01-01 in the proleptic Gregorian calendar: {@code days_from_civil} of Hinnant,
   * "chrono-Compatible Low-Level Date Algorithms" (2013), for years from 0 on.
   */
  private static long epochDay(int year, int month, int day) {
    // Year 0 counts from March, so January and February of year 0 belong to year -1, era -1.
    int y = month <= 2 ? year - 1 : year;
    int era = Math.floorDiv(y, 400);
    int yearOfEra = y - era * 400;
    int dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
    int dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
    return era * 146_097L + dayOfEra - 719_468;
  }
}
