package io.penstock.core.unit;

import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A UCUM code made fit for the systems-ucum parser, which overflows its stack on large exponents,
 * does not know some atoms, and has some wrong.
 *
 * <p>Found by comparing systems-ucum 2.2 with the definitions of ucum-essence 1.9, atom by atom:
 * {@code [HP]} lacks its factor of 550, {@code Ky} and {@code RAD} are inverted, {@code [rlk_us]}
 * is another link; {@code 10*} and {@code 10^} are not parsed, {@code [degR]} is missing.
 */
final class UcumCode {
  private static final int MAX_LENGTH = 64;
  private static final int MAX_NESTING = 8;

  /** Printable ASCII without the space (UCUM 2.1, §3). */
  private static final Pattern CHARACTERS = Pattern.compile("[!-~]+");

  /** What an annotation may hold here: UCUM allows any printable ASCII, the parser less. */
  private static final Pattern ANNOTATION = Pattern.compile("\\{[A-Za-z0-9_ .%/-]*}");

  /** No factor beyond nine digits, no exponent beyond two. */
  private static final Pattern LONG_NUMBER =
      Pattern.compile("[0-9]{10,}|[A-Za-z\\]%'][-+]?[0-9]{3,}");

  private static final Pattern POWER_OF_TEN = Pattern.compile("\\b10[*^]([-+]?[0-9]{0,2})");

  private static final Pattern ATOM = Pattern.compile("\\[[^\\[\\]]*]|[A-Za-z]+");

  private static final Map<String, String> REPLACED =
      Map.of("[HP]", "(550.[ft_i].[lbf_av]/s)", "[degR]", "(5.K/9)");

  private static final Set<String> WRONG = Set.of("Ky", "RAD", "[rlk_us]");

  private UcumCode() {}

  /**
   * The code as the parser may have it.
   *
   * @throws BadUnit when it could not be a UCUM code, or is one the parser would get wrong
   */
  static String parseable(String code) throws BadUnit {
    if (code.isEmpty() || code.length() > MAX_LENGTH || !CHARACTERS.matcher(code).matches()) {
      throw new BadUnit("not a UCUM code: " + shown(code));
    }
    String bare = ANNOTATION.matcher(code).replaceAll("");
    if (LONG_NUMBER.matcher(bare).find() || nesting(bare) > MAX_NESTING) {
      throw new BadUnit("exponent, factor or nesting too large: " + shown(code));
    }
    checkAtoms(bare, code);
    String parseable = POWER_OF_TEN.matcher(code).replaceAll(UcumCode::powerOfTen);
    for (Map.Entry<String, String> atom : REPLACED.entrySet()) {
      parseable = parseable.replace(atom.getKey(), atom.getValue());
    }
    return parseable;
  }

  /** A code for people: short, and without characters that do harm in a log. */
  static String shown(String code) {
    String head = code.length() > MAX_LENGTH ? code.substring(0, MAX_LENGTH) + "..." : code;
    return "'" + head.replaceAll("[^ -~]", "?") + "'";
  }

  private static void checkAtoms(String bare, String code) throws BadUnit {
    Matcher atoms = ATOM.matcher(bare);
    while (atoms.find()) {
      String atom = atoms.group();
      for (String wrong : WRONG) {
        // Metric atoms take a prefix: kRAD is wrong too.
        if (atom.endsWith(wrong)) {
          throw new BadUnit("unit not supported: " + shown(code));
        }
      }
    }
  }

  private static int nesting(String code) {
    int depth = 0;
    int deepest = 0;
    for (int i = 0; i < code.length(); i++) {
      depth += code.charAt(i) == '(' ? 1 : 0;
      depth -= code.charAt(i) == ')' ? 1 : 0;
      deepest = Math.max(deepest, depth);
    }
    return deepest;
  }

  private static String powerOfTen(MatchResult power) {
    String exponent = power.group(1);
    if (!exponent.matches("[-+]?[0-9]+")) {
      return "10" + exponent;
    }
    int value = Integer.parseInt(exponent);
    // Factors of at most nine digits, since the parser reads them as ints.
    StringBuilder product = new StringBuilder("1");
    String operator = value < 0 ? "/" : ".";
    for (int left = Math.abs(value); left > 0; left -= 9) {
      product.append(operator).append('1').append("0".repeat(Math.min(left, 9)));
    }
    return "(" + product + ")";
  }
}
