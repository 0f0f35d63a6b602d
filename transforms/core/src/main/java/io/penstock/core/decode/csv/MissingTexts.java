package io.penstock.core.decode.csv;

import io.penstock.core.time.DecimalText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The texts of a file that mean "no value". A text is compared exactly; one that is a number also
 * matches every other spelling of that number, read with the decimal sign of the file.
 */
final class MissingTexts {
  private static final byte POINT = '.';

  private final byte decimalSign;
  private final List<byte[]> texts = new ArrayList<>();
  private final List<DecimalText> numbers = new ArrayList<>();
  private final DecimalText number = new DecimalText();

  /** The leads of the numbers, so that most cells need not be read as numbers. */
  private int leads;

  MissingTexts(List<String> missing, char decimalSign) {
    this.decimalSign = (byte) decimalSign;
    for (String text : missing) {
      byte[] utf8 = text.strip().getBytes(StandardCharsets.UTF_8);
      texts.add(utf8);
      DecimalText value = new DecimalText();
      // The plan may write its sentinels with a point whatever sign the file uses.
      if (value.read(utf8, 0, utf8.length, this.decimalSign)
          || value.read(utf8, 0, utf8.length, POINT)) {
        numbers.add(value);
        leads |= lead(utf8, 0, utf8.length);
      }
    }
  }

  /** Whether the trimmed text in {@code [from, to)} means "no value". */
  boolean contains(byte[] bytes, int from, int to) {
    for (int i = 0; i < texts.size(); i++) {
      byte[] text = texts.get(i);
      if (Arrays.equals(bytes, from, to, text, 0, text.length)) {
        return true;
      }
    }
    if ((leads & lead(bytes, from, to)) == 0 || !number.read(bytes, from, to, decimalSign)) {
      return false;
    }
    for (int i = 0; i < numbers.size(); i++) {
      if (number.isSameNumber(numbers.get(i))) {
        return true;
      }
    }
    return false;
  }

  /**
   * One bit for the first significant digit of a number and its sign: equal numbers have the same.
   * Zero has the bit of digit 0, whatever its sign; text that cannot be a number may have any.
   */
  private static int lead(byte[] bytes, int from, int to) {
    int at = from;
    int negative = at < to && bytes[at] == '-' ? 10 : 0;
    if (at < to && (bytes[at] == '-' || bytes[at] == '+')) {
      at++;
    }
    while (at < to && (bytes[at] == '0' || bytes[at] == '.' || bytes[at] == ',')) {
      at++;
    }
    boolean digit = at < to && bytes[at] >= '1' && bytes[at] <= '9';
    return digit ? 1 << (negative + bytes[at] - '0') : 1;
  }
}
