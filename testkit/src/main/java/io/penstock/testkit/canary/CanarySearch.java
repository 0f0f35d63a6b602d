package io.penstock.testkit.canary;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A search for canaries in the places of a program, which are an enum of the test. It keeps what it
 * has seen, and how much it has looked at in each place, so that a test can show that it looked.
 *
 * @param <P> the places
 */
public final class CanarySearch<P extends Enum<P>> {
  private static final int DEEPEST = 3;
  private static final Pattern PROGRAM = Pattern.compile(".*\\.(jar|so)");

  private final List<Spelled> wanted = new ArrayList<>();
  private final Map<P, Long> bytes;
  private final Set<Sighting<P>> sightings = new LinkedHashSet<>();

  /**
   * A canary that was seen.
   *
   * @param canary which
   * @param place where
   * @param item the page, file or process there
   * @param spelling how it was written
   */
  public record Sighting<P>(Canary canary, P place, String item, String spelling) {}

  /** What is looked for, byte for character. */
  private record Spelled(Canary canary, Spelling spelling, String text) {}

  private CanarySearch(Class<P> places, List<Canary> canaries) {
    for (Canary canary : canaries) {
      for (Spelling spelling : Spelling.values()) {
        wanted.add(new Spelled(canary, spelling, spelling.of(canary.core())));
      }
    }
    this.bytes = new EnumMap<>(places);
    for (P place : places.getEnumConstants()) {
      bytes.put(place, 0L);
    }
  }

  /** A search that has looked at nothing yet. */
  public static <P extends Enum<P>> CanarySearch<P> of(Class<P> places, List<Canary> canaries) {
    return new CanarySearch<>(places, canaries);
  }

  /** Looks at something of a place. */
  public void look(P place, String item, byte[] content) {
    bytes.merge(place, (long) content.length, Long::sum);
    look(place, item, content, 0);
  }

  /** Looks at a text of a place. */
  public void look(P place, String item, String text) {
    look(place, item, text.getBytes(StandardCharsets.UTF_8));
  }

  private void look(P place, String item, byte[] content, int depth) {
    String latin = Spelling.latin(content);
    for (Spelled spelled : wanted) {
      if (latin.contains(spelled.text)) {
        sightings.add(new Sighting<>(spelled.canary, place, item, spelled.spelling.name()));
      }
    }
    if (depth < DEEPEST) {
      Compressed.partsOf(content).forEach(part -> look(place, item, part, depth + 1));
    }
  }

  /**
   * Looks at all files below a folder, and at their names. What goes away meanwhile is left out.
   */
  public void lookBelow(P place, Path folder) throws IOException {
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            String name = folder.relativize(file).toString();
            try {
              look(place, name, name);
              if (!PROGRAM.matcher(name).matches()) {
                look(place, name, Files.readAllBytes(file));
              }
            } catch (NoSuchFileException gone) {
              // Whoever runs tidies up.
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
            if (e instanceof NoSuchFileException) {
              return FileVisitResult.CONTINUE;
            }
            throw e;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException e) {
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /** Looks at the arguments of a process, as everybody on its machine can. */
  public void lookAtArguments(P place, ProcessHandle process) throws IOException {
    lookAtProcess(place, process, "cmdline");
  }

  /** Looks at the environment that a process was started with. */
  public void lookAtEnvironment(P place, ProcessHandle process) throws IOException {
    lookAtProcess(place, process, "environ");
  }

  private void lookAtProcess(P place, ProcessHandle process, String what) throws IOException {
    Path file = Path.of("/proc", Long.toString(process.pid()), what);
    look(place, file.toString(), Files.readAllBytes(file));
  }

  /** Where a canary was seen. */
  public List<Sighting<P>> sightings(Canary canary) {
    return sightings.stream().filter(sighting -> sighting.canary().equals(canary)).toList();
  }

  /** Places in which a canary was not seen. */
  public Set<P> placesWithout(Canary canary) {
    EnumSet<P> places = EnumSet.copyOf(bytes.keySet());
    sightings(canary).forEach(sighting -> places.remove(sighting.place()));
    return places;
  }

  /** How much was looked at in each place. */
  public Map<P, Long> bytes() {
    return new EnumMap<>(bytes);
  }
}
