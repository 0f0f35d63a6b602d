package io.penstock.runners.submit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Gateways of the plant in {@code k8s/overlays/dev/config/catalogue.csv} that upload SenML packs
 * (RFC 8428): shuffled, a tenth of the records twice, with gaps, and one pack that is cut off.
 */
final class TrialPlant {
  /** 2026-01-05T06:00:00Z. */
  private static final long START_SECONDS = 1_767_592_800L;

  private static final int SECONDS_EACH = 120;
  private static final double MISSING = 0.05;
  private static final double COPIED = 0.1;

  private final Path folder;
  private final Random random;
  private int packs;

  TrialPlant(Path folder, long seed) {
    this.folder = folder;
    this.random = new Random(seed);
  }

  /** Uploads packs of two minutes each, one after another. */
  void upload(int count) throws IOException {
    for (int i = 0; i < count; i++) {
      long from = START_SECONDS + (long) packs * SECONDS_EACH;
      Files.writeString(folder.resolve("gateway-" + packs + ".senml.json"), pack(from));
      packs++;
    }
  }

  /** Uploads a pack that a gateway did not finish. */
  void uploadHalf() throws IOException {
    String whole = pack(START_SECONDS);
    Files.writeString(folder.resolve("half.senml.json"), whole.substring(0, whole.length() / 2));
  }

  private String pack(long from) {
    List<String> records = new ArrayList<>();
    for (int second = 0; second < SECONDS_EACH; second++) {
      double time = from + second + random.nextInt(10) / 10.0;
      add(records, number("press-1/temperature", "Cel", time, 20 + random.nextInt(100) / 8.0));
      add(records, number("press-1/vibration", "mm/s", time, random.nextInt(1000) / 16.0));
      add(records, number("pump-1/flow", "m3/h", time, 30 + random.nextInt(100) / 4.0));
      add(records, truth("press-1/running", time, second % 30 < 20));
    }
    Collections.shuffle(records, random);
    return "[" + String.join(",\n", records) + "]";
  }

  private void add(List<String> records, String record) {
    if (random.nextDouble() >= MISSING) {
      records.add(record);
      if (random.nextDouble() < COPIED) {
        records.add(record);
      }
    }
  }

  private static String number(String name, String unit, double time, double value) {
    return String.format(
        Locale.ROOT, "{\"n\":\"%s\",\"u\":\"%s\",\"t\":%.1f,\"v\":%s}", name, unit, time, value);
  }

  private static String truth(String name, double time, boolean value) {
    return String.format(Locale.ROOT, "{\"n\":\"%s\",\"t\":%.1f,\"vb\":%s}", name, time, value);
  }
}
