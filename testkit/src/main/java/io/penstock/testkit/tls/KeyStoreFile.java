package io.penstock.testkit.tls;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Base64;

/**
 * A key store or a trust store, PKCS #12.
 *
 * @param file the store
 * @param password of the store and of its keys
 */
public record KeyStoreFile(Path file, String password) {
  private static final int LINE = 64;

  KeyTool tool() {
    return new KeyTool(file, password);
  }

  /** Writes the certificates of a key, its own first, as PEM (RFC 7468). */
  public Path writeCertificates(String alias, Path pem)
      throws IOException, GeneralSecurityException {
    StringBuilder text = new StringBuilder();
    for (Certificate certificate : open().getCertificateChain(alias)) {
      text.append(pem("CERTIFICATE", certificate.getEncoded()));
    }
    return Files.writeString(pem, text);
  }

  /** Writes a key as PEM (RFC 7468), for its owner's eyes. */
  public Path writeKey(String alias, Path pem) throws IOException, GeneralSecurityException {
    byte[] key = open().getKey(alias, password.toCharArray()).getEncoded();
    Files.writeString(pem, pem("PRIVATE KEY", key));
    return Files.setPosixFilePermissions(pem, PosixFilePermissions.fromString("rw-------"));
  }

  private KeyStore open() throws IOException, GeneralSecurityException {
    return KeyStore.getInstance(file.toFile(), password.toCharArray());
  }

  private static String pem(String label, byte[] der) {
    String body =
        Base64.getMimeEncoder(LINE, "\n".getBytes(StandardCharsets.US_ASCII)).encodeToString(der);
    return "-----BEGIN %s-----%n%s%n-----END %s-----%n".formatted(label, body, label);
  }

  /** Names the file alone. */
  @Override
  public String toString() {
    return file.toString();
  }
}
