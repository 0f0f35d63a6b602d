package io.penstock.core.unit;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import javax.measure.IncommensurableException;
import javax.measure.MeasurementException;
import javax.measure.Unit;
import javax.measure.UnitConverter;
import javax.measure.format.UnitFormat;
import systems.uom.ucum.format.UCUMFormat;
import systems.uom.ucum.format.UCUMFormat.Variant;
import systems.uom.ucum.internal.format.TokenMgrError;
import tech.units.indriya.function.RationalNumber;

/**
 * Conversions between units named by UCUM codes (case sensitive; The Unified Code for Units of
 * Measure, 2.1) or by a name in {@link UnitAliases}.
 *
 * <p>Factor and shift are worked out in exact fractions, or to 34 digits where pi or a special unit
 * is involved, and rounded once to the nearest double; the same on every machine. Logarithmic units
 * ({@code dB}, {@code [pH]}) have no affine conversion and convert to themselves alone.
 * Temperatures in {@code Cel} or {@code [degF]} cannot be part of a product (UCUM §21): write
 * {@code K/s}, not {@code Cel/s}.
 *
 * <p>Working one out takes a fraction of a millisecond: keep what you get. Safe for any number of
 * threads and for any text.
 */
public final class UcumUnits {
  private static final UnitFormat UCUM = UCUMFormat.getInstance(Variant.CASE_SENSITIVE);

  private static final MathContext DIGITS = new MathContext(60);

  /** Three points of a function decide whether it is affine. */
  private static final RationalNumber THOUSAND = RationalNumber.of(1_000, 1);

  private static final BigDecimal TOLERANCE = new BigDecimal("1e-24");

  private UcumUnits() {}

  /**
   * The conversion from one unit to another; {@link UnitConversion#IDENTITY} when both are written
   * alike, whether UCUM knows them or not.
   *
   * @throws BadUnit when a unit is not known or the two measure different things
   */
  public static UnitConversion between(String from, String to) throws BadUnit {
    if (from.equals(to)) {
      return UnitConversion.IDENTITY;
    }
    String fromCode = UnitAliases.toUcum(from);
    String toCode = UnitAliases.toUcum(to);
    if (fromCode.equals(toCode)) {
      return UnitConversion.IDENTITY;
    }
    Unit<?> source = parsed(fromCode, from);
    Unit<?> target = parsed(toCode, to);
    try {
      // Asked first, because the library may fail to put an incompatible unit into words.
      if (!source.isCompatible(target)) {
        throw new BadUnit(pair(from, to) + " measure different things");
      }
      return affine(source.getConverterToAny(target), from, to);
    } catch (UnsupportedOperationException e) {
      throw new BadUnit(pair(from, to) + ": a unit with a zero of its own in a product");
    } catch (IncommensurableException
        | MeasurementException
        | ArithmeticException
        | NumberFormatException e) {
      throw new BadUnit(pair(from, to) + " have no affine conversion");
    }
  }

  /**
   * Checks that a unit is known.
   *
   * @throws BadUnit when it is not
   */
  public static void check(String unit) throws BadUnit {
    Unit<?> unused = parsed(UnitAliases.toUcum(unit), unit);
  }

  /** Parses a code; {@code written} is what the caller gave, for the message. */
  static Unit<?> parsed(String code, String written) throws BadUnit {
    String parseable = UcumCode.parseable(code);
    try {
      return UCUM.parse(parseable);
    } catch (MeasurementException | NumberFormatException | ArithmeticException e) {
      throw unknown(written);
    } catch (TokenMgrError e) {
      // An Error only by name: the generated lexer throws it for characters it does not expect.
      throw unknown(written);
    }
  }

  private static BadUnit unknown(String written) {
    return new BadUnit("unknown unit: " + UcumCode.shown(written));
  }

  private static UnitConversion affine(UnitConverter converter, String from, String to)
      throws BadUnit {
    BigDecimal shift = at(converter, RationalNumber.ZERO);
    BigDecimal factor = at(converter, RationalNumber.ONE).subtract(shift);
    BigDecimal line = factor.multiply(BigDecimal.valueOf(1_000)).add(shift);
    BigDecimal error = at(converter, THOUSAND).subtract(line).abs();
    if (factor.signum() == 0 || error.compareTo(line.abs().multiply(TOLERANCE)) > 0) {
      throw new BadUnit(pair(from, to) + " have no affine conversion");
    }
    return new UnitConversion(factor.doubleValue(), shift.doubleValue());
  }

  private static BigDecimal at(UnitConverter converter, RationalNumber value) {
    Number result = converter.convert((Number) value);
    if (result instanceof RationalNumber fraction) {
      return new BigDecimal(fraction.getDividend())
          .divide(new BigDecimal(fraction.getDivisor()), DIGITS);
    }
    if (result instanceof BigDecimal decimal) {
      return decimal;
    }
    if (result instanceof BigInteger integer) {
      return new BigDecimal(integer);
    }
    return new BigDecimal(result.toString());
  }

  private static String pair(String from, String to) {
    return UcumCode.shown(from) + " and " + UcumCode.shown(to);
  }
}
