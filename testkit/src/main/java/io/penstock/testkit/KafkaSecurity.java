package io.penstock.testkit;

import java.util.Map;

/** How a broker knows its clients, and they it. */
public interface KafkaSecurity {
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

  /** What a client needs beside the broker's address. */
  Map<String, String> ofClient();
}
