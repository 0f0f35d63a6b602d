package io.penstock.runners.faults;

import io.penstock.testkit.canary.Canary;
import java.util.List;

/**
 * The secrets of a stream, and a word that is none: it names plan, topic, assets and folders and is
 * in what is sent, so a search that does not see it in some place does not see that place.
 *
 * @param hotPassword of the database, at first
 * @param newHotPassword what it is changed to
 * @param kafkaPassword of the broker's only user
 * @param s3Secret of the only key
 * @param decoy the word
 */
record CanarySecrets(
    Canary hotPassword,
    Canary newHotPassword,
    Canary kafkaPassword,
    Canary s3Secret,
    Canary decoy) {

  /** New ones. */
  static CanarySecrets hatch() {
    return new CanarySecrets(
        Canary.hatch("the hot password"),
        Canary.hatch("the changed hot password"),
        Canary.hatch("Kafka's password"),
        Canary.hatch("the S3 secret key"),
        Canary.hatch("the decoy"));
  }

  /** Those that nobody may see. */
  List<Canary> secret() {
    return List.of(hotPassword, newHotPassword, kafkaPassword, s3Secret);
  }

  /** All that is searched for. */
  List<Canary> all() {
    return List.of(hotPassword, newHotPassword, kafkaPassword, s3Secret, decoy);
  }
}
