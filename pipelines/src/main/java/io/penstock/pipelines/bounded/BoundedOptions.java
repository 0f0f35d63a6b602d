package io.penstock.pipelines.bounded;

import io.penstock.core.decode.Lateness;
import java.util.List;
import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.Validation;

/**
 * Options of a bounded run, as every engine's jar takes them. All options are shown by engines'
 * user interfaces, so none holds a secret: the database's password is in the file that {@code
 * --hot} names.
 */
public interface BoundedOptions extends PipelineOptions {
  /** The plan. */
  @Description("Plan file (YAML).")
  @Validation.Required
  String getPlan();

  /** Sets the plan. */
  void setPlan(String plan);

  /** Where raw archive, archive and reports go. */
  @Description(
      "Folder, or s3://bucket/prefix, for the raw archive (raw/) and the archive (archive/), below"
          + " the plan's name.")
  @Validation.Required
  String getOut();

  /** Sets the output. */
  void setOut(String out);

  /** How S3 is reached. */
  @Description(
      "Properties file with endpoint, region, addressing and profile of the S3 server that --out"
          + " is on. Default: AWS, as the SDK's default chains find it.")
  @Default.String("")
  String getS3();

  /** Sets the file about S3. */
  void setS3(String s3);

  /** Connection of the hot tables. */
  @Description("Properties file with url, user and passwordFile of the hot tables.")
  @Default.String("")
  String getHot();

  /** Sets the connection file. */
  void setHot(String hot);

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
      "STORES writes hot tables and archive; COUNT computes and counts only, for benchmarks.")
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
    /** Nowhere: results are counted. */
    COUNT
  }
}
