package io.penstock.testkit.canary;

import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * A word that exists once in the world: where it is seen, it has come from where it was put.
 *
 * @param name what it stands for, such as {@code the hot password}
 * @param core 25 lower-case letters and digits, the first a letter: fit for a name, too
 */
public record Canary(String name, String core) {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int RANDOM_BYTES = 12;

  /** A new one. */
  public static Canary hatch(String name) {
    byte[] bytes = new byte[RANDOM_BYTES];
    RANDOM.nextBytes(bytes);
    return new Canary(name, "c" + HexFormat.of().formatHex(bytes));
  }

  /**
   * The word as a password: with marks that URLs, JSON and base64 write in other ways. It is the
   * core that is searched for, which all of these leave as it is.
   */
  public String secret() {
    return "p+" + core + "/=";
  }

  /** Names it without telling it. */
  @Override
  public String toString() {
    return name;
  }
}
