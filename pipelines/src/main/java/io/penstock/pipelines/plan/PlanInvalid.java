package io.penstock.pipelines.plan;

import java.util.List;
import java.util.stream.Collectors;

/** A plan or catalogue that must not run, with everything that is wrong with it. */
public final class PlanInvalid extends Exception {
  private static final long serialVersionUID = 1;

  /** Most problems the message shows; {@link #problems()} has them all. */
  public static final int SHOWN_PROBLEMS = 100;

  private final List<LocatedProblem> problems;

  PlanInvalid(List<LocatedProblem> problems) {
    super(message(problems));
    this.problems = List.copyOf(problems);
  }

  /** Every problem: those of the plan first, then the catalogue's, each file by line. */
  public List<LocatedProblem> problems() {
    return problems;
  }

  private static String message(List<LocatedProblem> problems) {
    String shown =
        problems.stream()
            .limit(SHOWN_PROBLEMS)
            .map(LocatedProblem::toString)
            .collect(Collectors.joining("\n"));
    int more = problems.size() - SHOWN_PROBLEMS;
    return more > 0 ? shown + "\nand " + more + " more" : shown;
  }
}
