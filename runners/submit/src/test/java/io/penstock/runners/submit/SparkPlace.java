package io.penstock.runners.submit;

/** Where a secret of a run on Spark could be seen by somebody who must not have it. */
enum SparkPlace {
  /** Spark's REST interface and the pages beside it: settings, environment, stages, executors. */
  USER_INTERFACE,
  /** What Prometheus scrapes. */
  METRICS,
  EVENT_LOG,
  /** Of master, workers, drivers and executors. */
  LOGS,
  /** Command lines, which every user of a machine sees. */
  ARGUMENTS,
  ENVIRONMENT,
  /** What the run tells when it is done. */
  REPORT,
  /** Everything in S3. */
  BUCKET,
  RAW_ARCHIVE,
  ARCHIVE,
  /** All tables. */
  HOT_TABLES,
  QUARANTINE
}
