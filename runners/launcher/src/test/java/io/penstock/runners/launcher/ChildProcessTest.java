package io.penstock.runners.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ChildProcessTest {
  /** What Ctrl-C does: the signal ends the command, and the command ends its engine. */
  @Test
  void anInterruptedCommandEndsItsChild() throws IOException, InterruptedException {
    Process command = new ProcessBuilder(java(Parent.class)).redirectErrorStream(true).start();
    BufferedReader output = command.inputReader(StandardCharsets.UTF_8);
    long child = Long.parseLong(output.readLine());
    ProcessHandle engine = ProcessHandle.of(child).orElseThrow();

    command.toHandle().destroy(); // unlike the process' own, it leaves the output open

    assertThat(output.readLine())
        .isEqualTo(
            "penstock: interrupted; what was landed is kept, and the same command completes it");
    assertThat(output.readLine()).isNull();
    assertThat(command.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(engine.isAlive()).isFalse();
  }

  @Test
  void tellsOfAChildThatFails() {
    assertThatThrownBy(() -> ChildProcess.run("spark run", java(Failing.class)))
        .isInstanceOf(CommandFailed.class)
        .hasMessage("the spark run failed (exit code 3)");
  }

  private static List<String> java(Class<?> main) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:+UseSerialGC",
        "-cp",
        System.getProperty("java.class.path"),
        main.getName());
  }

  /** A command whose engine never ends by itself. */
  public static final class Parent {
    private Parent() {}

    public static void main(String[] args) throws IOException, InterruptedException {
      ChildProcess.run("endless run", java(Endless.class));
    }
  }

  /** Says who it is and waits until somebody ends it. */
  public static final class Endless {
    private Endless() {}

    public static void main(String[] args) throws InterruptedException {
      System.out.println(ProcessHandle.current().pid());
      Thread.currentThread().join();
    }
  }

  /** Fails at once. */
  public static final class Failing {
    private Failing() {}

    public static void main(String[] args) {
      System.exit(3);
    }
  }
}
