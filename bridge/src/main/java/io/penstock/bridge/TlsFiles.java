package io.penstock.bridge;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManagerFactory;

/**
 * The key stores of a TLS connection, in PKCS 12; read at every connect, so that certificates can
 * be renewed while the bridge runs.
 *
 * @param trustStore whom to trust; empty for the JDK's list
 * @param trustStorePasswordFile its password's file, or empty
 * @param keyStore the bridge's own certificate for mutual TLS, or empty
 * @param keyStorePasswordFile its password's file, or empty
 */
public record TlsFiles(
    String trustStore,
    String trustStorePasswordFile,
    String keyStore,
    String keyStorePasswordFile) {

  Optional<TrustManagerFactory> trust() throws IOException {
    if (trustStore.isEmpty()) {
      return Optional.empty();
    }
    try {
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(load(trustStore, SecretFile.read(trustStorePasswordFile)));
      return Optional.of(factory);
    } catch (GeneralSecurityException e) {
      throw new IOException(trustStore + " cannot be used: " + e.getMessage(), e);
    }
  }

  Optional<KeyManagerFactory> key() throws IOException {
    if (keyStore.isEmpty()) {
      return Optional.empty();
    }
    try {
      char[] password = SecretFile.read(keyStorePasswordFile).toCharArray();
      KeyManagerFactory factory =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      factory.init(load(keyStore, new String(password)), password);
      return Optional.of(factory);
    } catch (GeneralSecurityException e) {
      throw new IOException(keyStore + " cannot be used: " + e.getMessage(), e);
    }
  }

  private static KeyStore load(String file, String password)
      throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(Path.of(file))) {
      store.load(in, password.toCharArray());
    }
    return store;
  }
}
