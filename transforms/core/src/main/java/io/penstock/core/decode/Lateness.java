package io.penstock.core.decode;

/** What a bounded run does with readings that a stream would have called late. */
public enum Lateness {
  /** Everything in the raw archive counts: the set contains the stream's set. */
  IGNORE,
  /** The same gate as the stream, from recorded ingest times: the set equals the stream's. */
  AS_LIVE
}
