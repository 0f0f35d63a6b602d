package io.penstock.io.sql;

import java.sql.SQLException;

/** Whose fault an {@link SQLException} is, by its SQLSTATE (PostgreSQL manual, appendix A). */
public enum SqlFault {
  /** The content of a row: quarantine it. */
  DATA,
  /** Another transaction was in the way: try again. */
  CONTENTION,
  /** Everything else: let it propagate, so that the engine retries. */
  SYSTEM;

  private static final String SERIALIZATION_FAILURE = "40001";

  /** An error that is {@link #CONTENTION}: what a transaction found has changed under it. */
  public static SQLException contention(String what) {
    return new SQLException(what, SERIALIZATION_FAILURE);
  }

  /** Classifies an error; one without a state is the system's. */
  public static SqlFault of(SQLException e) {
    String state = e.getSQLState();
    if (state == null || state.length() != 5) {
      return SYSTEM;
    }
    return switch (state) {
      // and deadlock_detected
      case SERIALIZATION_FAILURE, "40P01" -> CONTENTION;
      // program_limit_exceeded: a name too long for an index (about 2,700 bytes)
      case "54000" -> DATA;
      default ->
          switch (state.substring(0, 2)) {
            // cardinality violation (a row twice in one upsert), data exception, constraint
            case "21", "22", "23" -> DATA;
            default -> SYSTEM;
          };
    };
  }
}
