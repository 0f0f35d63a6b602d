package io.penstock.core.plan;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * SHA-256 (FIPS 180-4) over facts in a fixed order. Every text is preceded by its length, so that
 * no two lists of facts have the same bytes.
 */
final class CanonicalDigest {
  private final MessageDigest digest;

  CanonicalDigest() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-256", impossible);
    }
  }

  CanonicalDigest text(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    number(utf8.length);
    digest.update(utf8);
    return this;
  }

  CanonicalDigest number(long number) {
    digest.update(ByteBuffer.allocate(Long.BYTES).putLong(0, number));
    return this;
  }

  /** A number by its bits; adding zero makes -0.0 and 0.0 the same. */
  CanonicalDigest number(double number) {
    return number(Double.doubleToLongBits(number + 0.0));
  }

  String hex() {
    return HexFormat.of().formatHex(digest.digest());
  }
}
