package io.penstock.core.time;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.core.decode.BadInput;
import io.penstock.core.decode.Reason;
import io.penstock.core.quality.Quality;
import io.penstock.core.time.TimeRule.Form;
import io.penstock.core.time.TimeRule.Midnight;
import io.penstock.core.time.TimeRule.Overlap;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

/** {@link TimeReader} against {@link BigDecimal} and {@code java.time}. */
class TimeReaderPropertiesTest {
  private static final long LATEST = Long.MAX_VALUE - 1;
  private static final List<Form> UNITS =
      List.of(Form.SECONDS, Form.MILLIS, Form.MICROS, Form.NANOS);
  private static final List<String> ZONES =
      List.of(
          "Europe/Berlin",
          "America/New_York",
          "Australia/Lord_Howe", // its daylight saving is half an hour
          "Asia/Kolkata",
          "Pacific/Apia", // skipped 2011-12-30
          "Africa/Casablanca", // clocks go back in Ramadan
          "Asia/Pyongyang",
          "+05:45");

  @Property(tries = 4000)
  void readsNumbersAsBigDecimalDoes(
      @ForAll @From("numbers") String token, @ForAll @From("units") Form unit) {
    TimeReader reader = TimeReader.of(TimeRule.ISO.withForm(unit).withBounds(1, LATEST));

    BigDecimal micros = exact(token).scaleByPowerOfTen(power(unit)).setScale(0, RoundingMode.FLOOR);

    boolean inRange = micros.signum() > 0 && micros.compareTo(BigDecimal.valueOf(LATEST)) <= 0;
    String expected = inRange ? micros.toPlainString() : Reason.TIMESTAMP_OUT_OF_RANGE.name();
    assertThat(read(reader, token)).isEqualTo(expected);
  }

  @Property
  void readsLongsAsItReadsTheirDigits(
      @ForAll long value, @ForAll @IntRange(max = 9) int shorter, @ForAll Form unit) {
    long number = value / BigDecimal.TEN.pow(shorter).longValue();
    TimeReader reader =
        TimeReader.of(
            TimeRule.ISO.withForm(unit == Form.TEXT ? Form.SECONDS : unit).withBounds(1, LATEST));

    String expected =
        unit == Form.TEXT ? Reason.BAD_TIMESTAMP.name() : read(reader, Long.toString(number));

    EventTime time = new EventTime();
    String actual;
    try {
      reader.readNumber(number, unit, time);
      actual = Long.toString(time.micros);
    } catch (BadInput e) {
      actual = e.reason().name();
    }
    assertThat(actual).isEqualTo(expected);
  }

  @Property
  void guessesTheUnitThatWasWritten(
      @ForAll @LongRange(min = 631_152_000_000_000L, max = 4_102_444_800_000_000L) long micros,
      @ForAll @From("units") Form unit) {
    TimeReader reader = TimeReader.of(TimeRule.ISO.withForm(Form.AUTO));
    String token = BigDecimal.valueOf(micros).scaleByPowerOfTen(-power(unit)).toPlainString();

    assertThat(read(reader, token)).isEqualTo(Long.toString(micros));
  }

  @Property(tries = 3000)
  void readsIsoTimesAsJavaTimeDoes(
      @ForAll @From("locals") LocalDateTime local,
      @ForAll @IntRange(min = -1080, max = 1080) int offsetMinutes,
      @ForAll @IntRange(max = 9) int decimals) {
    TimeReader reader = TimeReader.of(TimeRule.ISO);
    String pattern =
        "uuuu-MM-dd'T'HH:mm:ss" + (decimals == 0 ? "" : "." + "S".repeat(decimals)) + "XXX";
    ZoneOffset offset = ZoneOffset.ofTotalSeconds(offsetMinutes * 60);
    String token =
        OffsetDateTime.of(local, offset).format(DateTimeFormatter.ofPattern(pattern, Locale.ROOT));

    Instant expected = OffsetDateTime.parse(token).toInstant();

    assertThat(read(reader, token)).isEqualTo(Long.toString(Micros.of(expected)));
  }

