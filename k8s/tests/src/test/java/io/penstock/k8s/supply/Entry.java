package io.penstock.k8s.supply;

import com.fasterxml.jackson.databind.JsonNode;
import io.penstock.testkit.manifests.StrictYaml;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * One entry of a checked-in list, read strictly: no unknown fields, none missing, text where text
 * is due. A version that YAML takes for a number must be quoted.
 */
final class Entry {
  private final String where;
  private final JsonNode json;

  private Entry(String where, JsonNode json) {
    this.where = where;
    this.json = json;
  }

  /** A file that is one mapping. */
  static Entry file(Path file) {
    try {
      return text(String.valueOf(file.getFileName()), Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The same from text. */
  static Entry text(String name, String yaml) {
    List<JsonNode> documents = StrictYaml.read(yaml);
    if (documents.size() != 1 || !documents.get(0).isObject()) {
      throw new IllegalArgumentException(name + " must be one mapping");
    }
    return new Entry(name, documents.get(0));
  }

  /** Refuses fields beyond these. */
  Entry only(String... fields) {
    json.fieldNames()
        .forEachRemaining(
            field -> {
              if (!Set.of(fields).contains(field)) {
                throw refused("has an unknown field " + field);
              }
            });
    return this;
  }

  /** The entries of a list; none when the field is absent. */
  List<Entry> entries(String field) {
    List<Entry> entries = new ArrayList<>();
    int at = 0;
    for (JsonNode item : list(field)) {
      at++;
      if (!item.isObject()) {
        throw refused(field + " must hold mappings");
      }
      entries.add(new Entry(where + ", " + field + " " + at, item));
    }
    return entries;
  }

  /** The texts of a list; none when the field is absent. */
  List<String> texts(String field) {
    List<String> texts = new ArrayList<>();
    for (JsonNode item : list(field)) {
      texts.add(nonBlank(field, item));
    }
    return List.copyOf(texts);
  }

  /** The texts of a mapping, by key; none when the field is absent. */
  Map<String, String> mapping(String field) {
    JsonNode mapping = json.path(field);
    if (!mapping.isMissingNode() && !mapping.isObject()) {
      throw refused(field + " must be a mapping");
    }
    Map<String, String> texts = new TreeMap<>();
    mapping
        .fields()
        .forEachRemaining(pair -> texts.put(pair.getKey(), nonBlank(field, pair.getValue())));
    return texts;
  }

  /** A text that must be there. */
  String text(String field) {
    return nonBlank(field, json.path(field));
  }

  /** Whether a field that may be absent says {@code true}. */
  boolean says(String field) {
    JsonNode value = json.path(field);
    if (!value.isMissingNode() && !value.isBoolean()) {
      throw refused(field + " must be true or false");
    }
    return value.booleanValue();
  }

  /** A date as ISO 8601 writes it. */
  LocalDate date(String field) {
    try {
      return LocalDate.parse(text(field));
    } catch (DateTimeParseException e) {
      throw refused(field + " must be a date like 2026-11-21, but was: " + text(field));
    }
  }

  /** What to throw about this entry. */
  IllegalArgumentException refused(String what) {
    return new IllegalArgumentException(where + ": " + what);
  }

  private Iterable<JsonNode> list(String field) {
    JsonNode list = json.path(field);
    if (!list.isMissingNode() && !list.isArray()) {
      throw refused(field + " must be a list");
    }
    return list;
  }

  private String nonBlank(String field, JsonNode node) {
    if (!node.isTextual() || node.asText().isBlank()) {
      throw refused(field + " must be text, in quotes where YAML would see a number");
    }
    return node.asText();
  }
}
