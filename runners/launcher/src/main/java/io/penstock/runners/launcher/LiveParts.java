package io.penstock.runners.launcher;

import io.penstock.core.plan.Plan;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The processes of the live demo: brokers, bridge, stream. Each has its log in the folder {@code
 * logs}; they are stopped in the opposite order of their start, so that each finds what it needs to
 * end in good order.
 */
final class LiveParts implements AutoCloseable {
  private static final Duration LONGEST_START = Duration.ofMinutes(2);
  private static final Pattern URL = Pattern.compile("http://\\S+/readyz");
  private static final String DELAY = "rows committed after";
  private static final String STOPPED = "go on with --restore";

  private final Path out;
  private final Path plan;
  private final Deque<BackgroundProcess> parts = new ArrayDeque<>();

  private LiveParts(Path out, Path plan) {
    this.out = out;
    this.plan = plan;
  }

  /** Starts the brokers, with the topics of a plan, and puts the connection file where it says. */
  static LiveParts startBrokers(Path out, Path planFile, Plan plan)
      throws IOException, InterruptedException {
    LiveParts parts = new LiveParts(out, planFile);
    List<String> command = java();
    command.add("-Xmx1g");
    command.add("-jar");
    command.add(BuiltJar.find(Path.of("testkit"), "penstock-testkit-*-all.jar").toString());
    command.add(parts.brokers().toString());
    plan.sources().forEach(source -> command.add(source.kafka().topic()));
    Files.createDirectories(parts.brokers());
    try {
      parts.start("brokers", command).await("brokers-ready", LONGEST_START);
      Files.copy(parts.kafkaFile(), planFile.resolveSibling("kafka.properties"));
      return parts;
    } catch (IOException | InterruptedException | RuntimeException e) {
      parts.close();
      throw e;
    }
  }

  /** Starts bridge and stream; returns when messages flow and the stream has been submitted. */
  void startStream(Path hot) throws IOException, InterruptedException {
    List<String> command = java();
    command.add("-Xmx512m");
    command.add("-Dorg.slf4j.simpleLogger.log.io.penstock.bridge=info");
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.addAll(
        List.of(
            Penstock.class.getName(),
            "bridge",
            "--plan=" + plan,
            "--mqtt=" + mqttFile(),
            "--kafka=" + kafkaFile(),
            "--status=127.0.0.1:0"));
    BackgroundProcess bridge = start("bridge", command);
    BackgroundProcess stream =
        start(
            "stream",
            Engine.liveCommand(
                List.of("--plan=" + plan, "--out=" + out, "--hot=" + hot, "--from=earliest")));
    awaitReady(bridge);
    stream.await("the stream is job", LONGEST_START);
  }

  /** Stops the stream with a savepoint, and returns what it says of its delays and of that. */
  List<String> stopStream() throws IOException {
    BackgroundProcess stream = parts.pop();
    stream.close();
    List<String> said = new ArrayList<>(stream.line(DELAY).stream().toList());
    said.add(
        stream
            .line(STOPPED)
            .orElseThrow(
                () -> new CommandFailed("the stream made no savepoint; see " + log("stream"))));
    return said;
  }

  /**
   * Makes sure that every part runs.
   *
   * @throws CommandFailed when one has ended
   */
  void check() throws IOException {
    for (BackgroundProcess part : parts) {
      part.check();
    }
  }

  /** The connection file of the MQTT broker. */
  Path mqttFile() {
    return brokers().resolve("mqtt.properties");
  }

  private Path kafkaFile() {
    return brokers().resolve("kafka.properties");
  }

  private Path brokers() {
    return out.resolve("brokers");
  }

  private Path log(String what) {
    return out.resolve("logs").resolve(what + ".log");
  }

  private BackgroundProcess start(String what, List<String> command) throws IOException {
    BackgroundProcess part = BackgroundProcess.start(what, command, log(what));
    parts.push(part);
    return part;
  }

  private static void awaitReady(BackgroundProcess bridge)
      throws IOException, InterruptedException {
    Matcher url = URL.matcher(bridge.await("/readyz", LONGEST_START));
    if (!url.find()) {
      throw new CommandFailed("the bridge does not say where it tells its state");
    }
    HttpClient http = HttpClient.newHttpClient();
    HttpRequest request = HttpRequest.newBuilder(URI.create(url.group())).build();
    long end = System.nanoTime() + LONGEST_START.toNanos();
    while (http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() != 200) {
      bridge.check();
      if (System.nanoTime() > end) {
        throw new CommandFailed("the bridge did not become ready");
      }
      Thread.sleep(200);
    }
  }

  private static List<String> java() {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:+UseSerialGC");
    command.add("-Dorg.slf4j.simpleLogger.defaultLogLevel=error");
    return command;
  }

  @Override
  public void close() throws IOException {
    while (!parts.isEmpty()) {
      parts.pop().close();
    }
  }
}
