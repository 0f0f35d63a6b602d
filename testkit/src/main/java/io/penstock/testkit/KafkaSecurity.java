package io.penstock.testkit;

import java.util.Map;

/** How a broker knows its clients, and they it. */
public interface KafkaSecurity {
  /** The name of a secured listener. */
  String LISTENER = "PLANT";

  /** Nobody is asked. */
  KafkaSecurity NONE =
      new KafkaSecurity() {
        @Override
        public Map<String, String> ofBroker(String address, String controllerAddress) {
          return Map.of();
        }

        @Override
        public Map<String, String> ofClient() {
          return Map.of();
        }
      };

  /** Settings of the broker that take the place of those without security. */
  Map<String, String> ofBroker(String address, String controllerAddress);

  /** The settings of a broker with one listener that speaks a protocol, such as {@code SSL}. */
  static Map<String, String> listener(String protocol, String address, String controllerAddress) {
    String listener = LISTENER + "://" + address;
    return Map.of(
        "listeners",
        listener + ",CONTROLLER://" + controllerAddress,
        "advertised.listeners",
        listener,
        "listener.security.protocol.map",
        LISTENER + ":" + protocol + ",CONTROLLER:PLAINTEXT",
        "inter.broker.listener.name",
        LISTENER);
  }

  /** What a client needs beside the broker's address. */
  Map<String, String> ofClient();
}
