package io.penstock.benchmarks.live;

import java.util.Locale;

/** What is measured. */
enum Contender {
  /** Penstock's live stream up to the hot tiles, into a counting sink. */
  PENSTOCK,
  /** The native job into a counting sink, its parser a scanner written for this input. */
  NATIVE_SCAN,
  /** The native job into a counting sink, its parser Jackson's data binding. */
  NATIVE_JACKSON,
  /** Penstock's live stream as in production: raw archive, PostgreSQL, archive. */
  PENSTOCK_STORES;

  /** The name as options and tables write it. */
  String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  @Override
  public String toString() {
    return label();
  }
}
