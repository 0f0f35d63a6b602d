package io.penstock.pipelines.bounded;

import io.penstock.core.decode.Lateness;
import io.penstock.pipelines.stores.StoreOptions;
import java.util.List;
import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;

/**
 * Options of a bounded run, as every engine's jar takes them. All options are shown by engines'
 * user interfaces, so none holds a secret: the database's password is in the file that {@code
 * --hot} names.
 */
public interface BoundedOptions extends StoreOptions {
  /** Input that replaces the sources' own. */
  @Description(
      "Inputs as SOURCE=PATH; a plain PATH is for a plan with one source. Default: the plan's.")
  List<String> getInput();

  /** Sets the inputs. */
  void setInput(List<String> input);

  /** Spans of event time to compute again from the raw archive. */
  @Description(
      "What to compute again from the raw archive; nothing is landed then. FROM/TO: the periods of"
          + " a range of event time. START+LENGTH,... in microseconds, or @FILE that holds them:"
          + " the periods that need these spans. all, or dirty: those that are marked.")
  @Default.String("")
  String getRecompute();

  /** Sets the spans. */
  void setRecompute(String recompute);

  /** How much is computed at once. */
  @Description(
      "Length of event time that one job of a recomputation takes, as an ISO 8601 duration: a"
          + " multiple of the archive period. Done slices are remembered. Default: all at once.")
  @Default.String("")
  String getSlice();

  /** Sets the slice. */
  void setSlice(String slice);

  /** Whether gaps in the raw archive are no obstacle. */
  @Description("Computes slices also where the raw archive has gaps, as a result that may be less.")
  @Default.Boolean(false)
  boolean getAllowIncomplete();

  /** Sets whether gaps are allowed. */
  void setAllowIncomplete(boolean allowIncomplete);

  /** What happens to late readings. */
  @Description(
      "ignore: everything in the raw archive counts. as-live: the gate of the live stream.")
  @Default.Enum("IGNORE")
  Lateness getLateness();

  /** Sets the lateness rule. */
  void setLateness(Lateness lateness);

  /** Where results go. */
  @Description(
      "STORES writes hot tables and archive; COMPARE tells what a recomputation would write;"
          + " COUNT computes and counts only, for benchmarks.")
  @Default.Enum("STORES")
  Sink getSink();

  /** Sets the sink. */
  void setSink(Sink sink);

  /** File for the report. */
  @Description("File that receives the run's report as JSON.")
  @Default.String("")
  String getReport();

  /** Sets the report file. */
  void setReport(String report);

  /** Where results go. */
  enum Sink {
    /** Raw archive, hot tables and archive. */
    STORES,
    /** Nowhere: results are held against what the stores have, and what differs is counted. */
    COMPARE,
    /** Nowhere: results are counted. */
    COUNT
  }
}
