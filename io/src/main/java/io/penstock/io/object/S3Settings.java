package io.penstock.io.object;

import java.io.IOException;
import java.io.Reader;
import java.io.Serializable;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.TreeSet;

/**
 * How an S3 server is reached; what the file that {@code --s3} names says. It holds no secret:
 * credentials come from the default chain of the AWS SDK (environment, web identity, container,
 * instance) or from a profile that is named here, and are read where they are used.
 *
 * @param endpoint address of a server that is not AWS, empty for AWS
 * @param region the region, empty for the one the SDK finds
 * @param addressing how the bucket is named in addresses
 * @param profile profile of the credentials, empty for the default chain
 * @param credentialsFile file that holds the profile, in the SDK's form, empty for the SDK's own
 * @param timeout longest wait for a connection, and for the next byte of it
 * @param patience how long a request that fails in passing is tried again
 */
public record S3Settings(
    String endpoint,
    String region,
    Addressing addressing,
    String profile,
    String credentialsFile,
    Duration timeout,
    Duration patience)
    implements Serializable {

  /** How the bucket is named in addresses. */
  public enum Addressing {
    /** {@code https://server/bucket/key}, as MinIO and most others want it. */
    PATH,
    /** {@code https://bucket.server/key}, as AWS wants it. */
    HOST
  }

  /** AWS, with everything from the SDK's default chains. */
  public static final S3Settings AWS =
      new S3Settings(
          "", "", Addressing.HOST, "", "", Duration.ofSeconds(30), Duration.ofMinutes(2));

  private static final List<String> KEYS =
      List.of(
          "endpoint", "region", "addressing", "profile", "credentialsFile", "timeout", "patience");

  /** Checks address and durations. */
  public S3Settings {
    if (!endpoint.isEmpty()) {
      checkEndpoint(endpoint);
    }
    checkPositive("timeout", timeout);
    checkPositive("patience", patience);
    if (!credentialsFile.isEmpty() && profile.isEmpty()) {
      throw new IllegalArgumentException("credentialsFile needs a profile to take from it");
    }
  }

  /**
   * Reads a settings file. A server with an endpoint of its own is addressed by path unless the
   * file says otherwise.
   *
   * @throws IOException when it cannot be read or has a mistake; the message names the file
   */
  public static S3Settings read(Path file) throws IOException {
    Properties properties = new Properties();
    try (Reader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      properties.load(in);
    }
    TreeSet<String> unknown = new TreeSet<>(properties.stringPropertyNames());
    unknown.removeAll(KEYS);
    if (!unknown.isEmpty()) {
      throw new IOException(
          file
              + ": no such setting: "
              + String.join(", ", unknown)
              + "; there are "
              + String.join(", ", KEYS)
              + " (keys and secrets never stand in this file, but in the profile it names)");
    }
    try {
      return of(properties);
    } catch (IllegalArgumentException | DateTimeParseException e) {
      throw new IOException(file + ": " + e.getMessage(), e);
    }
  }

  private static S3Settings of(Properties properties) {
    String endpoint = properties.getProperty("endpoint", "");
    Addressing usual = endpoint.isEmpty() ? Addressing.HOST : Addressing.PATH;
    return new S3Settings(
        endpoint,
        properties.getProperty("region", ""),
        Addressing.valueOf(
            properties.getProperty("addressing", usual.name()).toUpperCase(Locale.ROOT)),
        properties.getProperty("profile", ""),
        properties.getProperty("credentialsFile", ""),
        Duration.parse(properties.getProperty("timeout", AWS.timeout().toString())),
        Duration.parse(properties.getProperty("patience", AWS.patience().toString())));
  }

  private static void checkEndpoint(String endpoint) {
    try {
      URI uri = new URI(endpoint);
      boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      if (!web || uri.getHost() == null || uri.getUserInfo() != null) {
        throw new IllegalArgumentException(
            "endpoint must be http(s)://host[:port] without user, but was: " + endpoint);
      }
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("endpoint must be an address, but was: " + endpoint, e);
    }
  }

  private static void checkPositive(String name, Duration duration) {
    if (duration.isNegative() || duration.isZero()) {
      throw new IllegalArgumentException(name + " must be positive, but was: " + duration);
    }
  }
}
