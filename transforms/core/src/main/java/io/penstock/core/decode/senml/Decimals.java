package io.penstock.core.decode.senml;

import static io.penstock.core.decode.Reason.NUMBER_OUT_OF_RANGE;

import io.penstock.core.decode.BadInput;
import java.math.BigDecimal;

/**
 * Decimal numbers that can be added without harm: exponents are bounded, so that a sum never has
 * more than a few thousand digits.
 */
final class Decimals {
  /** No double has a larger power of ten; 1.8e308 is the largest. */
  private static final int MAX_POWER = 309;

  /** Below half of the smallest double, 4.9e-324, by far. */
  private static final int MIN_POWER = -400;

  private Decimals() {}

  /**
   * The exact value of a JSON number; one nearer to zero than 1e-400 becomes 1e-400 of its sign.
   *
   * @throws BadInput {@code number_out_of_range} from 1e309 on
   */
  static BigDecimal of(String digits) throws BadInput {
    BigDecimal value = parsed(digits);
    // The power of ten just above the value.
    long power = (long) value.precision() - value.scale();
    if (value.signum() == 0) {
      return BigDecimal.ZERO;
    }
    if (power > MAX_POWER) {
      throw outOfRange();
    }
    return power < MIN_POWER ? BigDecimal.valueOf(value.signum(), -MIN_POWER) : value;
  }

  /**
   * The double nearest to a JSON number plus a base.
   *
   * @throws BadInput {@code number_out_of_range} when it overflows
   */
  static double sum(BigDecimal base, String digits) throws BadInput {
    double value =
        base.signum() == 0 ? Double.parseDouble(digits) : base.add(of(digits)).doubleValue();
    if (Double.isInfinite(value)) {
      throw outOfRange();
    }
    return value + 0.0; // -0.0 becomes 0.0
  }

  private static BigDecimal parsed(String digits) throws BadInput {
    try {
      return new BigDecimal(digits);
    } catch (NumberFormatException e) {
      // JSON numbers are decimals, but their exponents need not fit an int.
      throw outOfRange();
    }
  }

  private static BadInput outOfRange() {
    return new BadInput(NUMBER_OUT_OF_RANGE, "number overflows float64");
  }
}
