package io.penstock.pipelines.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.core.plan.Plan;
import io.penstock.pipelines.simulate.BulkNdjson;
import io.penstock.transforms.coders.ShippedPlan;
import java.nio.file.Path;
import org.apache.beam.sdk.util.SerializableUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShippedPlanTest {
  /** Engines copy each step several times per worker: none of the copies may cost a catalogue. */
  @Test
  void copiesInOneProcessShareOnePlan(@TempDir Path folder) throws Exception {
    BulkNdjson.DEFAULT.withLines(1).writeTo(folder.resolve("bulk"));
    Plan plan = PlanReader.create().read(folder.resolve("bulk/plan.yaml"));

    ShippedPlan shipped = ShippedPlan.of(plan);
    ShippedPlan copy = SerializableUtils.clone(shipped);

    assertThat(shipped.plan()).isSameAs(plan);
    assertThat(copy.plan()).isSameAs(plan);
  }
}
