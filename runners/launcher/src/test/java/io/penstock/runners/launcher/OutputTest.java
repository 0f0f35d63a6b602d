package io.penstock.runners.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class OutputTest {
  private static final String USUAL = "out";

  @Test
  void isOneFolderUnlessItIsOnS3() {
    assertThat(parse()).isEqualTo(Output.folder(Path.of(USUAL)));
    assertThat(parse("--out", "here/there")).isEqualTo(Output.folder(Path.of("here/there")));
    assertThat(parse("--out", "here").arguments()).containsExactly("--out=here");
  }

  @Test
  void keepsALocalFolderBesideS3() {
    Output output = parse("--out", "s3://plant/a", "--s3", "minio.properties");

    assertThat(output.work()).isEqualTo(Path.of(USUAL));
    assertThat(output.arguments()).containsExactly("--out=s3://plant/a", "--s3=minio.properties");
    assertThat(parse("--out", "s3://plant", "--work", "here").work()).isEqualTo(Path.of("here"));
  }

  /** Parity gives each engine a place of its own. */
  @Test
  void hasChildrenOnBothSides(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("s3.properties"), "endpoint=http://minio:9000\n");

    Output child = parse("--out", "s3://plant/a/", "--s3", file.toString()).child("flink");

    assertThat(child.location()).isEqualTo("s3://plant/a/flink");
    assertThat(child.work()).isEqualTo(Path.of(USUAL, "flink"));
    assertThat(child.root().s3().endpoint()).isEqualTo("http://minio:9000");
  }

  @Test
  void refusesWhatIsNoPlace() {
    assertThatThrownBy(() -> parse("--out", "s3://Not A Bucket").root())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("s3://bucket[/prefix]");
  }

  private static Output parse(String... arguments) {
    return CommandLine.populateCommand(new OutOption(), arguments).output(USUAL);
  }
}
