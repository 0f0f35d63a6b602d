package io.penstock.testkit.s3;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * An S3 server (S3Proxy over a local folder) in a JVM of its own, reached through a {@link Relay}.
 * It starts in a few seconds and keeps its objects in the folder.
 *
 * <p>S3Proxy checks {@code If-Match} and writes in two steps, so two writers at once could both
 * succeed. The relay lets one write of a key through at a time, which makes both conditions atomic;
 * starting proves that with racing writers and fails if it is not so.
 */
public final class EmbeddedS3 implements AutoCloseable {
  /** The bucket that is there from the start, unless others are asked for. */
  public static final String BUCKET = "plant";

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final String CLASS_PATH = "server.classpath";

  private final Process process;
  private final Relay relay;
  private final Path objects;

  private EmbeddedS3(Process process, Relay relay, Path objects) {
    this.process = process;
    this.relay = relay;
    this.objects = objects;
  }

  /** Starts a server whose objects lie in a folder, and proves that it keeps conditions. */
  public static EmbeddedS3 start(Path folder) throws IOException, InterruptedException {
    return start(folder, List.of(BUCKET));
  }

  /** The same with buckets of these names. */
  public static EmbeddedS3 start(Path folder, List<String> buckets)
      throws IOException, InterruptedException {
    // any key may do anything
    EmbeddedS3 server = open(folder, buckets, List.of("s3proxy.authorization=none"));
    try {
      RacingWriters.prove(server.endpoint(), buckets.get(0));
      return server;
    } catch (IOException | InterruptedException | RuntimeException e) {
      server.close();
      throw e;
    }
  }

  /**
   * Starts a server that checks the signature of every request (AWS Signature Version 4), and
   * proves that it refuses one without; it keeps conditions as the other does.
   *
   * @param accessKey the only key
   * @param secretKey its secret
   */
  public static EmbeddedS3 startSigned(Path folder, String accessKey, String secretKey)
      throws IOException, InterruptedException {
    return startSigned(folder, List.of(BUCKET), accessKey, secretKey);
  }

  /** The same with buckets of these names. */
  public static EmbeddedS3 startSigned(
      Path folder, List<String> buckets, String accessKey, String secretKey)
      throws IOException, InterruptedException {
    EmbeddedS3 server =
        open(
            folder,
            buckets,
            List.of(
                "s3proxy.authorization=aws-v4",
                "s3proxy.identity=" + accessKey,
                "s3proxy.credential=" + secretKey));
    try {
      refuseUnsigned(server.endpoint().resolve("/" + buckets.get(0) + "/unsigned"));
      return server;
    } catch (IOException | InterruptedException | RuntimeException e) {
      server.close();
      throw e;
    }
  }

  private static EmbeddedS3 open(Path folder, List<String> buckets, List<String> authorization)
      throws IOException, InterruptedException {
    Path objects = Files.createDirectories(folder.resolve("objects"));
    for (String bucket : buckets) {
      Files.createDirectories(objects.resolve(bucket));
    }
    int port = freePort();
    Path settings = folder.resolve("s3proxy.properties");
    List<String> lines = new ArrayList<>(authorization);
    lines.add("s3proxy.endpoint=http://127.0.0.1:" + port);
    lines.add("jclouds.provider=filesystem-nio2");
    lines.add("jclouds.identity=any");
    lines.add("jclouds.credential=any");
    lines.add("jclouds.filesystem.basedir=" + objects);
    Files.write(settings, lines);
    Process process = launch(folder, settings);
    try {
      awaitPort(process, port, folder.resolve("server.log"));
      return new EmbeddedS3(process, Relay.start(port), objects);
    } catch (IOException | InterruptedException | RuntimeException e) {
      process.destroyForcibly();
      throw e;
    }
  }

  private static void refuseUnsigned(URI key) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(key).PUT(HttpRequest.BodyPublishers.ofString("no name")).build();
    int status =
        HttpClient.newHttpClient()
            .send(request, HttpResponse.BodyHandlers.discarding())
            .statusCode();
    if (status / 100 != 4) {
      throw new IllegalStateException("the S3 server takes what nobody signed: " + status);
    }
  }

  /** Where clients find it, with path-style addresses. */
  public URI endpoint() {
    return relay.endpoint();
  }

  /** Where the server keeps a bucket's objects, each a file by its key. */
  public Path bucket(String name) {
    return objects.resolve(name);
  }

  /** Where the server keeps what lies below an {@code s3://} address. */
  public Path files(URI address) {
    return bucket(address.getHost()).resolve(address.getPath().substring(1));
  }

  /** Writes the file that {@code --s3} names, with credentials beside it, into a folder. */
  public Path writeConnection(Path folder) throws IOException {
    return writeConnection(
        folder.resolve("s3.properties"), folder.resolve("credentials"), "any", "any-secret");
  }

  /**
   * The same for a server that checks signatures.
   *
   * @param file the file that {@code --s3} names
   * @param credentials the file with the key and its secret, which the other names
   */
  public Path writeConnection(Path file, Path credentials, String accessKey, String secretKey)
      throws IOException {
    Files.writeString(credentials, credentials("plant", accessKey, secretKey));
    return Files.writeString(
        file,
        "endpoint=%s\nprofile=plant\ncredentialsFile=%s\n".formatted(endpoint(), credentials));
  }

  /** The text of a credentials file for a server that takes any. */
  public static String anyCredentials() {
    return credentials("default", "any", "any-secret");
  }

  /** The text of a credentials file, as AWS's tools read it. */
  public static String credentials(String profile, String accessKey, String secretKey) {
    return "[%s]\naws_access_key_id=%s\naws_secret_access_key=%s\n"
        .formatted(profile, accessKey, secretKey);
  }

  /** What stands between clients and the server, to be told to fail. */
  public Relay relay() {
    return relay;
  }

  @Override
  public void close() throws IOException {
    relay.close();
    process.destroy();
    try {
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private static Process launch(Path folder, Path settings) throws IOException {
    Path logging = folder.resolve("logback.xml");
    Files.writeString(logging, "<configuration><root level=\"OFF\"/></configuration>");
    ProcessBuilder builder =
        new ProcessBuilder(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dlogback.configurationFile=" + logging,
                "-cp",
                serverClassPath(),
                "org.gaul.s3proxy.Main",
                "--properties",
                settings.toString()));
    builder.redirectErrorStream(true).redirectOutput(folder.resolve("server.log").toFile());
    Process process = builder.start();
    // The tests' JVM may be ended without closing anything.
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    return process;
  }

  private static String serverClassPath() throws IOException {
    try (InputStream in = EmbeddedS3.class.getResourceAsStream(CLASS_PATH)) {
      if (in == null) {
        throw new IllegalStateException(CLASS_PATH + " is missing: build testkit/s3 with Maven");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .strip()
          .replace(":", File.pathSeparator);
    }
  }

  private static void awaitPort(Process process, int port, Path log)
      throws IOException, InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
        if (socket.isConnected()) {
          return;
        }
      } catch (IOException e) {
        if (!process.isAlive() || System.nanoTime() > deadline) {
          throw new IOException("the S3 server did not start: " + Files.readString(log), e);
        }
      }
      // Returns early when the process ends, which the next round tells.
      boolean ended = process.waitFor(50, TimeUnit.MILLISECONDS);
      if (ended) {
        throw new IOException("the S3 server ended: " + Files.readString(log));
      }
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
