package io.penstock.io.quarantine;

import java.util.Optional;

/**
 * Which entries to list. {@link #ALL}, narrowed by {@code withX} in any order.
 *
 * @param source only this source
 * @param reason only this reason code
 * @param status only this status
 * @param after only entries whose keys come after this one, to go on where a page ended
 * @param limit at most so many entries
 */
public record QuarantineFilter(
    Optional<String> source,
    Optional<String> reason,
    Optional<Status> status,
    Optional<QuarantineKey> after,
    int limit) {

  /** Default of {@link #limit}. */
  public static final int DEFAULT_LIMIT = 1_000;

  /** Every entry, up to the default limit. */
  public static final QuarantineFilter ALL =
      new QuarantineFilter(
          Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), DEFAULT_LIMIT);

  /** What became of an entry. */
  public enum Status {
    /** It waits. */
    OPEN,
    /** It was replayed and did not come back. */
    REPLAYED
  }

  /** Only this source. */
  public QuarantineFilter withSource(String only) {
    return new QuarantineFilter(Optional.of(only), reason, status, after, limit);
  }

  /** Only this reason code. */
  public QuarantineFilter withReason(String only) {
    return new QuarantineFilter(source, Optional.of(only), status, after, limit);
  }

  /** Only this status. */
  public QuarantineFilter withStatus(Status only) {
    return new QuarantineFilter(source, reason, Optional.of(only), after, limit);
  }

  /** Only entries that come after one. */
  public QuarantineFilter withAfter(QuarantineKey last) {
    return new QuarantineFilter(source, reason, status, Optional.of(last), limit);
  }

  /** At most so many entries. */
  public QuarantineFilter withLimit(int most) {
    return new QuarantineFilter(source, reason, status, after, most);
  }
}
