package io.penstock.io.raw;

import io.penstock.io.files.FilePart.End;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is in the raw archive, without its messages.
 *
 * @param objects the footers of all objects, by source, origin and chunk
 */
public record RawIndex(List<RawFooter> objects) {

  /**
   * One landed file.
   *
   * @param source the source's name in the plan
   * @param origin the file's content SHA-256
   * @param path its name, for people
   * @param chunks number of its objects
   * @param missing what is not there, one line each; empty when the file is complete
   */
  public record LandedFile(
      String source, String origin, String path, int chunks, List<String> missing) {
    /** Copies the list. */
    public LandedFile {
      missing = List.copyOf(missing);
    }

    /** Whether every byte of the file is accounted for. */
    public boolean isComplete() {
      return missing.isEmpty();
    }
  }

  /** Sorts the objects. */
  public RawIndex {
    objects = objects.stream().sorted((left, right) -> left.key().compareTo(right.key())).toList();
  }

  /** The objects with accepted readings whose periods overlap {@code [fromMicros, toMicros)}. */
  public List<RawFooter> touching(long fromMicros, long toMicros) {
    return objects.stream()
        .filter(object -> object.events().overlaps(fromMicros, toMicros))
        .toList();
  }

  /** The files, by source and origin. */
  public List<LandedFile> files() {
    Map<String, List<RawFooter>> byFile = new TreeMap<>();
    for (RawFooter object : objects) {
      // The origin has a fixed length, so the two cannot run into each other.
      String file = object.key().source() + object.key().origin();
      byFile.computeIfAbsent(file, name -> new ArrayList<>()).add(object);
    }
    return byFile.values().stream().map(RawIndex::landed).toList();
  }

  private static LandedFile landed(List<RawFooter> chunks) {
    RawFooter first = chunks.get(0);
    return new LandedFile(
        first.key().source(), first.key().origin(), first.path(), chunks.size(), missing(chunks));
  }

  private static List<String> missing(List<RawFooter> chunks) {
    List<String> missing = new ArrayList<>();
    int number = 0;
    long at = 0;
    for (RawFooter chunk : chunks) {
      if (chunk.key().chunk() != number) {
        missing.add("chunks " + number + " to " + (chunk.key().chunk() - 1));
      } else if (chunk.from() != at) {
        missing.add("bytes " + at + " to " + chunk.from() + " before chunk " + number);
      }
      if (!chunk.cut().equals(chunks.get(0).cut())) {
        missing.add("chunk " + number + " was cut otherwise: " + chunk.cut());
      }
      number = chunk.key().chunk() + 1;
      at = chunk.to();
    }
    if (chunks.get(chunks.size() - 1).end() != End.LAST) {
      missing.add("everything after chunk " + (number - 1));
    }
    return missing;
  }
}