  @Property
  void agreesWithJavaTimeWhichDatesThereAre(
      @ForAll @IntRange(min = 1971, max = 2199) int year,
      @ForAll @IntRange(max = 13) int month,
      @ForAll @IntRange(max = 32) int day) {
    String date = String.format(Locale.ROOT, "%04d-%02d-%02d", year, month, day);
    boolean exists =
        month >= 1 && month <= 12 && day >= 1 && day <= YearMonth.of(year, month).lengthOfMonth();

    String read = read(TimeReader.of(TimeRule.ISO), date + "T12:00Z");

    assertThat(read)
        .isEqualTo(
            exists
                ? Long.toString(Micros.of(Instant.parse(date + "T12:00:00Z")))
                : Reason.BAD_TIMESTAMP.name());
  }

  /** One reader reads all the times, so that its kept span of plain local time is at work. */
  @Property(tries = 300)
  void readsLocalTimesAsTheZoneRulesSay(
      @ForAll @From("zones") String zone,
      @ForAll Overlap overlap,
      @ForAll @Size(min = 1, max = 40) List<@From("nearTransitions") LocalDateTime> locals) {
    TimeReader reader =
        TimeReader.of(
            new TimeRule(
                Form.TEXT,
                List.of(),
                zone,
                overlap,
                Midnight.START_OF_DAY,
                1,
                TimeRule.DEFAULT_LATEST));

    for (LocalDateTime local : locals) {
      String token = local.format(DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT));
      assertThat(read(reader, token))
          .as("%s in %s", token, zone)
          .isEqualTo(expected(local, ZoneId.of(zone), overlap));
    }
  }

  @Property
  void readsPatternsAndIsoAlike(
      @ForAll @From("locals") LocalDateTime local, @ForAll @From("zones") String zone) {
    TimeRule iso =
        new TimeRule(Form.TEXT, List.of(), zone, Overlap.LATER, Midnight.END_OF_DAY, 1, LATEST);
    TimeRule pattern =
        new TimeRule(
            Form.TEXT,
            List.of("yyyy/M/d H:mm:ss", "yyyy-MM-dd HH:mm:ss"),
            zone,
            Overlap.LATER,
            Midnight.END_OF_DAY,
            1,
            LATEST);
    String token = local.format(DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT));

    assertThat(read(TimeReader.of(pattern), token)).isEqualTo(read(TimeReader.of(iso), token));
  }

  @Property(tries = 3000)
  void throwsNothingButBadInputOnAnyBytes(
      @ForAll @From("almostTimes") byte[] bytes, @ForAll @From("rules") TimeRule rule) {
    EventTime time = new EventTime();
    try {
      TimeReader.of(rule).read(bytes, 0, bytes.length, time);
    } catch (BadInput e) {
      assertThat(e.detail()).isPrintable();
      return;
    }
    assertThat(time.micros).isBetween(1L, rule.latest());
  }

  @Provide
  Arbitrary<Form> units() {
    return Arbitraries.of(UNITS);
  }

  @Provide
  Arbitrary<String> zones() {
    return Arbitraries.of(ZONES);
  }

  @Provide
  Arbitrary<String> numbers() {
    Arbitrary<String> digits =
        Arbitraries.strings().withCharRange('0', '9').ofMinLength(1).ofMaxLength(30);
    Arbitrary<String> sign =
        Arbitraries.frequency(Tuple.of(8, ""), Tuple.of(1, "-"), Tuple.of(1, "+"));
    Arbitrary<String> fraction =
        Arbitraries.oneOf(Arbitraries.just(""), Arbitraries.just("."), digits.map(d -> "." + d));
    Arbitrary<String> exponent =
        Arbitraries.oneOf(
            Arbitraries.just(""),
            Arbitraries.integers().between(-40, 40).map(e -> "e" + e),
            Arbitraries.of("E+0", "e-999999999", "e999999999", "E+00012"));
    return Combinators.combine(sign, digits, fraction, exponent).as((s, d, f, e) -> s + d + f + e);
  }

  @Provide
  Arbitrary<LocalDateTime> locals() {
    return Arbitraries.longs()
        .between(86_400, 7_258_000_000L)
        .map(second -> LocalDateTime.ofEpochSecond(second, 123_456_789, ZoneOffset.UTC));
  }

  @Provide
  Arbitrary<LocalDateTime> nearTransitions() {
    Arbitrary<LocalDateTime> near =
        Combinators.combine(
                Arbitraries.of(ZONES), Arbitraries.longs().between(1_000_000, 2_000_000_000))
            .flatAs(
                (zone, second) -> {
                  Instant instant = Instant.ofEpochSecond(second);
                  var transition = ZoneId.of(zone).getRules().nextTransition(instant);
                  long local =
                      transition == null
                          ? second
                          : transition.getDateTimeBefore().toEpochSecond(ZoneOffset.UTC);
                  return Arbitraries.longs()
                      .between(-7_201, 7_201)
                      .edgeCases(e -> e.add(-3600L, -1L, 0L, 1L, 3599L, 3600L))
                      .map(d -> LocalDateTime.ofEpochSecond(local + d, 0, ZoneOffset.UTC));
                });
    return Arbitraries.oneOf(near, locals().map(l -> l.truncatedTo(ChronoUnit.SECONDS)));
  }

  @Provide
  Arbitrary<byte[]> almostTimes() {
    Arbitrary<String> mutated =
        Combinators.combine(
                Arbitraries.of(
                    "2024-05-06T07:08:09.123456789+02:00",
                    "2024-12-31 23:59:60Z",
                    "31/12/2016 23:59:60",
                    "1.7e9",
                    "1700000000123456789"),
                Arbitraries.integers().between(0, 40),
                Arbitraries.strings().ofMaxLength(3))
            .as(
                (text, at, with) -> {
                  int cut = Math.min(at, text.length());
                  return text.substring(0, cut)
                      + with
                      + text.substring(Math.min(text.length(), cut + with.length()));
                });
    return Arbitraries.oneOf(
        mutated.map(text -> text.getBytes(StandardCharsets.UTF_8)),
        Arbitraries.bytes().array(byte[].class).ofMaxSize(80));
  }

  @Provide
  Arbitrary<TimeRule> rules() {
    return Combinators.combine(
            Arbitraries.of(Form.class),
            Arbitraries.<List<String>>of(
                List.of(),
                List.of("dd/MM/yyyy HH:mm:ss"),
                List.of("yyyyyyyyyy-MM-dd", "yyyy-MM-dd HH:mm:ss[X]", "d.M.yy H:m:s VV")),
            Arbitraries.of("", "Europe/Berlin"),
            Arbitraries.of(Overlap.class),
            Arbitraries.of(Midnight.class))
        .as((form, patterns, zone, o, m) -> new TimeRule(form, patterns, zone, o, m, 1, LATEST));
  }

  private static String expected(LocalDateTime local, ZoneId zone, Overlap overlap) {
    List<ZoneOffset> offsets = zone.getRules().getValidOffsets(local);
    if (offsets.isEmpty()) {
      return Reason.DST_GAP.name();
    }
    if (offsets.size() == 1) {
      return Long.toString(Micros.of(local.toInstant(offsets.get(0))));
    }
    ZonedDateTime earlier = local.atZone(zone).withEarlierOffsetAtOverlap();
    return switch (overlap) {
      case REJECT -> Reason.DST_OVERLAP.name();
      case EARLIER -> Micros.of(earlier.toInstant()) + " uncertain";
      case LATER -> Micros.of(earlier.withLaterOffsetAtOverlap().toInstant()) + " uncertain";
    };
  }

  /** BigDecimal, but for exponents that it would expand digit by digit. */
  private static BigDecimal exact(String token) {
    String lower = token.toLowerCase(Locale.ROOT);
    if (lower.endsWith("e999999999") || lower.endsWith("e-999999999")) {
      String digits = lower.substring(0, lower.indexOf('e'));
      return new BigDecimal(digits + (lower.contains("e-") ? "e-99" : "e99"));
    }
    return new BigDecimal(token);
  }

  private static int power(Form unit) {
    return switch (unit) {
      case SECONDS -> 6;
      case MILLIS -> 3;
      case NANOS -> -3;
      default -> 0;
    };
  }

  private static String read(TimeReader reader, String token) {
    byte[] bytes = ("<" + token + ">").getBytes(StandardCharsets.UTF_8);
    EventTime time = new EventTime();
    try {
      reader.read(bytes, 1, bytes.length - 1, time);
    } catch (BadInput e) {
      return e.reason().name();
    }
    return time.micros + (time.quality == Quality.UNCERTAIN ? " uncertain" : "");
  }
}
