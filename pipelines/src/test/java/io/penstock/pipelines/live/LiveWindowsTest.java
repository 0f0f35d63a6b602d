package io.penstock.pipelines.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.beam.runners.direct.DirectRunner;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.testing.TestStream;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.PaneInfo;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.TimestampedValue;
import org.joda.time.Duration;
import org.joda.time.Instant;
import org.junit.jupiter.api.Test;

/**
 * The time stories of the live stream's windows, told in seconds: a block's time is the end of its
 * span, the watermark that of the source. Tiles 10 s, periods 20 s, allowed lateness 15 s.
 */
class LiveWindowsTest {
  @Test
  void aHotTileIsComputedWhenTheWatermarkPasses() throws Exception {
    assertThat(hot(stream().addElements(block("a", 10)).advanceWatermarkTo(at(10))))
        .containsExactly("10 ON_TIME [a]");
  }

  @Test
  void anAdmittedReadingThatComesLaterIsAddedToWhatWasThere() throws Exception {
    assertThat(
            hot(
                stream()
                    .addElements(block("a", 10))
                    .advanceWatermarkTo(at(20))
                    .addElements(block("b", 10))
                    .addElements(block("c", 10))
                    .advanceProcessingTime(Duration.standardSeconds(3))))
        .containsExactly("10 ON_TIME [a]", "10 LATE [a, b, c]");
  }

  @Test
  void anArchivePeriodIsComputedOnceWhenNothingCanComeAnyMore() throws Exception {
    TestStream.Builder<KV<String, String>> stream =
        stream()
            .addElements(block("a", 20))
            .advanceWatermarkTo(at(20))
            .addElements(block("b", 20))
            .advanceWatermarkTo(at(34))
            .addElements(block("c", 20));
    assertThat(archive(stream.advanceWatermarkTo(at(36))))
        .hasSize(1)
        .allSatisfy(pane -> assertThat(pane).startsWith("20 ").endsWith("[a, b, c]"));
  }

  /** The control: without the gate, what is later than the allowance is lost without a word. */
  @Test
  void whatTheGateWouldNotAdmitWouldBeLost() throws Exception {
    assertThat(
            archive(
                stream()
                    .addElements(block("a", 20))
                    .advanceWatermarkTo(at(36))
                    .addElements(block("lost", 20))
                    .advanceWatermarkTo(at(50))))
        .hasSize(1)
        .allSatisfy(pane -> assertThat(pane).endsWith("[a]"));
  }

  /** A jump over end and expiry at once must not bring about an empty pane. */
  @Test
  void aJumpOfTheWatermarkFiresOnce() throws Exception {
    assertThat(archive(stream().addElements(block("a", 20)).advanceWatermarkTo(at(500))))
        .hasSize(1);
    assertThat(hot(stream().addElements(block("a", 10)).advanceWatermarkTo(at(500)))).hasSize(1);
  }

  private static List<String> hot(TestStream.Builder<KV<String, String>> stream) throws Exception {
    return run(stream, LiveWindows.hot(LivePlans.small(), 10_000_000));
  }

  private static List<String> archive(TestStream.Builder<KV<String, String>> stream)
      throws Exception {
    return run(stream, LiveWindows.archive(LivePlans.small()));
  }

  private static List<String> run(
      TestStream.Builder<KV<String, String>> stream, Window<KV<String, String>> windows) {
    PipelineOptions options = PipelineOptionsFactory.create();
    options.setRunner(DirectRunner.class);
    Pipeline pipeline = Pipeline.create(options);
    RecordPanesFn record = new RecordPanesFn();
    pipeline
        .apply(stream.advanceWatermarkToInfinity())
        .apply("Windows", windows)
        .apply("Group", GroupByKey.create())
        .apply("Record", ParDo.of(record));
    pipeline.run().waitUntilFinish();
    return record.panes();
  }

  private static TestStream.Builder<KV<String, String>> stream() {
    return TestStream.create(KvCoder.of(StringUtf8Coder.of(), StringUtf8Coder.of()))
        .advanceWatermarkTo(at(0));
  }

  /** A block of the span that ends at a second. */
  private static TimestampedValue<KV<String, String>> block(String name, long endSeconds) {
    return TimestampedValue.of(KV.of("lane", name), at(endSeconds).minus(Duration.millis(1)));
  }

  private static Instant at(long seconds) {
    return Instant.ofEpochSecond(seconds);
  }

  /** Writes down each pane: end of its window, timing, content. */
  private static final class RecordPanesFn extends DoFn<KV<String, Iterable<String>>, Void> {
    private static final long serialVersionUID = 1;
    private static final Map<String, Queue<String>> PANES = new ConcurrentHashMap<>();

    private final String test = UUID.randomUUID().toString();

    @ProcessElement
    public void processElement(
        @Element KV<String, Iterable<String>> group, BoundedWindow window, PaneInfo pane) {
      TreeSet<String> content = new TreeSet<>();
      group.getValue().forEach(content::add);
      PANES
          .computeIfAbsent(test, name -> new ConcurrentLinkedQueue<>())
          .add(
              (window.maxTimestamp().getMillis() + 1) / 1000
                  + " "
                  + pane.getTiming()
                  + " "
                  + content);
    }

    List<String> panes() {
      return new ArrayList<>(PANES.getOrDefault(test, new ConcurrentLinkedQueue<>()));
    }
  }
}
