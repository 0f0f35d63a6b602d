package io.penstock.pipelines.audit;

import java.util.List;

/**
 * What an audit came to.
 *
 * @param figures what was counted, one line each
 * @param differences what is not as it must be, one line each; empty when all is well
 */
public record AuditReport(List<String> figures, List<String> differences) {
  /** Copies the lists. */
  public AuditReport {
    figures = List.copyOf(figures);
    differences = List.copyOf(differences);
  }

  /** Whether nothing is missing, nothing invented, and every fate explained. */
  public boolean isClean() {
    return differences.isEmpty();
  }
}
