package io.penstock.pipelines.stores;

import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.Validation;

/**
 * Options of everything that writes stores. All options are shown by the engine's user interface,
 * so none holds a secret: those are in files that are named here.
 */
public interface StoreOptions extends PipelineOptions {
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
}
