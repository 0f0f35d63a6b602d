package io.penstock.io.hot;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Properties;

/**
 * Where the hot database is and how to get in. It travels in job graphs and is shown in user
 * interfaces, so it names a file that holds the password and never the password.
 *
 * @param url JDBC URL without credentials, {@code jdbc:postgresql://host:port/database}
 * @param user the database user
 * @param passwordFile a properties file (UTF-8) with the key {@value #PASSWORD_KEY}, read whenever
 *     a connection pool is opened; empty when the server asks for no password
 */
public record HotConnection(String url, String user, String passwordFile) implements Serializable {
  /** The key of the password in its file. */
  public static final String PASSWORD_KEY = "hot.password";

  private static final String PREFIX = "jdbc:postgresql:";

  /** Refuses a URL that is not PostgreSQL's, or that holds credentials. */
  public HotConnection {
    if (!url.startsWith(PREFIX)) {
      throw new IllegalArgumentException("hot.url must start with " + PREFIX);
    }
    if (url.toLowerCase(Locale.ROOT).contains("password=") || url.contains("@")) {
      throw new IllegalArgumentException(
          "hot.url must not hold credentials: name a password file instead");
    }
  }

  /** A server that lets this user in without a password, such as a local test server. */
  public static HotConnection trusted(String url, String user) {
    return new HotConnection(url, user, "");
  }

  /**
   * Reads the password; empty when there is none.
   *
   * @throws IOException if the file cannot be read or lacks the key
   */
  String password() throws IOException {
    if (passwordFile.isEmpty()) {
      return "";
    }
    Properties properties = new Properties();
    try (Reader in =
        new InputStreamReader(
            Files.newInputStream(Path.of(passwordFile)), StandardCharsets.UTF_8)) {
      properties.load(in);
    } catch (NoSuchFileException e) {
      throw new IOException("there is no password file " + passwordFile, e);
    }
    String password = properties.getProperty(PASSWORD_KEY);
    if (password == null) {
      throw new IOException(passwordFile + " must have the key " + PASSWORD_KEY);
    }
    return password;
  }
}
