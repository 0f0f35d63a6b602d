/**
 * A small process between an MQTT broker and Kafka, and nothing else: it decodes nothing and knows
 * no catalogue.
 *
 * <p>In: the messages of the topic filters that a plan's sources name, from a persistent session.
 * Out: Kafka records keyed by MQTT topic, each with the messages of one topic and one format
 * ({@link io.penstock.bridge.Envelope} says how). Guarantees: a message is acknowledged to MQTT
 * only after all in-sync replicas of Kafka have it, so it arrives at least once, and per topic in
 * order; memory is bounded in messages and bytes. Not here: what becomes of the readings.
 */
@NullMarked
package io.penstock.bridge;

import org.jspecify.annotations.NullMarked;
