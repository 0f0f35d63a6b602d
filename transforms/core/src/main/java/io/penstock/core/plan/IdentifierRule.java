package io.penstock.core.plan;

import io.penstock.core.decode.Identifiers;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Optional;

/**
 * What an address, an asset path or a metric name may consist of: any text in Unicode Normalization
 * Form C (UAX #15) that people can see. Control, bidirectional and zero-width characters and lone
 * surrogates are refused, since two names that look the same must be the same (UTS #39, section 5).
 * Refused is just what {@link Identifiers} refuses in messages: else the catalogue could name what
 * no message can.
 */
public final class IdentifierRule {
  /** Levels of an asset path: enterprise, site, area, line, asset (ISA-95 order). */
  public static final int ASSET_LEVELS = 5;

  private IdentifierRule() {}

  /**
   * What is wrong with an identifier, as a sentence that continues its path; empty when nothing.
   */
  public static Optional<String> fault(String identifier) {
    if (identifier.isEmpty()) {
      return Optional.of("must not be empty");
    }
    int bytes = identifier.getBytes(StandardCharsets.UTF_8).length;
    if (bytes > Identifiers.MAX_BYTES) {
      return Optional.of(
          "must have at most %d bytes of UTF-8, but has %d"
              .formatted(Identifiers.MAX_BYTES, bytes));
    }
    int[] invisible = identifier.codePoints().filter(IdentifierRule::isInvisible).toArray();
    if (invisible.length > 0) {
      return Optional.of(
          "must be free of control, bidirectional and zero-width characters, but has U+%04X: %s"
              .formatted(invisible[0], Shown.text(identifier)));
    }
    if (!Normalizer.isNormalized(identifier, Normalizer.Form.NFC)) {
      return Optional.of("must be in Unicode normal form C, but was: " + Shown.text(identifier));
    }
    return Optional.empty();
  }

  /** What is wrong with an asset path {@code enterprise/site/area/line/asset}. */
  public static Optional<String> assetFault(String asset) {
    Optional<String> fault = fault(asset);
    if (fault.isPresent()) {
      return fault;
    }
    String[] levels = asset.split("/", -1);
    boolean wellFormed = levels.length == ASSET_LEVELS;
    for (String level : levels) {
      wellFormed &= !level.isEmpty() && level.equals(level.strip());
    }
    return wellFormed
        ? Optional.empty()
        : Optional.of(
            "must have five levels enterprise/site/area/line/asset, none empty or with spaces at"
                + " its ends, but was: "
                + Shown.text(asset));
  }

  /** What is wrong with a metric name. */
  public static Optional<String> metricFault(String metric) {
    Optional<String> fault = fault(metric);
    if (fault.isPresent() || metric.equals(metric.strip())) {
      return fault;
    }
    return Optional.of("must not have spaces at its ends, but was: \"" + Shown.text(metric) + "\"");
  }

  static boolean isInvisible(int codePoint) {
    return Identifiers.isInvisible(codePoint)
        || Character.getType(codePoint) == Character.SURROGATE;
  }
}
