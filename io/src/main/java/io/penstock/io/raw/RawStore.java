package io.penstock.io.raw;

import io.penstock.core.decode.RawMessage;
import io.penstock.io.files.FilePart;
import io.penstock.io.object.FirstText;
import io.penstock.io.object.LocalObjectStore;
import io.penstock.io.object.ObjectStore;
import io.penstock.io.object.OneVersion;
import io.penstock.io.object.Staged;
import io.penstock.io.object.StoredObject;
import io.penstock.io.object.UnreadableObjectException;
import io.penstock.io.object.WriteRefusedException;
import io.penstock.io.parquet.ParquetObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.parquet.io.LocalInputFile;

/**
 * The raw archive of files: one Parquet object per part of a file, named by content, so that
 * landing the same file again, under any name and by any number of workers, changes nothing.
 *
 * <p>The one thing that may differ is which periods its readings fall into: a mended catalogue
 * accepts readings that were quarantined before. Spans only grow, since a period that is read in
 * vain costs time and a period that is missed costs data. Safe for use by many threads and
 * processes.
 */
public final class RawStore {
  private static final String SUFFIX = ".parquet";

  /** Not an object of the archive: the name starts with an underscore. */
  private static final String ID = RawKey.FOLDER + "/_id";

  /** Spans grow with each lost swap, so a writer that loses this often has met something else. */
  private static final int MAX_SWAPS = 1000;

  private final ObjectStore objects;

  /** The raw archive that an object store holds. */
  public RawStore(ObjectStore objects) {
    this.objects = objects;
  }

  /** The raw archive in a local folder, below {@link RawKey#FOLDER}. */
  public static RawStore local(Path folder) throws IOException {
    return new RawStore(LocalObjectStore.at(folder));
  }

  /**
   * The id of this raw archive, which tells it from any other. Made when it is asked for first, by
   * whoever comes first; moving or copying the folder keeps it.
   */
  public String id() throws IOException {
    return FirstText.putOrRead(objects, ID, UUID.randomUUID().toString());
  }

  /** Where this raw archive is, for messages to people. */
  public String location() {
    return objects.location(RawKey.FOLDER);
  }

  /** What landing a part came to. */
  public enum Landing {
    /** It was new. */
    WRITTEN,
    /** It was there, and has more event periods now. */
    WIDENED,
    /** It was there. */
    UNCHANGED
  }

  /**
   * Lands a part of a file: durable when this returns.
   *
   * @param part what reading the file delivered; its faults are the quarantine's
   * @param epoch epoch of the plan that decoded it
   * @param events the archive periods of its accepted readings
   * @throws WriteRefusedException when the file was landed with other cuts
   * @throws UnreadableObjectException when what is stored there is damaged or foreign
   */
  public Landing land(FilePart part, int epoch, EventSpans events) throws IOException {
    return settle(RawFooter.of(part, epoch, events), part.messages());
  }

  /**
   * Lets an object know of further periods: those of readings that were quarantined when it was
   * landed and are accepted now.
   */
  public void widen(RawKey key, EventSpans events) throws IOException {
    RawFooter stored = footer(key.path());
    // Spans only grow, so what is known now stays known, and the messages need not be read.
    if (!stored.events().union(events).equals(stored.events())) {
      settle(stored.withEvents(stored.epoch(), events), read(key));
    }
  }

  private Landing settle(RawFooter offered, List<RawMessage> messages) throws IOException {
    for (int swaps = 0; swaps < MAX_SWAPS; swaps++) {
      Optional<Landing> landing = OneVersion.of(() -> tryToLand(offered, messages));
      if (landing.isPresent()) {
        return landing.get();
      }
    }
    throw new IOException(
        objects.location(offered.key().path()) + ": lost " + MAX_SWAPS + " swaps in a row");
  }

  /** Lands messages given what is stored now; empty when that changed meanwhile. */
  private Optional<Landing> tryToLand(RawFooter offered, List<RawMessage> messages)
      throws IOException {
    Optional<StoredObject> found = objects.find(offered.key().path());
    if (found.isEmpty()) {
      return put(offered, messages, Optional.empty(), Landing.WRITTEN);
    }
    try (StoredObject object = found.get()) {
      RawFooter stored = RawFooter.of(offered.key().path(), ParquetObject.open(object));
      checkCut(stored, offered);
      EventSpans both = stored.events().union(offered.events());
      RawFooter widened = stored.withEvents(Math.max(stored.epoch(), offered.epoch()), both);
      boolean known = both.equals(stored.events()) && offered.epoch() <= stored.epoch();
      return known
          ? Optional.of(Landing.UNCHANGED)
          : put(widened, messages, Optional.of(object.etag()), Landing.WIDENED);
    }
  }

  /** The objects of all sources. */
  public RawIndex index() throws IOException {
    return indexBelow(RawKey.FOLDER);
  }

  /** The objects of one source. */
  public RawIndex index(String source) throws IOException {
    return indexBelow(RawKey.sourceFolder(source));
  }

  /** The messages of an object, in order. */
  public List<RawMessage> read(RawKey key) throws IOException {
    return read(key.path());
  }

  /** The messages of an object of either kind, of a file or of a stream, by its path. */
  public List<RawMessage> read(String path) throws IOException {
    return OneVersion.of(() -> readOnce(path));
  }

  private List<RawMessage> readOnce(String path) throws IOException {
    try (StoredObject object = objects.open(path)) {
      ParquetObject parquet = ParquetObject.open(object);
      long rows =
          RawSlot.isSlot(path)
              ? RawSlotFooter.of(path, parquet).messages()
              : RawFooter.of(path, parquet).messages();
      List<RawMessage> messages = new ArrayList<>(Math.toIntExact(rows));
      parquet.scan((columns, count) -> RawColumns.read(columns, count, messages::add));
      return messages;
    }
  }

  private RawIndex indexBelow(String folder) throws IOException {
    List<RawFooter> footers = new ArrayList<>();
    for (String path : objects.list(folder)) {
      if (path.contains("/sha256=") && path.endsWith(SUFFIX)) {
        footers.add(footer(path));
      }
    }
    return new RawIndex(footers);
  }

  private RawFooter footer(String path) throws IOException {
    return OneVersion.of(
        () -> {
          try (StoredObject object = objects.open(path)) {
            return RawFooter.of(path, ParquetObject.open(object));
          }
        });
  }

  private void checkCut(RawFooter stored, RawFooter offered) throws WriteRefusedException {
    if (!stored.cut().equals(offered.cut())) {
      throw new WriteRefusedException(
          String.format(
              "%s was landed with %s, but is offered with %s: remove its folder from the raw"
                  + " archive and land the file %s again",
              objects.location(stored.key().path()), stored.cut(), offered.cut(), offered.path()));
    }
  }

  private Optional<Landing> put(
      RawFooter footer, List<RawMessage> messages, Optional<String> expected, Landing landing)
      throws IOException {
    String path = footer.key().path();
    try (Staged staged = objects.stage(path)) {
      RawColumns.ofFiles(footer.toMap())
          .write(
              staged.path(), messages.size(), (out, row) -> RawColumns.encode(messages, out, row));
      String location = staged.path().toString();
      ParquetObject written = ParquetObject.open(new LocalInputFile(staged.path()), location);
      if (!RawFooter.of(path, written).equals(footer)) {
        throw new UnreadableObjectException(location, "its footer is not what was written");
      }
      return objects.swap(staged.labelled(footer.labels()), expected)
          ? Optional.of(landing)
          : Optional.empty();
    }
  }
}
