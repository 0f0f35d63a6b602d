package io.penstock.testkit.s3;

/** What a {@link Relay} does to a request. */
public enum Fault {
  /** Hands half of the body on, then cuts both connections. */
  TRUNCATED_UPLOAD,
  /** Cuts the client off in the middle of the body, and never calls the server. */
  RESET_MID_BODY,
  /** Answers 500 without calling the server. */
  ERROR_500,
  /** Answers 503 SlowDown without calling the server. */
  ERROR_503,
  /** Answers 409 ConditionalRequestConflict without calling the server. */
  CONFLICT_409,
  /** Lets the server do it, and cuts the client off without a reply. */
  LOST_REPLY,
  /** Lets the server do it, and answers 500 all the same. */
  DONE_BUT_500,
  /** Lets the server do it, and keeps the reply back until the client has given up. */
  STALLED_REPLY,
  /** Cuts the client off in the middle of the reply's body. */
  TRUNCATED_REPLY,
  /** Takes the conditions away, as a server does that does not know them. */
  IGNORED_CONDITIONS,
}
