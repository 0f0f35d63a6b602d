package io.penstock.runners.flink;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.JobStatus;
import org.junit.jupiter.api.Test;

class JobWatchTest {
  private static final Answer RUNS = () -> JobStatus.RUNNING;
  private static final Answer IS_OVER = () -> JobStatus.FINISHED;
  private static final Answer IS_CANCELLED = () -> JobStatus.CANCELED;
  private static final Answer HAS_FAILED = () -> JobStatus.FAILED;
  private static final Answer REFUSED =
      () -> {
        throw new ConnectException("refused");
      };
  private static final Answer UNKNOWN =
      () -> {
        throw new JobPages.JobUnknown("not known");
      };

  private final List<String> said = new ArrayList<>();

  @Test
  void aWatchEndsWithItsJob() throws Exception {
    assertThat(watch(List.of(RUNS, RUNS, IS_CANCELLED))).isEqualTo(JobWatch.End.CANCELLED);
    assertThat(watch(List.of(RUNS, IS_OVER))).isEqualTo(JobWatch.End.FINISHED);
    assertThat(watch(List.of(RUNS, HAS_FAILED))).isEqualTo(JobWatch.End.FAILED);
    assertThat(said).isEmpty();
  }

  @Test
  void anAbsentClusterIsToldOnceAndAskedAgain() throws Exception {
    List<Answer> answers = new ArrayList<>(List.of(RUNS));
    answers.addAll(Collections.nCopies(100, REFUSED));
    answers.addAll(List.of(RUNS, REFUSED, IS_OVER));

    assertThat(watch(answers)).isEqualTo(JobWatch.End.FINISHED);
    assertThat(said)
        .containsExactly(
            "the cluster does not answer, and is asked again: java.net.ConnectException: refused",
            "the cluster answers again",
            "the cluster does not answer, and is asked again: java.net.ConnectException: refused",
            "the cluster answers again");
  }

  /** With high availability, a new JobManager takes its jobs up a moment after it answers. */
  @Test
  void aJobThatIsUnknownForAMomentIsNotLost() throws Exception {
    List<Answer> answers =
        new ArrayList<>(Collections.nCopies(JobWatch.UNKNOWN_LOOKS - 1, UNKNOWN));
    answers.addAll(List.of(RUNS, IS_OVER));

    assertThat(watch(answers)).isEqualTo(JobWatch.End.FINISHED);
  }

  @Test
  void aJobThatTheClusterDoesNotKnowAnyMoreIsLost() throws Exception {
    assertThat(watch(Collections.nCopies(JobWatch.UNKNOWN_LOOKS, UNKNOWN)))
        .isEqualTo(JobWatch.End.LOST);
  }

  @Test
  void everyCauseOfARestartIsToldOnce() throws Exception {
    Answer failed = failed(1, "no database");
    Answer again = failed(2, "no database");

    assertThat(watch(List.of(RUNS, failed, failed, again, IS_OVER)))
        .isEqualTo(JobWatch.End.FINISHED);
    assertThat(said)
        .containsExactly(
            "the stream failed and is started again: no database",
            "the stream failed and is started again: no database");
  }

  /** So that nobody takes it for the end that was asked for. */
  @Test
  void aStreamThatEndsByItselfIsAnError() {
    assertThat(StreamEnded.of(JobWatch.End.FINISHED, "file:/checkpoints/1"))
        .hasMessageContaining("before its partitions were assigned")
        .hasMessageContaining("--from resume");
    assertThat(StreamEnded.of(JobWatch.End.LOST, "file:/checkpoints/1"))
        .hasMessageContaining("--restore from the newest checkpoint in file:/checkpoints/1");
  }

  private JobWatch.End watch(List<Answer> answers) throws InterruptedException {
    return new JobWatch(new Job(new ArrayDeque<>(answers)), 0, said::add).toTheEnd();
  }

  private static Answer failed(long millis, String cause) {
    return new Answer() {
      @Override
      public JobStatus status() {
        return JobStatus.RESTARTING;
      }

      @Override
      public Optional<JobPages.Fault> fault() {
        return Optional.of(new JobPages.Fault(millis, cause));
      }
    };
  }

  /** What a cluster says of a job at one look. */
  private interface Answer {
    JobStatus status() throws IOException;

    default Optional<JobPages.Fault> fault() {
      return Optional.empty();
    }
  }

  /** A job of which the cluster says one thing after the other. */
  private static final class Job implements JobWatch.Watched {
    private final Deque<Answer> answers;
    private JobStatus status = JobStatus.CREATED;

    Job(Deque<Answer> answers) {
      this.answers = answers;
    }

    @Override
    public Optional<JobPages.Fault> lastFault() throws IOException {
      Answer answer = answers.remove();
      status = answer.status();
      return answer.fault();
    }

    @Override
    public JobStatus status() {
      return status;
    }
  }
}
