package io.penstock.core;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.penstock.core.plan.Plan;
import io.penstock.core.plan.SourcePlan;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * Real plant data beside the repository, in the folder that the system property {@code
 * penstock.shared} names. It is not part of the project: tests that use it skip when it is absent.
 */
public final class SharedData {
  private static final String IN_PLANS = "/shared/data/";

  private SharedData() {}

  /** A file or folder of the shared data; skips the test when it is absent. */
  public static Path path(String relative) {
    Path path = Path.of(System.getProperty("penstock.shared", "../shared")).resolve("data");
    assumeTrue(
        Files.isDirectory(path), () -> "skipped: no shared data at " + path.toAbsolutePath());
    return path.resolve(relative);
  }

  /**
   * The files of a plan over shared data, as {@code SOURCE=PATH}, wherever that data is; skips the
   * test when it is absent.
   */
  public static List<String> inputs(Plan plan) {
    List<String> inputs = new ArrayList<>();
    for (SourcePlan source : plan.sources()) {
      for (String path : source.paths()) {
        String relative = path.substring(path.lastIndexOf(IN_PLANS) + IN_PLANS.length());
        inputs.add(source.name() + "=" + path(relative));
      }
    }
    return inputs;
  }

  /** Opens a file of the shared data, unpacked if its name ends in {@code .gz}. */
  public static InputStream open(String relative) throws IOException {
    InputStream in = new BufferedInputStream(Files.newInputStream(path(relative)));
    return relative.endsWith(".gz") ? new GZIPInputStream(in) : in;
  }
}
