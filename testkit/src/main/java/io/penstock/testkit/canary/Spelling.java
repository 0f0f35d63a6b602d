package io.penstock.testkit.canary;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;

/** The ways to write a word of letters and digits. */
enum Spelling {
  /** ASCII: also UTF-8, Java's modified UTF, and within URLs, JSON and XML. */
  PLAIN {
    @Override
    String of(String core) {
      return core;
    }
  },
  UTF_16LE {
    @Override
    String of(String core) {
      return latin(core.getBytes(StandardCharsets.UTF_16LE));
    }
  },
  UTF_16BE {
    @Override
    String of(String core) {
      return latin(core.getBytes(StandardCharsets.UTF_16BE));
    }
  },
  HEX {
    @Override
    String of(String core) {
      return HexFormat.of().formatHex(ascii(core));
    }
  },
  HEX_UPPER {
    @Override
    String of(String core) {
      return HEX.of(core).toUpperCase(Locale.ROOT);
    }
  },
  /** RFC 4648, section 4, where the word starts at a multiple of three bytes, or does not. */
  BASE64_0 {
    @Override
    String of(String core) {
      return base64(core, 0);
    }
  },
  BASE64_1 {
    @Override
    String of(String core) {
      return base64(core, 1);
    }
  },
  BASE64_2 {
    @Override
    String of(String core) {
      return base64(core, 2);
    }
  };

  private static final int BITS = 6;

  /** How a word is written, byte for character. */
  abstract String of(String core);

  /**
   * The digits that the word alone decides, whatever stands around it. Of lower-case hexadecimal
   * digits none is the 62nd or 63rd, in which the alphabets of section 4 and of section 5 differ.
   */
  private static String base64(String core, int before) {
    byte[] shifted = new byte[before + core.length()];
    System.arraycopy(ascii(core), 0, shifted, before, core.length());
    String digits = Base64.getEncoder().withoutPadding().encodeToString(shifted);
    int first = (before * Byte.SIZE + BITS - 1) / BITS;
    return digits.substring(first, shifted.length * Byte.SIZE / BITS);
  }

  private static byte[] ascii(String core) {
    return core.getBytes(StandardCharsets.US_ASCII);
  }

  static String latin(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }
}
