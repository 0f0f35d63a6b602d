package io.penstock.io.hot;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.core.feature.Feature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The migrated schema, and that {@code docs/tables.md} tells the truth about it. */
class HotSchemaTest {
  private static final Pattern HEADING = Pattern.compile("## (\\w+)( \\(view\\))?");
  private static final Pattern COLUMN =
      Pattern.compile("\\| `(\\w+)` \\| ([^|]+) \\| (yes|no) \\|.*");
  private static final Pattern KEY = Pattern.compile("Key: (.*)");
  private static final Pattern LIKE = Pattern.compile(".*Columns as in `(\\w+)`\\.");

  @Test
  void hasAColumnForEveryFeatureInOrder() throws Exception {
    List<String> columns =
        TestDatabase.query(
            TestDatabase.fresh(),
            "select column_name from information_schema.columns where table_schema = 'public'"
                + " and table_name = 'features' and data_type = 'double precision'"
                + " order by ordinal_position");

    assertThat(columns)
        .containsExactlyElementsOf(Arrays.stream(Feature.values()).map(Feature::column).toList());
  }

  @Test
  void migratesAgainBesideTablesOfOthers() throws Exception {
    HotConnection connection = TestDatabase.empty();
    TestDatabase.execute(connection, "create table of_others (id int)");

    HotSchema.migrate(connection);
    HotSchema.migrate(connection);

    assertThat(TestDatabase.query(connection, "select * from measurements")).isEmpty();
  }

  /** The test server has no TimescaleDB; {@link TimescaleExtrasTest} has a stand-in for it. */
  @Test
  void goesOnWithoutTimescale() throws Exception {
    try (HotDatabase database = HotDatabase.open(TestDatabase.fresh())) {
      assertThat(TimescaleExtras.apply(database).state())
          .isEqualTo(TimescaleExtras.State.UNAVAILABLE);
    }
  }

  @Test
  void isWhatTheDocumentSays() throws Exception {
    HotConnection connection = TestDatabase.fresh();
    Map<String, List<String>> documented = documented();
    Map<String, List<String>> migrated = migrated(connection);

    assertThat(documented.keySet()).isEqualTo(migrated.keySet());
    documented.forEach(
        (table, columns) -> assertThat(columns).as(table).isEqualTo(migrated.get(table)));
  }

  /** Per table: its columns with type and nullability, then its key; per view: its columns. */
  private static Map<String, List<String>> migrated(HotConnection connection) throws Exception {
    Map<String, List<String>> tables = new TreeMap<>();
    List<String> columns =
        TestDatabase.query(
            connection,
            "select table_name, column_name, data_type, lower(is_nullable)"
                + " from information_schema.columns where table_schema = 'public'"
                + " and table_name <> '"
                + HotSchema.HISTORY
                + "'"
                + " order by table_name, ordinal_position");
    for (String line : columns) {
      String[] column = line.split("\\|", 2);
      tables.computeIfAbsent(column[0], name -> new ArrayList<>()).add(column[1]);
    }
    List<String> keys =
        TestDatabase.query(
            connection,
            "select table_name, string_agg(column_name, ', ' order by ordinal_position)"
                + " from information_schema.key_column_usage"
                + " join information_schema.table_constraints"
                + " using (constraint_name, constraint_schema, table_name)"
                + " where constraint_type = 'PRIMARY KEY' and constraint_schema = 'public' and table_name <> '"
                + HotSchema.HISTORY
                + "' group by table_name");
    for (String line : keys) {
      String[] key = line.split("\\|", 2);
      tables.computeIfAbsent(key[0], name -> new ArrayList<>()).add("key " + key[1]);
    }
    return tables;
  }

  private static Map<String, List<String>> documented() throws IOException {
    Path file = Path.of(System.getProperty("penstock.root", "..")).resolve("docs/tables.md");
    Map<String, List<String>> tables = new TreeMap<>();
    List<String> current = new ArrayList<>();
    boolean view = false;
    for (String line : Files.readAllLines(file)) {
      Matcher heading = HEADING.matcher(line);
      Matcher column = COLUMN.matcher(line);
      Matcher key = KEY.matcher(line);
      Matcher like = LIKE.matcher(line);
      if (heading.matches()) {
        current = new ArrayList<>();
        tables.put(heading.group(1), current);
        view = heading.group(2) != null;
      } else if (column.matches()) {
        current.add(
            column.group(1) + "|" + column.group(2) + "|" + (view ? "yes" : column.group(3)));
      } else if (key.matches()) {
        current.add("key " + key.group(1).replace("`", ""));
      } else if (like.matches()) {
        // Columns of a view may always be null, as far as PostgreSQL says.
        tables.getOrDefault(like.group(1), List.of()).stream()
            .filter(text -> !text.startsWith("key "))
            .map(text -> text.replaceAll("\\|no$", "|yes"))
            .forEach(current::add);
      }
    }
    return tables;
  }
}
