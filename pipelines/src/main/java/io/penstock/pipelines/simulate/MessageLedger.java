package io.penstock.pipelines.simulate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.penstock.io.object.Sha256;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * The messages of a plant by content, written before the first of them is sent: JSON lines,
 * compressed with gzip, with {@code source}, {@code number} (the source's messages from 1 on, in
 * the order of sending), {@code topic}, {@code bytes} and {@code sha256} of the payload in hex.
 */
public final class MessageLedger {
  private static final ObjectMapper JSON = new ObjectMapper();

  private MessageLedger() {}

  /**
   * One message that was to be sent.
   *
   * @param source the source's name in the plan
   * @param number counts the source's messages from 1 on
   * @param topic its MQTT topic
   * @param bytes size of its payload
   * @param sha256 of its payload, hex
   */
  public record Entry(String source, long number, String topic, long bytes, String sha256) {
    @Override
    public String toString() {
      return "message " + number + " of " + source + " (" + topic + ", " + bytes + " bytes)";
    }
  }

  /** Takes the entries in order. */
  public interface Visitor {
    /** Takes one. */
    void entry(Entry entry);
  }

  /** Writes down every message of a plant. */
  static void write(LivePlant plant, Path file) throws IOException, InterruptedException {
    try (Writing ledger = Writing.append(file)) {
      plant.sendTo(sending -> ledger.message(sending.source(), sending.topic(), sending.payload()));
    }
  }

  /** Writes messages down, each before it is sent. Serves one thread. */
  public static final class Writing implements AutoCloseable {
    private final Map<String, Long> numbers = new TreeMap<>();
    private final Writer out;

    private Writing(Writer out) {
      this.out = out;
    }

    /** Goes on with a ledger, or begins one; numbers go on where the ledger ends. */
    public static Writing append(Path file) throws IOException {
      Map<String, Long> numbers = new TreeMap<>();
      if (Files.exists(file)) {
        read(file, entry -> numbers.put(entry.source(), entry.number()));
      }
      // What is appended is a stream of its own within the file, as gzip allows.
      OutputStream bytes =
          Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      Writing writing =
          new Writing(new OutputStreamWriter(new GZIPOutputStream(bytes), StandardCharsets.UTF_8));
      writing.numbers.putAll(numbers);
      return writing;
    }

    /** Writes down one message. */
    public void message(String source, String topic, byte[] payload) throws IOException {
      long number = numbers.merge(source, 1L, Long::sum);
      out.write(
          JSON.writeValueAsString(
              new Entry(source, number, topic, payload.length, Sha256.of(payload))));
      out.write('\n');
    }

    @Override
    public void close() throws IOException {
      out.close();
    }
  }

  /** Reads a ledger of messages. */
  public static void read(Path file, Visitor visitor) throws IOException {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        JsonNode entry = JSON.readTree(line);
        visitor.entry(
            new Entry(
                entry.path("source").asText(),
                entry.path("number").asLong(),
                entry.path("topic").asText(),
                entry.path("bytes").asLong(),
                entry.path("sha256").asText()));
      }
    }
  }
}
