package io.penstock.core.decode;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/**
 * Settings as text that no other settings have: each is preceded by its length in UTF-8 bytes, each
 * collection by its size, so that no separator inside a setting can be taken for one between two.
 *
 * <p>{@code Canonical.of("x").text("a|b").number(7).toString()} is {@code 1:x3:a|b1:7}. Semantic
 * hashes are made from it, so it never changes.
 */
public final class Canonical {
  private final StringBuilder text = new StringBuilder();

  private Canonical() {}

  /** Starts with the name of what the settings belong to. */
  public static Canonical of(String name) {
    return new Canonical().text(name);
  }

  /** Appends a text. */
  public Canonical text(String setting) {
    text.append(setting.getBytes(StandardCharsets.UTF_8).length).append(':').append(setting);
    return this;
  }

  /** Appends a whole number. */
  public Canonical number(long setting) {
    return text(Long.toString(setting));
  }

  /** Appends a choice by its name. */
  public Canonical choice(Enum<?> setting) {
    return text(setting.name());
  }

  /** Appends texts, whose order matters. */
  public Canonical texts(Collection<String> settings) {
    text.append(settings.size()).append('#');
    settings.forEach(this::text);
    return this;
  }

  /** Appends a map, whose order does not matter. */
  public Canonical map(Map<String, String> settings) {
    text.append(settings.size()).append('#');
    new TreeMap<>(settings).forEach((key, value) -> text(key).text(value));
    return this;
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
