package io.penstock.pipelines.bounded;

import org.apache.beam.sdk.transforms.DoFn;

/** Takes grouped pieces of work apart again. */
final class EachFn<T> extends DoFn<Iterable<T>, T> {
  private static final long serialVersionUID = 1;

  /** Gives each on. */
  @ProcessElement
  public void processElement(@Element Iterable<T> work, OutputReceiver<T> out) {
    work.forEach(out::output);
  }
}
