package io.penstock.testkit.canary;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.net.URLEncoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A search that finds nothing means something only if it finds what is there. */
class CanarySearchTest {
  private enum Place {
    HERE,
    ELSEWHERE
  }

  private final Canary canary = Canary.hatch("a password");
  private final Canary other = Canary.hatch("another");
  private final CanarySearch<Place> search = CanarySearch.of(Place.class, List.of(canary, other));

  @Test
  void seesAWordAmongOthers() {
    search.look(
        Place.HERE, "a page", "{\"user\": \"plant\", \"password\": \"" + canary.secret() + "\"}");

    assertSeen();
  }

  @Test
  void seesNothingWhereNothingIs() {
    search.look(Place.HERE, "a page", Canary.hatch("a third").secret());

    assertThat(search.sightings(canary)).isEmpty();
    assertThat(search.placesWithout(canary)).containsExactly(Place.HERE, Place.ELSEWHERE);
    assertThat(search.bytes()).containsEntry(Place.ELSEWHERE, 0L);
    assertThat(search.bytes().get(Place.HERE)).isPositive();
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE", "ISO-8859-1"})
  void seesEveryCharset(String charset) {
    search.look(Place.HERE, "a file", ("so " + canary.secret()).getBytes(Charset.forName(charset)));

    assertSeen();
  }

  /** Basic authentication and the like: what stands before moves the digits. */
  @ParameterizedTest
  @ValueSource(strings = {"", "u", "us", "use", "user:"})
  void seesBase64WhateverStandsAround(String before) {
    byte[] whole = (before + canary.secret() + before).getBytes(StandardCharsets.UTF_8);
    search.look(Place.HERE, "a header", Base64.getEncoder().encodeToString(whole));
    search.look(Place.ELSEWHERE, "a token", Base64.getUrlEncoder().encodeToString(whole));

    assertSeen();
    assertThat(search.placesWithout(canary)).isEmpty();
  }

  @Test
  void seesHexadecimal() {
    String hex = HexFormat.of().formatHex(canary.secret().getBytes(StandardCharsets.UTF_8));
    search.look(Place.HERE, "lower case", hex);
    search.look(Place.ELSEWHERE, "upper case", hex.toUpperCase(Locale.ROOT));

    assertThat(search.placesWithout(canary)).isEmpty();
  }

  @Test
  void seesWhatIsEncodedForAUrl() {
    String url = "http://server/?p=" + URLEncoder.encode(canary.secret(), StandardCharsets.UTF_8);
    assertThat(url).doesNotContain(canary.secret());
    search.look(Place.HERE, "a log", url);

    assertSeen();
  }

  @Test
  void seesTheFieldOfASerialisedObject() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(new HashMap<>(Map.of("sasl.jaas.config", canary.secret())));
    }
    search.look(Place.HERE, "a checkpoint", bytes.toByteArray());

    assertSeen();
  }

  @Test
  void seesThroughCompressionWhereverItBegins() throws IOException {
    byte[] page = page();
    for (Compression compression :
        List.<Compression>of(GZIPOutputStream::new, ZstdOutputStream::new, CanarySearchTest::zip)) {
      CanarySearch<Place> own = CanarySearch.of(Place.class, List.of(canary));
      byte[] compressed = compress(compression, page);
      assertThat(Spelling.latin(compressed)).doesNotContain(canary.core());
      own.look(Place.HERE, "a file", between(compressed));
      own.look(
          Place.ELSEWHERE, "one in another", compress(GZIPOutputStream::new, between(compressed)));

      assertThat(own.placesWithout(canary)).isEmpty();
    }
  }

  @Test
  void seesFilesAndTheirNames(@TempDir Path folder) throws IOException {
    Files.writeString(
        Files.createDirectories(folder.resolve("deep/down")).resolve("a"), canary.secret());
    search.lookBelow(Place.HERE, folder);
    Files.writeString(folder.resolve(other.core() + ".parquet"), "empty");
    search.lookBelow(Place.ELSEWHERE, folder);

    assertThat(search.sightings(canary))
        .extracting(CanarySearch.Sighting::item)
        .contains("deep/down/a");
    assertThat(search.sightings(other))
        .extracting(CanarySearch.Sighting::place)
        .containsExactly(Place.ELSEWHERE);
  }

  @Test
  void seesArgumentsAndEnvironmentOfAProcess() throws Exception {
    ProcessBuilder told = new ProcessBuilder("sh", "-c", "read line", other.secret());
    ProcessBuilder given = new ProcessBuilder("sh", "-c", "read line");
    given.environment().put("PASSWORD", canary.secret());
    Process process = told.start();
    Process quiet = given.start();
    try {
      search.lookAtArguments(Place.HERE, process.toHandle());
      search.lookAtEnvironment(Place.ELSEWHERE, quiet.toHandle());
    } finally {
      process.destroyForcibly();
      quiet.destroyForcibly();
    }

    assertThat(search.sightings(other))
        .extracting(CanarySearch.Sighting::place)
        .containsExactly(Place.HERE);
    assertThat(search.sightings(canary))
        .extracting(CanarySearch.Sighting::place)
        .containsExactly(Place.ELSEWHERE);
  }

  /** So many different lines that no compression leaves the characters as they are. */
  private byte[] page() {
    StringBuilder page = new StringBuilder();
    for (int i = 0; i < 2_000; i++) {
      page.append(i % 1_000 == 500 ? canary.secret() : i * 7_919L % 104_729).append(",a\n");
    }
    return page.toString().getBytes(StandardCharsets.UTF_8);
  }

  private interface Compression {
    OutputStream around(OutputStream out) throws IOException;
  }

  private static byte[] compress(Compression compression, byte[] content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = compression.around(bytes)) {
      out.write(content);
    }
    return bytes.toByteArray();
  }

  private static OutputStream zip(OutputStream out) throws IOException {
    ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
    zip.putNextEntry(new ZipEntry("a page"));
    return zip;
  }

  /** As a page lies in a file. */
  private static byte[] between(byte[] page) throws IOException {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.writeBytes("PAR1 before ".getBytes(StandardCharsets.UTF_8));
    file.write(page);
    file.writeBytes(" behind PAR1".getBytes(StandardCharsets.UTF_8));
    return file.toByteArray();
  }

  private void assertSeen() {
    assertThat(search.sightings(canary)).isNotEmpty();
    assertThat(search.sightings(other)).isEmpty();
  }
}
