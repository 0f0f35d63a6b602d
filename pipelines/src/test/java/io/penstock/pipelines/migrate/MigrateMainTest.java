package io.penstock.pipelines.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.io.hot.HotConnection;
import io.penstock.pipelines.stores.ConnectionFile;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a pod that migrates is given, says and ends with. */
class MigrateMainTest {
  private static final Path ROLES =
      Path.of(System.getProperty("penstock.root")).resolve("k8s/components/timescale/roles.sql");

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @TempDir
  @SuppressWarnings("NullAway.Init")
  private Path folder;

  @Test
  void theOwnerMigratesAndTheWriterDoesNot() throws Exception {
    try (EmbeddedPostgres server = EmbeddedPostgres.builder().start()) {
      try (Connection connection = server.getPostgresDatabase().getConnection();
          Statement statement = connection.createStatement()) {
        statement.execute("create role penstock_migrate login createrole");
        statement.execute("alter database postgres owner to penstock_migrate");
        statement.execute("set role penstock_migrate");
        statement.execute(Files.readString(ROLES));
      }
      Path owner = file(server, "penstock_migrate");
      Path writer = file(server, "penstock_write");

      assertThat(run("--hot=" + writer)).isEqualTo(1);
      assertThat(told(err))
          .startsWith("penstock: the schema of jdbc:postgresql://localhost:")
          .contains("penstock_write may not do that (ERROR: permission denied for schema public)")
          .endsWith("run penstock migrate as the owner of the database\n")
          .hasLineCount(1);
      assertThat(run("--hot=" + owner)).isZero();
      assertThat(run("--hot=" + owner)).isZero();
      assertThat(run("--hot=" + writer)).isZero();
      assertThat(told(out))
          .matches("schema was empty, is at (\\d+)\n(schema is current, at \\1\n){2}");
    }
  }

  @Test
  void aFileThatIsNotThereIsNamed() {
    Path absent = folder.resolve("absent.properties");

    assertThat(run("--hot=" + absent)).isEqualTo(1);
    assertThat(told(err)).isEqualTo("penstock: there is no connection file " + absent + "\n");
  }

  @Test
  void aServerThatIsNotThereIsToldInOneLine() throws Exception {
    Path hot = folder.resolve("hot.properties");
    Files.writeString(hot, "url=jdbc:postgresql://localhost:1/penstock\nuser=penstock_migrate\n");

    assertThat(run("--hot=" + hot)).isEqualTo(1);
    assertThat(told(err))
        .startsWith("penstock: cannot migrate jdbc:postgresql://localhost:1/penstock as")
        .contains("refused")
        .hasLineCount(1);
  }

  @Test
  void wrongUseIsToldWithTheRightOne() {
    assertThat(run()).isEqualTo(2);
    assertThat(run("--hot")).isEqualTo(2);
    assertThat(told(err)).contains("must be given one --hot=FILE, but was: [--hot]");
    assertThat(run("--help")).isZero();
    assertThat(told(out)).startsWith("usage: java -cp JAR " + MigrateMain.class.getName());
  }

  private int run(String... arguments) {
    return MigrateMain.run(
        List.of(arguments),
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8));
  }

  private static String told(ByteArrayOutputStream stream) {
    return stream.toString(StandardCharsets.UTF_8);
  }

  private Path file(EmbeddedPostgres server, String user) throws Exception {
    Path file = folder.resolve(user + ".properties");
    ConnectionFile.write(
        HotConnection.trusted(
            "jdbc:postgresql://localhost:" + server.getPort() + "/postgres", user),
        file);
    return file;
  }
}
