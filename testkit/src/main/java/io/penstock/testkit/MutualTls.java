package io.penstock.testkit;

import io.penstock.testkit.tls.KeyStoreFile;
import java.util.Map;
import java.util.TreeMap;

/**
 * Broker and clients show each other certificates.
 *
 * @param broker the broker's key
 * @param client the client's key
 * @param trust the authority that both trust
 */
public record MutualTls(KeyStoreFile broker, KeyStoreFile client, KeyStoreFile trust)
    implements KafkaSecurity {
  @Override
  public Map<String, String> ofBroker(String address, String controllerAddress) {
    Map<String, String> settings =
        new TreeMap<>(KafkaSecurity.listener("SSL", address, controllerAddress));
    settings.put("ssl.client.auth", "required");
    settings.putAll(store("keystore", broker));
    settings.putAll(store("truststore", trust));
    return settings;
  }

  @Override
  public Map<String, String> ofClient() {
    Map<String, String> settings = new TreeMap<>();
    settings.put("security.protocol", "SSL");
    settings.putAll(store("keystore", client));
    settings.putAll(store("truststore", trust));
    return settings;
  }

  /** The settings that name a store: {@code keystore} or {@code truststore}. */
  static Map<String, String> store(String kind, KeyStoreFile store) {
    String key = "ssl." + kind + ".";
    return Map.of(
        key + "location",
        store.file().toString(),
        key + "type",
        "PKCS12",
        key + "password",
        store.password());
  }
}
