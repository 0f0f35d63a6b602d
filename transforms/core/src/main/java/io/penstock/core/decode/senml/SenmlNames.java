package io.penstock.core.decode.senml;

import static io.penstock.core.decode.Reason.BAD_SENML;
import static io.penstock.core.decode.Reason.TOO_LARGE;

import io.penstock.core.decode.BadInput;

/** What a resolved name may be. */
final class SenmlNames {
  private SenmlNames() {}

  /**
   * Base name and name joined, when that consists of {@code A-Z a-z 0-9 - : . / _} alone and starts
   * with a letter or a digit (RFC 8428, 4.5.1); so it is never empty.
   *
   * @throws BadInput {@code bad_senml}, {@code too_large}
   */
  static String resolved(String baseName, String ownName) throws BadInput {
    checkLength(baseName.length() + ownName.length());
    String name = baseName + ownName;
    if (name.isEmpty()) {
      throw new BadInput(BAD_SENML, "a record without name (RFC 8428, 4.5.1)");
    }
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean good = isAlphanumeric(c) || (i > 0 && "-:./_".indexOf(c) >= 0);
      if (!good) {
        throw new BadInput(BAD_SENML, "character " + i + " of a name (RFC 8428, 4.5.1)");
      }
    }
    return name;
  }

  /** Checks the length of a name or a unit. */
  static void checkLength(int length) throws BadInput {
    if (length > SenmlFormat.MAX_NAME_LENGTH) {
      throw new BadInput(TOO_LARGE, "a name or unit of " + length + " characters");
    }
  }

  private static boolean isAlphanumeric(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }
}
