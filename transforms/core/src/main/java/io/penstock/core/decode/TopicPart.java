package io.penstock.core.decode;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A part of an address that a message's MQTT topic gives, which is the key of its record: {@code
 * $topic} is all of it, {@code $topic/2} its second level. Levels are what stands between slashes
 * (MQTT 5.0, 4.7.1.1).
 *
 * @param level the level, from 1; 0 for the whole topic
 */
public record TopicPart(int level) {
  private static final Pattern SETTING = Pattern.compile("\\$topic(?:/([1-9][0-9]{0,2}))?");
  private static final int WHOLE = 0;

  /** Whether a part of an address is meant to be one of the topic: pointers start with a slash. */
  public static boolean isMeant(String setting) {
    return setting.startsWith("$");
  }

  /** Whether a setting can be parsed. */
  public static boolean isSound(String setting) {
    return SETTING.matcher(setting).matches();
  }

  /**
   * Parses a setting.
   *
   * @throws IllegalArgumentException when it is none
   */
  public static TopicPart parse(String setting) {
    Matcher matcher = SETTING.matcher(setting);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "a part of the topic must be $topic or a level such as $topic/1, but was: " + setting);
    }
    return new TopicPart(matcher.group(1) == null ? WHOLE : Integer.parseInt(matcher.group(1)));
  }

  /**
   * The parts of a topic.
   *
   * @throws BadInput when there is none, it is one of the broker's own ({@code $SYS}), a level of
   *     it is empty, or it is shorter than a part needs
   */
  public static List<String> of(String topic, List<TopicPart> parts) throws BadInput {
    if (topic.isEmpty()) {
      throw new BadInput(Reason.MISSING_FIELD, "no topic: the record has no key");
    }
    List<String> levels = Arrays.asList(topic.split("/", -1));
    if (topic.startsWith("$") || levels.contains("")) {
      throw new BadInput(
          Reason.BAD_IDENTIFIER, "a topic must not start with '$' nor have an empty level");
    }
    String[] texts = new String[parts.size()];
    for (int i = 0; i < texts.length; i++) {
      int level = parts.get(i).level;
      if (level > levels.size()) {
        throw new BadInput(
            Reason.MISSING_FIELD, "the topic has " + levels.size() + " levels, not " + level);
      }
      texts[i] = level == WHOLE ? topic : levels.get(level - 1);
    }
    return List.of(texts);
  }
}
