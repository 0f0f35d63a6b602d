package io.penstock.pipelines.simulate;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/**
 * One file of messages.
 *
 * @param path relative to the output folder, with slashes
 * @param header the lines before the messages, each with its line end
 * @param messages in the order of arrival
 */
record SourceFile(String path, String header, List<Message> messages) {
  /** A gateway's file is closed after this many lines. */
  static final int LINES = 25_000;

  private static final int FLUSH_BYTES = 1 << 16;

  /** The files of a source whose messages are given in the order of arrival. */
  static List<SourceFile> of(Source source, List<Message> messages) {
    return switch (source) {
      case GATEWAY, WIDE -> cut(source, messages, "", "ndjson");
      case LINE_PROTOCOL -> cut(source, messages, "# ovens, nanoseconds\n", "lp");
      case SHDR -> cut(source, messages, ShdrText.PROTOCOL_LINE, "txt");
      case SENML -> onePerMessage(messages);
      case LOGGER -> onePerDevice(messages);
    };
  }

  private static List<SourceFile> cut(
      Source source, List<Message> messages, String header, String suffix) {
    List<SourceFile> files = new ArrayList<>();
    for (int from = 0; from < messages.size(); from += LINES) {
      List<Message> some = messages.subList(from, Math.min(messages.size(), from + LINES));
      String name = "%s-%04d.%s".formatted(source.planName(), files.size() + 1, suffix);
      boolean compressed = source == Source.GATEWAY && files.size() % 4 == 1;
      files.add(new SourceFile(path(source, compressed ? name + ".gz" : name), header, some));
    }
    return files;
  }

  private static List<SourceFile> onePerMessage(List<Message> messages) {
    List<SourceFile> files = new ArrayList<>();
    for (Message message : messages) {
      String name = "%s-%05d.json".formatted(message.device().id(), files.size() + 1);
      files.add(new SourceFile(path(Source.SENML, name), "", List.of(message)));
    }
    return files;
  }

  private static List<SourceFile> onePerDevice(List<Message> messages) {
    Map<Device, List<Message>> devices = new LinkedHashMap<>();
    for (Message message : messages) {
      devices.computeIfAbsent(message.device(), device -> new ArrayList<>()).add(message);
    }
    List<SourceFile> files = new ArrayList<>();
    devices.forEach(
        (device, rows) ->
            files.add(
                new SourceFile(
                    path(Source.LOGGER, device.id() + ".csv"), LoggerText.header(device), rows)));
    return files;
  }

  private static String path(Source source, String name) {
    return "in/" + source.planName() + "/" + name;
  }

  /** The line, from 1 on, on which a message starts. */
  int line(int message) {
    return (int) header.lines().count() + message + 1;
  }

  /** Writes the file. */
  void writeTo(Path folder, MessageText text) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.resolveSibling(""));
    ByteText buffer = new ByteText(2 * FLUSH_BYTES);
    try (OutputStream out = open(file)) {
      buffer.raw(header.getBytes(StandardCharsets.UTF_8));
      for (Message message : messages) {
        text.append(message, buffer);
        buffer.one('\n');
        if (buffer.length() >= FLUSH_BYTES) {
          flush(buffer, out);
        }
      }
      flush(buffer, out);
    }
  }

  private static void flush(ByteText buffer, OutputStream out) throws IOException {
    buffer.writeTo(out);
    buffer.truncate(0);
  }

  /** Opens a new file, compressing it where its name says so. */
  private static OutputStream open(Path file) throws IOException {
    OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), FLUSH_BYTES);
    return file.toString().endsWith(".gz") ? new GZIPOutputStream(out, FLUSH_BYTES) : out;
  }
}
