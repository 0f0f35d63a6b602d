package io.penstock.io.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.penstock.io.files.SourceFile.Packing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InputFilesTest {
  private Path folder = Path.of("unset");

  @BeforeEach
  void fill(@TempDir Path fresh) throws IOException {
    folder = fresh;
    Files.createDirectories(folder.resolve("data/2024/.cache"));
    Files.writeString(folder.resolve("data/b.csv"), "abc");
    Files.writeString(folder.resolve("data/a.csv"), "");
    Files.write(folder.resolve("data/2024/misnamed.csv"), Samples.gzip(Samples.utf8("abc")));
    Files.writeString(folder.resolve("data/2024/plain.csv.gz"), "abc");
    Files.writeString(folder.resolve("data/2024/notes.txt"), "");
    Files.writeString(folder.resolve("data/2024/.hidden.csv"), "");
    Files.writeString(folder.resolve("data/2024/.cache/c.csv"), "");
    Files.createDirectory(folder.resolve("empty"));
  }

  private List<String> names(String... paths) throws IOException {
    return InputFiles.of(Samples.lines("plant", 0, paths), folder).stream()
        .map(SourceFile::name)
        .toList();
  }

  @Test
  void takesFilesFoldersAndGlobsSortedAndOnce() throws IOException {
    assertThat(names("data/b.csv")).containsExactly("data/b.csv");
    assertThat(names("data/*.csv")).containsExactly("data/a.csv", "data/b.csv");
    assertThat(names("data/b.csv", "data/*.csv", "./data/../data/a.csv"))
        .containsExactly("data/a.csv", "data/b.csv");
    assertThat(names("data"))
        .containsExactly(
            "data/2024/misnamed.csv",
            "data/2024/notes.txt",
            "data/2024/plain.csv.gz",
            "data/a.csv",
            "data/b.csv");
    assertThat(names("data/**.csv"))
        .containsExactly("data/2024/misnamed.csv", "data/a.csv", "data/b.csv");
    assertThat(names("d*/20[0-9][0-9]/*.{csv,gz}"))
        .containsExactly("data/2024/misnamed.csv", "data/2024/plain.csv.gz");
    assertThat(names(folder.resolve("data").toAbsolutePath() + "/?.csv"))
        .containsExactly("data/a.csv", "data/b.csv");
  }

  @Test
  void refusesAPathThatFindsNothing() {
    for (String path : List.of("data/c.csv", "data/*.json", "nowhere/*.csv", "empty", "nowhere")) {
      assertThatThrownBy(() -> names("data/a.csv", path))
          .isInstanceOf(NoSuchFileException.class)
          .hasMessageContaining("source plant: no input file at " + path);
    }
  }

  /** FIPS 180-4, the digest of "abc"; RFC 1952, 2.3.1, the magic bytes. */
  @Test
  void tellsSizeHashAndPackingByContent() throws IOException {
    List<SourceFile> files = InputFiles.of(Samples.lines("plant", 2, "data"), folder);

    SourceFile misnamed = files.get(0);
    SourceFile plain = files.get(2);
    assertThat(misnamed.packing()).isEqualTo(Packing.GZIP);
    assertThat(plain.packing()).isEqualTo(Packing.PLAIN);
    assertThat(plain.size()).isEqualTo(3);
    assertThat(plain.sha256())
        .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assertThat(plain.headerLines()).isEqualTo(2);
    assertThat(files.get(3).packing()).isEqualTo(Packing.PLAIN);
  }
}
