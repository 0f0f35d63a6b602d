package io.penstock.runners.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.testkit.manifests.MountedFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * A folder of this machine that stands for the root of the pods of a FlinkDeployment, and its texts
 * with paths below that folder and with addresses of this machine.
 */
final class FlinkPod {
  private static final Pattern FOLDER =
      Pattern.compile("/(etc/penstock|var/flink)(?=[/:&\\s\"]|$)");

  private final FlinkManifest manifest;
  private final Path root;
  private final Map<String, String> addresses;

  /**
   * @param addresses texts of this machine by those that they stand for, such as names of servers
   */
  FlinkPod(FlinkManifest manifest, Path root, Map<String, String> addresses) {
    this.manifest = manifest;
    this.root = root;
    this.addresses = addresses;
  }

  /**
   * Writes the files that the pods find; a text that is to be replaced and is in none of them fails
   * the test.
   *
   * @param secrets texts by {@code secret/key}; others are not written
   */
  void layOut(Map<String, String> secrets) throws IOException {
    for (String address : addresses.keySet()) {
      assertThat(manifest.files().texts().values()).anyMatch(text -> text.contains(address));
    }
    manifest.files().layOut(root, this::local, secrets);
  }

  /** Where a file of the pods is. */
  Path file(String path) {
    return MountedFiles.below(root, path);
  }

  /**
   * A cluster that runs the stream in application mode, for all partitions of a topic, with
   * checkpoints every two seconds, from the earliest record on.
   */
  Application application(Map<String, String> otherSettings, Map<String, String> otherArguments) {
    Map<String, String> settings = new TreeMap<>(manifest.settings());
    settings.replaceAll((key, value) -> local(value));
    settings.put("parallelism.default", Integer.toString(Servers.PARTITIONS));
    settings.put("execution.checkpointing.interval", "2s");
    settings.put("execution.checkpointing.min-pause", "1s");
    settings.putAll(otherSettings);
    Map<String, String> environment = manifest.environment();
    environment.replaceAll((key, value) -> local(value));
    Map<String, String> arguments = new TreeMap<>(otherArguments);
    arguments.put("--checkpointingInterval", "2000");
    arguments.put("--from", "earliest");
    List<String> program = manifest.program(arguments).stream().map(this::local).toList();
    return new Application(settings, manifest.javaOptions(), environment, program);
  }

  private String local(String text) {
    String local = FOLDER.matcher(text).replaceAll(found -> root + found.group());
    for (Map.Entry<String, String> address : addresses.entrySet()) {
      local = local.replace(address.getKey(), address.getValue());
    }
    return local;
  }
}
