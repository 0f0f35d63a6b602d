package io.penstock.testkit.s3;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * First line and header fields of an HTTP/1.1 message (RFC 9112, 2.1).
 *
 * @param first the request line or the status line
 * @param fields the header fields as they came, {@code Name: value}
 */
record HttpHead(String first, List<String> fields) {
  private static final int MAX_BYTES = 1 << 16;

  HttpHead {
    fields = List.copyOf(fields);
  }

  /** Reads up to the empty line. */
  static HttpHead read(InputStream in) throws IOException {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (int bytes = 0; bytes < MAX_BYTES; bytes++) {
      int b = in.read();
      if (b < 0) {
        throw new EOFException("the message ended within its head");
      }
      if (b == '\n') {
        if (line.isEmpty()) {
          return new HttpHead(lines.get(0), lines.subList(1, lines.size()));
        }
        lines.add(line.toString());
        line.setLength(0);
      } else if (b != '\r') {
        line.append((char) b);
      }
    }
    throw new IOException("a head over " + MAX_BYTES + " bytes");
  }

  String method() {
    return first.substring(0, first.indexOf(' '));
  }

  String path() {
    String target = first.split(" ", 3)[1];
    int query = target.indexOf('?');
    return query < 0 ? target : target.substring(0, query);
  }

  /** Length of the body; 0 when there is none. */
  long length() {
    return named("content-length")
        .map(field -> Long.parseLong(field.substring(field.indexOf(':') + 1).strip()))
        .findFirst()
        .orElse(0L);
  }

  boolean has(String name) {
    return named(name).findAny().isPresent();
  }

  HttpHead without(String name) {
    return new HttpHead(first, fields.stream().filter(field -> !isNamed(field, name)).toList());
  }

  HttpHead with(String name, String value) {
    return new HttpHead(
        first, Stream.concat(fields.stream(), Stream.of(name + ": " + value)).toList());
  }

  void write(OutputStream out) throws IOException {
    String text = first + "\r\n" + String.join("\r\n", fields) + "\r\n\r\n";
    out.write(text.getBytes(StandardCharsets.ISO_8859_1));
    out.flush();
  }

  private Stream<String> named(String name) {
    return fields.stream().filter(field -> isNamed(field, name));
  }

  private static boolean isNamed(String field, String name) {
    return field.toLowerCase(Locale.ROOT).startsWith(name + ":");
  }
}
