package io.penstock.pipelines.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.core.plan.Plan;
import io.penstock.io.hot.HotConnection;
import io.penstock.io.object.ObjectRoot;
import io.penstock.io.object.S3Settings;
import io.penstock.pipelines.stores.Stores;
import java.util.Set;
import java.util.TreeSet;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.runners.TransformHierarchy;
import org.apache.beam.sdk.testing.CrashingRunner;
import org.junit.jupiter.api.Test;

class LivePipelineTest {
  /** Savepoints refer to steps by name: one that changes here loses its state in the field. */
  @Test
  void theStepsKeepTheirNames() throws Exception {
    Plan plan = LivePlans.small();
    PipelineOptions options = PipelineOptionsFactory.create();
    options.setRunner(CrashingRunner.class);
    Pipeline pipeline = Pipeline.create(options);
    HotConnection hot = HotConnection.trusted("jdbc:postgresql://localhost:1/x", "x");
    LivePipeline.build(
        pipeline,
        LiveSettings.whole(
            plan, new Stores(new ObjectRoot("out", S3Settings.AWS), hot, plan.archive())));

    Set<String> names = new TreeSet<>();
    pipeline.traverseTopologically(
        new Pipeline.PipelineVisitor.Defaults() {
          @Override
          public CompositeBehavior enterCompositeTransform(TransformHierarchy.Node node) {
            boolean isStep = !node.isRootNode();
            if (isStep) {
              names.add(node.getFullName());
            }
            return isStep
                ? CompositeBehavior.DO_NOT_ENTER_TRANSFORM
                : CompositeBehavior.ENTER_TRANSFORM;
          }

          @Override
          public void visitPrimitiveTransform(TransformHierarchy.Node node) {
            names.add(node.getFullName());
          }
        });

    assertThat(names)
        .containsExactly(
            "Archive-ProcessTiles",
            "Archive-Seal",
            "Archive-Windows",
            "Decode-plant",
            "Flatten-Archive",
            "Flatten-HotPT10S",
            "Flatten-HotPT20S",
            "Flatten-Raw",
            "HotPT10S-ProcessTiles",
            "HotPT10S-Store",
            "HotPT10S-Windows",
            "HotPT20S-ProcessTiles",
            "HotPT20S-Store",
            "HotPT20S-Windows",
            "LandRaw",
            "RawBySlot",
            "RawWindows",
            "Read-plant");
  }
}
