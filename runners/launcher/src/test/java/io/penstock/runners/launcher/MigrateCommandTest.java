package io.penstock.runners.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class MigrateCommandTest {
  private static final Path ROLES =
      Path.of(System.getProperty("penstock.root")).resolve("k8s/components/timescale/roles.sql");

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir
  @SuppressWarnings("NullAway.Init")
  private Path folder;

  @Test
  void theOwnerMigratesAndAWriterIsToldWho() throws Exception {
    try (EmbeddedHot hot = EmbeddedHot.start(folder)) {
      try (Connection connection =
              DriverManager.getConnection(hot.connection().url(), hot.connection().user(), "");
          Statement statement = connection.createStatement()) {
        statement.execute(Files.readString(ROLES));
      }
      Path writer = folder.resolve("writer.properties");
      Files.writeString(
          writer, Files.readString(hot.file()).replace("user=postgres", "user=penstock_write"));

      assertThat(penstock("migrate", "--hot", writer.toString())).isEqualTo(1);
      assertThat(err.toString())
          .contains("penstock_write may not do that", "run penstock migrate as the owner")
          .hasLineCount(1);
      assertThat(penstock("migrate", "--hot", hot.file().toString())).isZero();
      assertThat(penstock("migrate", "--hot", writer.toString())).isZero();
      assertThat(out.toString())
          .matches("schema was empty, is at (\\d+)\nschema is current, at \\1\n");
    }
  }

  @Test
  void helpNamesItAndItNeedsItsFile() {
    assertThat(penstock("--help")).isZero();
    assertThat(out.toString()).contains("migrate");
    assertThat(penstock("migrate", "--help")).isZero();
    assertThat(out.toString()).contains("--hot=FILE");
    assertThat(penstock("migrate")).isEqualTo(2);
    assertThat(err.toString()).contains("Missing required option: '--hot=FILE'");
  }

  private int penstock(String... arguments) {
    CommandLine line = Penstock.line();
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    return line.execute(arguments);
  }
}
