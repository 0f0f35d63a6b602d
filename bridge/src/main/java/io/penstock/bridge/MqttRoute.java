package io.penstock.bridge;

import io.penstock.core.plan.MqttInput;
import java.util.List;

/**
 * What one connection asks of a broker.
 *
 * @param clientId the session's name, the same at every start
 * @param input topic filters, group and quality of service
 * @param receiveMaximum unacknowledged messages the broker may send (MQTT 5 alone)
 */
record MqttRoute(String clientId, MqttInput input, int receiveMaximum) {
  /** The filters as they are subscribed: shared where the plan names a group. */
  List<String> subscriptions() {
    return input.filters().stream()
        .map(filter -> input.isShared() ? "$share/" + input.group() + "/" + filter : filter)
        .toList();
  }
}
