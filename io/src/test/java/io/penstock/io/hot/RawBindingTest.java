package io.penstock.io.hot;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RawBindingTest {
  private HotDatabase database;
  private RawBinding binding;

  @BeforeEach
  void open() throws SQLException {
    database = HotDatabase.open(TestDatabase.fresh());
    binding = new RawBinding(database);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void bindsAnewUntilSomethingIsUnderWay() throws Exception {
    binding.bind("p", "one", "/one/raw");
    binding.bind("p", "two", "/two/raw");
    binding.bind("other plan", "three", "/three/raw");
    new PendingRaw(database).begin("p", List.of(new PendingRaw.Input("s", "f00")));

    assertThatThrownBy(() -> binding.bind("p", "one", "/one/raw"))
        .isInstanceOf(PlanRefused.class)
        .hasMessageContaining("id two, but /one/raw has id one")
        .hasMessageContaining("give the output folder that this database was filled from");
    assertThatCode(() -> binding.bind("p", "two", "/two/raw")).doesNotThrowAnyException();
  }

  /**
   * Of two first runs with a folder each, the later one binds the plan; the other must not go on.
   */
  @Test
  void tellsARunThatAnotherHasBoundThePlanMeanwhile() throws Exception {
    binding.bind("p", "one", "/one/raw");
    binding.bind("p", "two", "/two/raw");

    assertThatThrownBy(() -> binding.check("p", "one", "/one/raw")).isInstanceOf(PlanRefused.class);
    assertThatCode(() -> binding.check("p", "two", "/two/raw")).doesNotThrowAnyException();
  }
}
