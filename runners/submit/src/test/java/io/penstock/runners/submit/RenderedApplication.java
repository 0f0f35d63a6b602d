package io.penstock.runners.submit;

import com.fasterxml.jackson.databind.JsonNode;
import io.penstock.testkit.FreePort;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A SparkApplication of the manifests as {@code spark-submit} takes it on a standalone cluster: its
 * main class, arguments and settings, and those settings that the operator makes of its fields.
 *
 * <p>Three things are others here. Files lie below a folder that stands for the pod's root, the jar
 * is where Maven put it, and fixed ports are free ones, since all pods share this machine's. What
 * only Kubernetes has is left out. A field, a setting or an address that is none of these is
 * refused, so that whoever adds one decides here what it means.
 *
 * @param spec what the application asks for
 * @param root what stands for the pods' root
 * @param uiPort where the driver's user interface is
 */
record RenderedApplication(JsonNode spec, Path root, int uiPort) {
  /** The jar of the image, by the path that it has there; see {@code ImageContext}. */
  private static final Map<String, String> JARS =
      Map.of(
          "local:///opt/penstock/penstock-spark.jar",
          "runners/spark/submit/target/penstock-spark-submit-0.1.0-SNAPSHOT-all.jar");

  /** Fields that the operator turns into settings. */
  private static final Map<String, String> FIELDS =
      Map.ofEntries(
          Map.entry("/dynamicAllocation/enabled", "spark.dynamicAllocation.enabled"),
          Map.entry(
              "/dynamicAllocation/shuffleTrackingEnabled",
              "spark.dynamicAllocation.shuffleTracking.enabled"),
          Map.entry(
              "/dynamicAllocation/initialExecutors", "spark.dynamicAllocation.initialExecutors"),
          Map.entry("/dynamicAllocation/minExecutors", "spark.dynamicAllocation.minExecutors"),
          Map.entry("/dynamicAllocation/maxExecutors", "spark.dynamicAllocation.maxExecutors"),
          Map.entry("/driver/cores", "spark.driver.cores"),
          Map.entry("/driver/memory", "spark.driver.memory"),
          Map.entry("/driver/memoryOverhead", "spark.driver.memoryOverhead"),
          Map.entry("/driver/javaOptions", "spark.driver.extraJavaOptions"),
          Map.entry("/executor/cores", "spark.executor.cores"),
          Map.entry("/executor/memory", "spark.executor.memory"),
          Map.entry("/executor/memoryOverhead", "spark.executor.memoryOverhead"),
          Map.entry("/executor/javaOptions", "spark.executor.extraJavaOptions"));

  /** Fields that are about pods, or about what the operator does when the run has ended. */
  private static final Set<String> OF_THE_OPERATOR =
      Set.of(
          "/sparkVersion",
          "/image",
          "/imagePullPolicy",
          "/restartPolicy",
          "/timeToLiveSeconds",
          "/driver/serviceAccount",
          "/driver/coreLimit",
          "/driver/template",
          "/executor/serviceAccount",
          "/executor/coreLimit",
          "/executor/template");

  /** Fields that become words of the command. */
  private static final Set<String> OF_THE_COMMAND =
      Set.of("/type", "/mode", "/mainClass", "/mainApplicationFile", "/arguments", "/sparkConf");

  private static final Set<String> WITH_FIELDS_INSIDE =
      Set.of("/driver", "/executor", "/dynamicAllocation");

  private static final String UI_PORT = "spark.ui.port";
  private static final Set<String> PORTS = Set.of("spark.driver.port", "spark.blockManager.port");
  private static final Pattern OF_KUBERNETES = Pattern.compile("spark\\.kubernetes\\..*");
  private static final Pattern SAME_EVERYWHERE =
      Pattern.compile(
          "spark\\.(ui|metrics|network\\.crypto|io\\.encryption|redaction)\\..*"
              + "|spark\\.authenticate");

  /** Folders of the pods that are below the root here. */
  private static final Pattern FOLDER = Pattern.compile("/(etc|var/lib)/penstock(?=/)");

  /** Looks for what it does not know. */
  RenderedApplication {
    unknown(spec).findAny().ifPresent(RenderedApplication::refuse);
    if (!spec.path("type").asText().equals("Java")
        || !spec.path("mode").asText().equals("cluster")) {
      throw new IllegalArgumentException("must be a Java application in cluster mode");
    }
  }

  private static Stream<String> unknown(JsonNode spec) {
    List<String> fields = new ArrayList<>();
    spec.fieldNames().forEachRemaining(name -> fields.add('/' + name));
    for (String outer : WITH_FIELDS_INSIDE) {
      spec.at(outer).fieldNames().forEachRemaining(name -> fields.add(outer + '/' + name));
    }
    return fields.stream()
        .filter(field -> !FIELDS.containsKey(field))
        .filter(field -> !OF_THE_OPERATOR.contains(field))
        .filter(field -> !OF_THE_COMMAND.contains(field))
        .filter(field -> !WITH_FIELDS_INSIDE.contains(field));
  }

  private static void refuse(String what) {
    throw new IllegalArgumentException(
        "say in RenderedApplication what " + what + " means on a standalone cluster");
  }

  /** A text of the manifests with the folders of this machine. */
  String local(String text) {
    return FOLDER.matcher(text).replaceAll(found -> root + found.group());
  }

  /**
   * What {@code spark-submit} gets.
   *
   * @param master the cluster
   * @param more settings of the tests' own
   */
  List<String> submission(String master, Map<String, String> more) throws IOException {
    Map<String, String> settings = settings();
    settings.putAll(more);
    List<String> words =
        new ArrayList<>(
            List.of(
                "--master",
                master,
                "--deploy-mode",
                spec.path("mode").asText(),
                "--class",
                spec.path("mainClass").asText()));
    settings.forEach((key, value) -> words.addAll(List.of("--conf", key + '=' + value)));
    String jar = spec.path("mainApplicationFile").asText();
    if (!JARS.containsKey(jar)) {
      refuse(jar);
    }
    words.add(
        Path.of(Objects.requireNonNull(System.getProperty("penstock.root")))
            .resolve(Objects.requireNonNull(JARS.get(jar)))
            .toString());
    spec.path("arguments").forEach(argument -> words.add(local(argument.asText())));
    return words;
  }

  private Map<String, String> settings() throws IOException {
    Map<String, String> settings = new TreeMap<>();
    for (Map.Entry<String, JsonNode> setting : spec.path("sparkConf").properties()) {
      String key = setting.getKey();
      if (key.equals(UI_PORT)) {
        settings.put(key, Integer.toString(uiPort));
      } else if (PORTS.contains(key)) {
        settings.put(key, Integer.toString(FreePort.next()));
      } else if (SAME_EVERYWHERE.matcher(key).matches()) {
        settings.put(key, setting.getValue().asText());
      } else if (!OF_KUBERNETES.matcher(key).matches()) {
        refuse(key);
      }
    }
    FIELDS.forEach(
        (field, setting) -> {
          JsonNode value = spec.at(field);
          if (!value.isMissingNode()) {
            settings.put(setting, value.asText());
          }
        });
    return settings;
  }
}
