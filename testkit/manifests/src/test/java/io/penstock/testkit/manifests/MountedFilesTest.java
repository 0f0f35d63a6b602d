package io.penstock.testkit.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MountedFilesTest {
  private static final Manifests MANIFESTS =
      Manifests.read(
          "test",
          """
          kind: ConfigMap
          metadata: {name: settings}
          data: {a.txt: at /etc/a, b.txt: unused}
          ---
          kind: Deployment
          metadata: {name: one}
          spec:
            template:
              spec:
                containers:
                  - name: c
                    volumeMounts:
                      - {name: all, mountPath: /etc/all}
                      - {name: mixed, mountPath: /etc/mixed}
                      - {name: tmp, mountPath: /tmp}
                volumes:
                  - {name: all, configMap: {name: settings}}
                  - name: mixed
                    projected:
                      sources:
                        - configMap: {name: settings, items: [{key: a.txt, path: x.txt}, {key: absent, path: absent}]}
                        - secret: {name: keys, items: [{key: k, path: key}]}
                  - {name: tmp, emptyDir: {}}
          """);

  private final MountedFiles files =
      MountedFiles.of(MANIFESTS.pod(MANIFESTS.only("Deployment", "one"), "pod"), MANIFESTS);

  @Test
  void filesOfConfigMapsHaveTheirTextAndOthersTheirName() {
    assertThat(files.texts())
        .containsOnlyKeys("/etc/all/a.txt", "/etc/all/b.txt", "/etc/mixed/x.txt");
    assertThat(files.text("/etc/mixed/x.txt")).contains("at /etc/a");
    assertThat(files.named())
        .containsOnly(
            Map.entry("/etc/mixed/key", "keys/k"),
            Map.entry("/etc/mixed/absent", "settings/absent"));
  }

  @Test
  void whatIsMountedIsThereWithItsFolders() {
    assertThat(files.has("/etc/mixed/key")).isTrue();
    assertThat(files.has("/etc/mixed")).isTrue();
    assertThat(files.has("/tmp/anything")).isTrue();
    assertThat(files.has("/etc/mixed/y.txt")).isFalse();
    assertThat(files.has("/tmpx")).isFalse();
  }

  @Test
  void theyAreLaidOutBelowAFolder(@TempDir Path root) throws IOException {
    files.layOut(root, text -> text.replace("/etc", root + "/etc"), Map.of("keys/k", "secret"));

    assertThat(MountedFiles.below(root, "/etc/mixed/x.txt")).hasContent("at " + root + "/etc/a");
    assertThat(MountedFiles.below(root, "/etc/mixed/key")).hasContent("secret");
    assertThat(MountedFiles.below(root, "/etc/mixed/absent")).doesNotExist();
    assertThat(Files.isDirectory(MountedFiles.below(root, "/tmp"))).isTrue();
  }
}
