package io.penstock.io.kafka;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * What a topic must be so that nothing read from it is lost, late or out of place.
 *
 * @param topic the topic
 * @param partitions number of its partitions; 0 when it does not exist
 * @param problems what is wrong, each with what to set; empty when it may be read
 */
public record TopicCheck(String topic, int partitions, List<String> problems) {
  /** Copies the list. */
  public TopicCheck {
    problems = List.copyOf(problems);
  }

  /**
   * Checks a topic.
   *
   * @param retention how long it must keep records at least
   * @throws IOException when the brokers cannot be asked
   */
  public static TopicCheck of(String topic, KafkaConnection connection, Duration retention)
      throws IOException, InterruptedException {
    try (Admin admin = Admin.create(connection.properties())) {
      TopicDescription description =
          admin.describeTopics(List.of(topic)).allTopicNames().get().values().iterator().next();
      ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
      Config config =
          admin.describeConfigs(Set.of(resource)).all().get().values().iterator().next();
      return new TopicCheck(
          topic, description.partitions().size(), problems(topic, config, retention));
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnknownTopicOrPartitionException) {
        return new TopicCheck(
            topic, 0, List.of("topic " + topic + " does not exist: create it, or name another"));
      }
      throw new IOException("cannot ask the brokers about " + topic + ": " + e.getCause(), e);
    }
  }

  private static List<String> problems(String topic, Config config, Duration retention) {
    List<String> problems = new ArrayList<>();
    String timestamps = value(config, TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG);
    if (!timestamps.equals("LogAppendTime")) {
      problems.add(
          problem(topic, TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "LogAppendTime", timestamps));
    }
    String cleanup = value(config, TopicConfig.CLEANUP_POLICY_CONFIG);
    if (cleanup.contains(TopicConfig.CLEANUP_POLICY_COMPACT)) {
      problems.add(problem(topic, TopicConfig.CLEANUP_POLICY_CONFIG, "delete", cleanup));
    }
    String keeps = value(config, TopicConfig.RETENTION_MS_CONFIG);
    long millis = Long.parseLong(keeps);
    if (millis >= 0 && millis < retention.toMillis()) {
      problems.add(
          problem(
              topic, TopicConfig.RETENTION_MS_CONFIG, "at least " + retention.toMillis(), keeps));
    }
    return problems;
  }

  private static String problem(String topic, String key, String demand, String actual) {
    return "topic " + topic + ": " + key + " must be " + demand + ", but was: " + actual;
  }

  private static String value(Config config, String key) {
    return config.get(key).value();
  }
}
