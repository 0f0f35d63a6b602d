package io.penstock.pipelines.bounded;

import io.penstock.io.hot.PendingRaw;
import io.penstock.io.hot.RawFiles;
import io.penstock.io.kafka.TopicRange;
import io.penstock.io.raw.EventSpans;
import io.penstock.io.raw.RawCoverage;
import io.penstock.io.raw.RawFooter;
import io.penstock.io.raw.RawIndex;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What a raw archive lacks.
 *
 * @param raw the archive
 * @param incomplete landed files of which something is missing, each with the objects it has
 * @param gone files that were whole and of which nothing is there any more
 * @param ofStreams what is missing of partitions, one line each: nobody can tell which periods need
 *     it
 */
record RawGaps(
    RawInputs raw,
    Map<RawIndex.LandedFile, List<RawFooter>> incomplete,
    List<RawFiles.File> gone,
    List<String> ofStreams) {

  static RawGaps of(RawInputs raw) {
    Map<PendingRaw.Input, List<RawFooter>> there =
        raw.files().objects().stream()
            .collect(Collectors.groupingBy(object -> RawInputs.input(object.key())));
    Map<RawIndex.LandedFile, List<RawFooter>> incomplete =
        raw.files().files().stream()
            .filter(file -> !file.isComplete())
            .collect(
                Collectors.toMap(
                    file -> file, file -> there.getOrDefault(RawInputs.input(file), List.of())));
    List<RawFiles.File> gone =
        raw.noted().stream()
            .filter(file -> !there.containsKey(new PendingRaw.Input(file.source(), file.origin())))
            .toList();
    return new RawGaps(raw, incomplete, gone, ofStreams(raw));
  }

  /** What is missing of the files and partitions that some periods need, one line each. */
  List<String> missing(Set<Long> periods) {
    List<String> lines = new ArrayList<>();
    for (RawIndex.LandedFile file : raw.files().files()) {
      if (incomplete.containsKey(file) && isNeeded(file, periods)) {
        file.missing().forEach(missing -> lines.add(file.path() + ": " + missing));
      }
    }
    gone.stream()
        .filter(file -> isNeeded(file, periods))
        .forEach(file -> lines.add(file.path() + ": all " + file.objects() + " objects"));
    lines.addAll(ofStreams);
    return lines;
  }

  /** Those of some periods of which nothing is missing. */
  SortedSet<Long> complete(Set<Long> periods) {
    if (!ofStreams.isEmpty()) {
      return new TreeSet<>();
    }
    return periods.stream()
        .filter(period -> isComplete(Set.of(period)))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private boolean isComplete(Set<Long> period) {
    return gone.stream().noneMatch(file -> isNeeded(file, period))
        && incomplete.keySet().stream().noneMatch(file -> isNeeded(file, period));
  }

  private boolean isNeeded(RawIndex.LandedFile file, Set<Long> periods) {
    return incomplete.getOrDefault(file, List.of()).stream()
        .anyMatch(object -> raw.isNeeded(object.epoch(), object.events(), periods));
  }

  private boolean isNeeded(RawFiles.File file, Set<Long> periods) {
    return raw.isNeeded(file.epoch(), EventSpans.parse(file.events()), periods);
  }

  private static List<String> ofStreams(RawInputs raw) {
    List<String> lines = new ArrayList<>();
    for (PendingRaw.Input input : raw.pending()) {
      // Its pieces are landed in any order, so what is there does not tell what is not.
      if (TopicRange.isRange(input.origin())
          && !raw.holds(input.source(), TopicRange.parse(input.origin()))) {
        lines.add(input.origin() + ": is being landed, or was not landed to its end");
      }
    }
    for (RawCoverage partition : raw.coverage()) {
      String name = partition.topic() + "/" + partition.partition() + ": ";
      partition.holes().forEach(hole -> lines.add(name + hole));
      long start = raw.ends().startOf(partition);
      if (partition.from() > start) {
        // Slots are landed by several tasks, so the first need not be there first.
        lines.add(name + "offsets " + start + " to " + (partition.from() - 1));
      }
    }
    return lines;
  }
}
