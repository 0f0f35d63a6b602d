package io.penstock.runners.faults;

/** Where a secret of the stream could be seen by somebody who must not have it. */
enum CanaryPlace {
  /** Flink's REST interface, which its user interface shows: settings, options, faults, plan. */
  REST,
  /** What Prometheus scrapes. */
  METRICS,
  /** Of JobManager, TaskManagers and broker, with Kafka's client settings told. */
  LOGS,
  /** Flink's settings and temporary files: blobs, local state. */
  WORKING_FILES,
  CHECKPOINTS,
  SAVEPOINTS,
  /** Command lines, which every user of a machine sees. */
  ARGUMENTS,
  ENVIRONMENT,
  /** Beam's options, as they travel with a job. */
  OPTIONS,
  /** What Beam shows of steps and options. */
  DISPLAY_DATA,
  /** Everything in S3. */
  BUCKET,
  RAW_ARCHIVE,
  ARCHIVE,
  /** All tables. */
  HOT_TABLES,
  QUARANTINE
}
