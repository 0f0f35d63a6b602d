package io.penstock.testkit.tls;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The JDK's {@code keytool} at work on one store.
 *
 * @param store the store, PKCS #12
 * @param password of the store and of its keys
 */
record KeyTool(Path store, String password) {

  /** Runs a command with its options. */
  void run(String... command) throws IOException, InterruptedException {
    Files.createDirectories(store.toAbsolutePath().resolveSibling("."));
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    words.addAll(List.of(command));
    words.addAll(
        List.of("-keystore", store.toString(), "-storetype", "PKCS12", "-storepass", password));
    Process keytool = new ProcessBuilder(words).redirectErrorStream(true).start();
    String told = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (keytool.waitFor() != 0) {
      throw new IOException("keytool " + command[0] + " failed: " + told);
    }
  }
}
