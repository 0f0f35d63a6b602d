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

  /** What is landed before a recomputation. */
  @Description(
      "RAW recomputes from the raw archive as it is; FILES lands the inputs first, KAFKA what the"
          + " topics have and the raw archive lacks.")
  @Default.Enum("RAW")
  From getFrom();

  /** Sets what is landed. */
  void setFrom(From from);

  /** How much is computed at once. */
  @Description(
      "Length of event time that one job of a recomputation takes, as an ISO 8601 duration: a"
          + " multiple of the archive period. Done slices are remembered. Default: all at once.")
  @Default.String("")
  String getSlice();

  /** Sets the slice. */
  void setSlice(String slice);

  /** The assets that are computed again. */
  @Description(
      "Assets that a recomputation is for: their archive shards are computed, with all assets in"
          + " them. Default: all.")
  List<String> getOnly();

  /** Sets the assets. */
  void setOnly(List<String> only);

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

  /** How much an audit computes. */
  @Description("Percent of shards and archive periods that the sink AUDIT computes.")
  @Default.Double(0)
  double getAudit();

  /** Sets the share. */
  void setAudit(double audit);

  /** What decides which. */
  @Description("Seed by which an audit takes its sample.")
  @Default.Long(0)
  long getAuditSeed();

  /** Sets the seed. */
  void setAuditSeed(long auditSeed);

  /** Where results go. */
  @Description(
      "STORES writes hot tables and archive; COMPARE tells what a recomputation would write;"
          + " AUDIT computes a sample and tells where the stores have other rows;"
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
    /** Nowhere: a sample is held against the stores' rows, and what differs is told. */
    AUDIT,
    /** Nowhere: results are counted. */
    COUNT
  }

  /** What a recomputation is from. */
  enum From {
    /** The raw archive as it is. */
    RAW,
    /** The plan's input files, which are landed first. */
    FILES,
    /** The plan's topics, of which is landed first what the raw archive lacks. */
    KAFKA
  }
}
