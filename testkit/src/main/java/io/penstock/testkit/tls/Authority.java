package io.penstock.testkit.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Signs certificates for servers and clients of a test, each made anew by the JDK's own {@code
 * keytool}.
 */
public final class Authority {
  private static final String PASSWORD = "of-the-authority";
  private static final String ALIAS = "authority";

  private final KeyTool own;
  private final Path certificate;

  private Authority(KeyTool own, Path certificate) {
    this.own = own;
    this.certificate = certificate;
  }

  /** Makes one whose files lie in a folder. */
  public static Authority in(Path folder) throws IOException, InterruptedException {
    KeyTool own = new KeyTool(Files.createDirectories(folder).resolve("authority.p12"), PASSWORD);
    own.run(
        "-genkeypair", "-alias", ALIAS, "-keyalg", "EC", "-dname", "CN=authority", "-ext", "bc:c");
    Path certificate = folder.resolve("authority.crt");
    own.run("-exportcert", "-rfc", "-alias", ALIAS, "-file", certificate.toString());
    return new Authority(own, certificate);
  }

  /** Its own certificate as PEM, for whoever trusts it. */
  public Path certificate() {
    return certificate;
  }

  /** Writes a trust store (PKCS #12) that holds its certificate alone. */
  public KeyStoreFile trust(Path file, String password) throws IOException, InterruptedException {
    KeyStoreFile store = new KeyStoreFile(file, password);
    importOwn(store.tool());
    return store;
  }

  /**
   * Writes a key store (PKCS #12) with a new key and its certificate, which is good for a server of
   * this machine: {@code localhost} and 127.0.0.1.
   *
   * @param name the certificate's common name, and the key's alias
   */
  public KeyStoreFile sign(String name, Path file, String password)
      throws IOException, InterruptedException {
    return signFor("dns:localhost,ip:127.0.0.1", name, file, password);
  }

  /**
   * The same for a server elsewhere.
   *
   * @param server its names and addresses, such as {@code dns:mqtt}
   */
  public KeyStoreFile signFor(String server, String name, Path file, String password)
      throws IOException, InterruptedException {
    KeyStoreFile store = new KeyStoreFile(file, password);
    KeyTool tool = store.tool();
    String request = file + ".request";
    String signed = file + ".signed";
    tool.run("-genkeypair", "-alias", name, "-keyalg", "EC", "-dname", "CN=" + name);
    tool.run("-certreq", "-alias", name, "-file", request);
    own.run(
        "-gencert",
        "-alias",
        ALIAS,
        "-infile",
        request,
        "-outfile",
        signed,
        "-rfc",
        "-ext",
        "SAN=" + server);
    importOwn(tool);
    tool.run("-importcert", "-noprompt", "-alias", name, "-file", signed);
    Files.delete(Path.of(request));
    Files.delete(Path.of(signed));
    return store;
  }

  private void importOwn(KeyTool tool) throws IOException, InterruptedException {
    tool.run("-importcert", "-noprompt", "-alias", ALIAS, "-file", certificate.toString());
  }
}
