package io.penstock.io.hot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HotConnectionTest {
  private static final String URL = "jdbc:postgresql://db:5432/penstock";

  @Test
  void refusesCredentialsInTheUrl() {
    assertThatThrownBy(() -> HotConnection.trusted(URL + "?password=x", "penstock"))
        .hasMessageContaining("must not hold credentials");
    assertThatThrownBy(() -> HotConnection.trusted("jdbc:mysql://db/x", "penstock"))
        .hasMessageContaining("must start with jdbc:postgresql:");
  }

  @Test
  void readsThePasswordFromItsFileAndNeverShowsIt(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("hot.properties");
    Files.writeString(file, "hot.password=geheim\n");
    HotConnection connection = new HotConnection(URL, "penstock", file.toString());

    assertThat(connection.password()).isEqualTo("geheim");
    assertThat(connection.toString()).doesNotContain("geheim");
  }

  @Test
  void saysWhatAPasswordFileLacks(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("hot.properties"), "password=x\n");

    assertThatThrownBy(() -> new HotConnection(URL, "penstock", file.toString()).password())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("must have the key hot.password");
  }

  @Test
  void sharesOnePoolUntilTheLastUserLeaves() throws Exception {
    HotConnection connection = TestDatabase.fresh();
    HotDatabase first = HotDatabase.open(connection);
    HotDatabase second = HotDatabase.open(connection);

    assertThat(first.dataSource()).isSameAs(second.dataSource());
    first.close();
    first.close();
    second.connection().close();
    second.close();
    assertThatThrownBy(second::connection).hasMessageContaining("closed");
  }
}
