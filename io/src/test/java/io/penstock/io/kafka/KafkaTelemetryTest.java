package io.penstock.io.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.io.Read;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.runners.TransformHierarchy;
import org.apache.beam.sdk.testing.CrashingRunner;
import org.junit.jupiter.api.Test;

class KafkaTelemetryTest {
  /** Many settings of KafkaIO quietly bring on its other reader, whose watermarks are weaker. */
  @Test
  void takesTheUnboundedReaderAndNoOther() {
    var options = PipelineOptionsFactory.create();
    options.setRunner(CrashingRunner.class);
    Pipeline pipeline = Pipeline.create(options);
    pipeline.apply("Read", KafkaTelemetry.read("t", new KafkaConnection("f"), "g", 2_000_000));

    List<String> sources = new ArrayList<>();
    pipeline.traverseTopologically(
        new Pipeline.PipelineVisitor.Defaults() {
          @Override
          public CompositeBehavior enterCompositeTransform(TransformHierarchy.Node node) {
            if (node.getTransform() instanceof Read.Unbounded<?> read
                && read.getSource() instanceof GatheredRecords<?> gathered) {
              sources.add(node.getFullName() + " of " + gathered.records().getClass().getName());
            }
            return CompositeBehavior.ENTER_TRANSFORM;
          }
        });

    assertThat(sources)
        .containsExactly("Read/Kafka of org.apache.beam.sdk.io.kafka.KafkaUnboundedSource");
  }
}
