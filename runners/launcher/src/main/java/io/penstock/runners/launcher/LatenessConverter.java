package io.penstock.runners.launcher;

import io.penstock.core.decode.Lateness;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code ignore} and {@code as-live}. */
final class LatenessConverter implements ITypeConverter<Lateness> {
  @Override
  public Lateness convert(String value) {
    return switch (value) {
      case "ignore" -> Lateness.IGNORE;
      case "as-live" -> Lateness.AS_LIVE;
      default -> throw new TypeConversionException("must be ignore or as-live, but was: " + value);
    };
  }
}
