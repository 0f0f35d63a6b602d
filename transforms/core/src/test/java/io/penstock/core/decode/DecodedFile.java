package io.penstock.core.decode;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.penstock.core.SharedData;
import io.penstock.core.quality.Quality;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What decoding whole files of the shared data gave: counts to compare with what is known. */
public final class DecodedFile implements ReadingSink {
  /** Lines that gave at least one reading. */
  public int lines;

  /** Readings with a token. */
  public int values;

  /** Readings without a value, by quality. */
  public final Map<Integer, Integer> noValues = new TreeMap<>();

  /** Faults of lines and of single readings. */
  public final Map<Reason, Integer> faults = new EnumMap<>(Reason.class);

  /** Device times of the lines that gave readings, in the order of the files. */
  public final List<Long> times = new ArrayList<>();

  /** All addresses seen. */
  public final Set<String> addresses = new HashSet<>();

  /** All units seen. */
  public final Set<String> units = new HashSet<>();

  private boolean lineHasReading;
  private long lineMicros;

  /** The names of the files of a folder that start with a prefix, in order. */
  public static List<String> files(String folder, String prefix) throws IOException {
    try (Stream<Path> files = Files.list(SharedData.path(folder))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.startsWith(prefix) && name.endsWith(".gz"))
          .map(name -> folder + "/" + name)
          .sorted()
          .toList();
    }
  }

  /** Decodes the files one after the other with one decoder. */
  public static DecodedFile of(Format format, List<String> files) throws IOException {
    DecodedFile result = new DecodedFile();
    MessageDecoder decoder = format.newDecoder();
    for (String file : files) {
      try (InputStream in = SharedData.open(file)) {
        result.decode(format, decoder, in.readAllBytes());
      }
    }
    return result;
  }

  /** How many different device times there are. */
  public int distinctTimes() {
    return new HashSet<>(times).size();
  }

  /** How many readings have no value. */
  public int noValueCount() {
    return noValues.values().stream().mapToInt(Integer::intValue).sum();
  }

  private void decode(Format format, MessageDecoder decoder, byte[] file) {
    int at = 0;
    for (int line = 0; line < format.headerLines(); line++) {
      at = lineEnd(file, at) + 1;
    }
    byte[] header = Arrays.copyOf(file, Math.max(0, at - 1));
    RawMessage raw =
        new RawMessage("test", "file", at, "", header, file, RawMessage.NO_INGEST_TIME);
    try {
      decoder.start(raw);
    } catch (BadInput e) {
      throw new AssertionError("the header of a real file cannot be read", e);
    }
    while (at < file.length) {
      int end = lineEnd(file, at);
      decodeLine(decoder, file, at, end);
      at = end + 1;
    }
  }

  private void decodeLine(MessageDecoder decoder, byte[] file, int from, int to) {
    lineHasReading = false;
    try {
      decoder.decode(file, from, to, this);
    } catch (BadInput e) {
      faults.merge(e.reason(), 1, Integer::sum);
      return;
    }
    if (lineHasReading) {
      lines++;
      times.add(lineMicros);
    }
  }

  private static int lineEnd(byte[] file, int from) {
    int at = from;
    while (at < file.length && file[at] != '\n') {
      at++;
    }
    return at;
  }

  @Override
  public void accept(DecodedReading reading) {
    lineHasReading = true;
    lineMicros = reading.deviceMicros;
    addresses.add(
        new String(
            reading.addressBytes,
            reading.addressFrom,
            reading.addressTo - reading.addressFrom,
            UTF_8));
    units.add(reading.unit);
    if (reading.kind == DecodedReading.Kind.NONE) {
      noValues.merge(reading.quality, 1, Integer::sum);
    } else {
      values++;
    }
    if (reading.kind != DecodedReading.Kind.NONE && !Quality.isGood(reading.quality)) {
      throw new AssertionError("no time of the real data is uncertain");
    }
  }

  @Override
  public void reject(BadInput fault) {
    faults.merge(fault.reason(), 1, Integer::sum);
  }
}
