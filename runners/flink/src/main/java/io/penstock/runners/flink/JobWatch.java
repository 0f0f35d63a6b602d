package io.penstock.runners.flink;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.runtime.messages.FlinkJobNotFoundException;
import org.apache.flink.util.ExceptionUtils;

/**
 * Follows a job to its end, through failures of the job and absences of its cluster, and tells of
 * each once. The job does not need whoever watches it, so a watch never ends for want of an answer.
 */
final class JobWatch {
  /** A cluster that has just come back may not have taken up its jobs yet. */
  static final int UNKNOWN_LOOKS = 15;

  private final Watched job;
  private final long lookMillis;
  private final Consumer<String> teller;
  private Optional<JobPages.Fault> told = Optional.empty();
  private boolean away;
  private int unknown;

  /**
   * A watch.
   *
   * @param lookMillis time between two looks
   * @param teller takes what is to be said
   */
  JobWatch(Watched job, long lookMillis, Consumer<String> teller) {
    this.job = job;
    this.lookMillis = lookMillis;
    this.teller = teller;
  }

  /** A job as its cluster tells of it. */
  interface Watched {
    /** Why it last failed and was started again; empty if it never did. */
    Optional<JobPages.Fault> lastFault() throws IOException, InterruptedException;

    /** How it is. */
    JobStatus status() throws ExecutionException, InterruptedException;
  }

  /** How a watch ended. */
  enum End {
    /** The job was cancelled: somebody wanted that. */
    CANCELLED,
    /** The job had nothing more to do, which befits no stream. */
    FINISHED,
    /** The job was given up by its cluster. */
    FAILED,
    /** The cluster does not know the job any more. */
    LOST
  }

  /** Watches to the end. */
  End toTheEnd() throws InterruptedException {
    while (unknown < UNKNOWN_LOOKS) {
      Optional<JobStatus> status = look();
      if (status.isPresent() && status.get().isGloballyTerminalState()) {
        return switch (status.get()) {
          case FAILED -> End.FAILED;
          case FINISHED -> End.FINISHED;
          default -> End.CANCELLED;
        };
      }
      Thread.sleep(lookMillis);
    }
    return End.LOST;
  }

  private Optional<JobStatus> look() throws InterruptedException {
    try {
      tell(job.lastFault());
      JobStatus status = job.status();
      back();
      return Optional.of(status);
    } catch (JobPages.JobUnknown e) {
      unknown++;
    } catch (IOException e) {
      away(e);
    } catch (ExecutionException e) {
      if (ExceptionUtils.findThrowable(e, FlinkJobNotFoundException.class).isPresent()) {
        unknown++;
      } else {
        away(e);
      }
    }
    return Optional.empty();
  }

  private void tell(Optional<JobPages.Fault> fault) {
    if (fault.isPresent() && !fault.equals(told)) {
      teller.accept("the stream failed and is started again: " + fault.get().cause());
      told = fault;
    }
  }

  private void away(Exception cause) {
    unknown = 0;
    if (!away) {
      away = true;
      teller.accept("the cluster does not answer, and is asked again: " + cause);
    }
  }

  private void back() {
    unknown = 0;
    if (away) {
      away = false;
      teller.accept("the cluster answers again");
    }
  }
}
