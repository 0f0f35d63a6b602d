package io.penstock.pipelines.stores;

import io.penstock.io.hot.HotConnection;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Properties;

/**
 * The file that {@code --hot} names: properties {@code url}, {@code user} and, unless the server
 * trusts the user, {@code passwordFile}.
 */
public final class ConnectionFile {
  /** Stands for "no hot tables" in runs that store nothing. */
  public static final HotConnection NONE = HotConnection.trusted("jdbc:postgresql:none", "none");

  private ConnectionFile() {}

  /** Reads a connection file. */
  public static HotConnection read(Path file) throws IOException {
    Properties properties = new Properties();
    try (Reader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      properties.load(in);
    } catch (NoSuchFileException e) {
      throw new IOException("there is no connection file " + file, e);
    }
    return new HotConnection(
        required(properties, "url", file),
        required(properties, "user", file),
        properties.getProperty("passwordFile", ""));
  }

  /** Writes a connection file. */
  public static void write(HotConnection connection, Path file) throws IOException {
    String text =
        "url="
            + connection.url()
            + "\nuser="
            + connection.user()
            + "\npasswordFile="
            + connection.passwordFile()
            + "\n";
    Files.writeString(file, text, StandardCharsets.UTF_8);
  }

  private static String required(Properties properties, String key, Path file) throws IOException {
    String value = properties.getProperty(key, "");
    if (value.isEmpty()) {
      throw new IOException(file + " must set " + key);
    }
    return value;
  }
}
