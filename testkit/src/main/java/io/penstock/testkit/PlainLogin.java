package io.penstock.testkit;

import java.util.Map;
import java.util.TreeMap;

/**
 * The one user of a broker that lets nobody else in: SASL/PLAIN without TLS, so for this machine
 * alone.
 *
 * @param user the name, which the broker itself uses, too
 * @param password letters, digits and marks that need no quoting
 */
public record PlainLogin(String user, String password) implements KafkaSecurity {
  @Override
  public Map<String, String> ofBroker(String address, String controllerAddress) {
    Map<String, String> settings =
        new TreeMap<>(KafkaSecurity.listener("SASL_PLAINTEXT", address, controllerAddress));
    settings.put("sasl.enabled.mechanisms", "PLAIN");
    settings.put("sasl.mechanism.inter.broker.protocol", "PLAIN");
    settings.put(
        "listener.name.plant.plain.sasl.jaas.config",
        module(" user_" + user + "=\"" + password + "\""));
    return settings;
  }

  @Override
  public Map<String, String> ofClient() {
    return Map.of(
        "security.protocol",
        "SASL_PLAINTEXT",
        "sasl.mechanism",
        "PLAIN",
        "sasl.jaas.config",
        module(""));
  }

  private String module(String more) {
    return "org.apache.kafka.common.security.plain.PlainLoginModule required username=\""
        + user
        + "\" password=\""
        + password
        + "\""
        + more
        + ";";
  }

  /** Names the user alone. */
  @Override
  public String toString() {
    return user;
  }
}
