package io.penstock.runners.faults;

import io.penstock.testkit.tls.KeyStoreFile;
import java.io.IOException;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/**
 * A port of this machine where somebody speaks TLS.
 *
 * @param port the port
 */
record TlsPeer(int port) {
  private static final int PATIENCE_MILLIS = 3_000;

  /**
   * Whether it lets somebody in. With TLS 1.3 a client hears of a refusal only when it reads (RFC
   * 8446, section 4.4.2.4); who is let in hears nothing, since he has not said what he wants.
   *
   * @param keys what he shows
   * @param trust whom he trusts
   */
  boolean talksTo(KeyStoreFile keys, KeyStoreFile trust)
      throws IOException, GeneralSecurityException {
    try (SSLSocket socket =
        (SSLSocket)
            context(keys, trust)
                .getSocketFactory()
                .createSocket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.startHandshake();
      return socket.getInputStream().read() >= 0;
    } catch (SocketTimeoutException e) {
      return true;
    } catch (SSLException e) {
      return false;
    }
  }

  private static SSLContext context(KeyStoreFile keys, KeyStoreFile trust)
      throws IOException, GeneralSecurityException {
    KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    own.init(open(keys), keys.password().toCharArray());
    TrustManagerFactory others =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    others.init(open(trust));
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(own.getKeyManagers(), others.getTrustManagers(), null);
    return context;
  }

  private static KeyStore open(KeyStoreFile store) throws IOException, GeneralSecurityException {
    return KeyStore.getInstance(store.file().toFile(), store.password().toCharArray());
  }
}
