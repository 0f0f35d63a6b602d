package io.penstock.runners.submit;

import io.penstock.testkit.process.JvmProcess;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A folder like that of Spark's distribution: {@code jars/} with Spark and everything that comes
 * with it, at its versions and not at ours, and {@code conf/}. What the distribution's scripts do
 * is done here, as they do it: Spark's launcher says the command.
 *
 * @param folder the folder
 * @param environment variables of everything that is started from it
 */
record SparkHome(Path folder, Map<String, String> environment) {
  private static final Path ROOT =
      Path.of(Objects.requireNonNull(System.getProperty("penstock.root")));
  private static final Path CLASS_PATH = ROOT.resolve("testkit/spark/target/spark.classpath");

  /** The program behind {@code spark-submit}. */
  static final String SUBMIT = "org.apache.spark.deploy.SparkSubmit";

  private static final String DAEMON_OPTIONS = "SPARK_DAEMON_JAVA_OPTS";

  private static final String LAUNCHER = "org.apache.spark.launcher.Main";

  /** The machine may be busy with other things: nobody is given up for being slow. */
  private static final String PATIENCE =
      "-Dspark.rpc.askTimeout=300s -Dspark.network.timeout=600s -Dspark.worker.timeout=600"
          + " -XX:TieredStopAtLevel=1 -XX:+UseSerialGC";

  /** Lays it out, of links to the jars that Maven has resolved. */
  static SparkHome layOut() throws IOException {
    Path folder = ROOT.resolve("runners/submit/target/spark-home");
    link(Files.createDirectories(folder.resolve("jars")));
    Files.writeString(
        Files.createDirectories(folder.resolve("conf")).resolve("log4j2.properties"),
        """
        rootLogger.level = info
        rootLogger.appenderRef.console.ref = console
        appender.console.type = Console
        appender.console.name = console
        appender.console.target = SYSTEM_ERR
        appender.console.layout.type = PatternLayout
        appender.console.layout.pattern = %d{HH:mm:ss.SSS} %p %c{1}: %m%n%ex
        """);
    return new SparkHome(folder, usual(folder));
  }

  private static void link(Path jars) throws IOException {
    Map<Path, Path> wanted = new HashMap<>();
    for (String jar : Files.readString(CLASS_PATH).strip().split(":")) {
      wanted.put(jars.resolve(Path.of(jar).getFileName()), Path.of(jar));
    }
    try (DirectoryStream<Path> present = Files.newDirectoryStream(jars)) {
      for (Path link : present) {
        if (!Files.readSymbolicLink(link).equals(wanted.remove(link))) {
          throw new IOException(link + " is not of this Spark: mvn clean");
        }
      }
    }
    for (Map.Entry<Path, Path> link : wanted.entrySet()) {
      Files.createSymbolicLink(link.getKey(), link.getValue());
    }
  }

  /**
   * Starts one of Spark's programs.
   *
   * @param name names the process and its log
   * @param mainClass of the program
   */
  JvmProcess start(String name, Path logs, String mainClass, List<String> arguments)
      throws IOException, InterruptedException {
    return JvmProcess.start(name, logs, command(mainClass, arguments), mainClass, environment);
  }

  /**
   * Starts a program of this suite as {@code spark-submit} does in client mode.
   *
   * @param name names the process and its log
   */
  JvmProcess startOwn(String name, Path logs, Class<?> main, List<String> arguments)
      throws IOException, InterruptedException {
    String own = main.getProtectionDomain().getCodeSource().getLocation().getPath();
    List<String> whole =
        new ArrayList<>(
            List.of("--driver-class-path", own, "--class", main.getName(), "spark-internal"));
    whole.addAll(arguments);
    return start(name, logs, SUBMIT, whole);
  }

  /** What {@code bin/spark-class} would execute. */
  private List<String> command(String mainClass, List<String> arguments)
      throws IOException, InterruptedException {
    List<String> asking =
        new ArrayList<>(List.of(java(), "-cp", folder.resolve("jars") + "/*", LAUNCHER, mainClass));
    asking.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(asking);
    builder.environment().putAll(environment);
    Process launcher = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String told = new String(launcher.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (launcher.waitFor() != 0) {
      throw new IOException("Spark's launcher refused " + mainClass + " " + arguments);
    }
    // After an empty line, which ends what the launcher wants to say to people.
    String[] command = told.substring(told.indexOf('\n') + 1).split("\0", -1);
    return List.of(command).subList(0, command.length - 1);
  }

  private static Map<String, String> usual(Path folder) {
    return Map.of(
        "SPARK_HOME",
        folder.toString(),
        "JAVA_HOME",
        System.getProperty("java.home"),
        "SPARK_DAEMON_MEMORY",
        "256m",
        DAEMON_OPTIONS,
        PATIENCE,
        "SPARK_LOCAL_IP",
        "127.0.0.1",
        "SPARK_SCALA_VERSION",
        "2.12");
  }

  /**
   * The same with more.
   *
   * @param variables of everything that is started from it
   * @param settings of masters and workers
   */
  SparkHome with(Map<String, String> variables, Map<String, String> settings) {
    Map<String, String> all = new HashMap<>(environment);
    all.putAll(variables);
    StringBuilder options = new StringBuilder(PATIENCE);
    settings.forEach((key, value) -> options.append(" -D" + key + "=" + value));
    all.put(DAEMON_OPTIONS, options.toString());
    return new SparkHome(folder, all);
  }

  private static String java() {
    return System.getProperty("java.home") + File.separator + "bin" + File.separator + "java";
  }
}
