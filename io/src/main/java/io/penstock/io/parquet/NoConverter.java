package io.penstock.io.parquet;

import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.PrimitiveConverter;

/** Stands where the column readers want record assembly, which columns do without. */
final class NoConverter extends GroupConverter {
  private static final PrimitiveConverter PRIMITIVE = new PrimitiveConverter() {};

  @Override
  public Converter getConverter(int field) {
    return PRIMITIVE;
  }

  @Override
  public void start() {}

  @Override
  public void end() {}
}
