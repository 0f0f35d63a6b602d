package io.penstock.io.kafka;

import java.util.Optional;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.io.Read;
import org.apache.beam.sdk.io.UnboundedSource;
import org.apache.beam.sdk.io.kafka.KafkaIO;
import org.apache.beam.sdk.io.kafka.KafkaRecord;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.runners.TransformHierarchy;
import org.apache.beam.sdk.testing.CrashingRunner;
import org.jspecify.annotations.Nullable;

/**
 * The source that KafkaIO reads with, which it gives away to nobody but the pipeline it is expanded
 * in: so it is expanded in one that never runs.
 */
final class ExpandedSource {
  private ExpandedSource() {}

  /**
   * The source of a read.
   *
   * @throws IllegalStateException when the read would bring on KafkaIO's splittable reader
   */
  static UnboundedSource<KafkaRecord<byte[], byte[]>, ?> of(KafkaIO.Read<byte[], byte[]> read) {
    PipelineOptions options = PipelineOptionsFactory.create();
    options.setRunner(CrashingRunner.class);
    Pipeline never = Pipeline.create(options);
    never.apply("Kafka", read);
    Finding finding = new Finding();
    never.traverseTopologically(finding);
    return Optional.ofNullable(finding.source)
        .orElseThrow(() -> new IllegalStateException("KafkaIO reads without its unbounded source"));
  }

  private static final class Finding extends Pipeline.PipelineVisitor.Defaults {
    private @Nullable UnboundedSource<KafkaRecord<byte[], byte[]>, ?> source;

    @Override
    @SuppressWarnings("unchecked") // KafkaIO reads nothing but records of the read's own types.
    public CompositeBehavior enterCompositeTransform(TransformHierarchy.Node node) {
      if (node.getTransform() instanceof Read.Unbounded<?> unbounded) {
        source =
            (UnboundedSource<KafkaRecord<byte[], byte[]>, ?>)
                (UnboundedSource<?, ?>) unbounded.getSource();
      }
      return CompositeBehavior.ENTER_TRANSFORM;
    }
  }
}
