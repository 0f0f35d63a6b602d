package io.penstock.io.object;

import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.profiles.ProfileFileSupplier;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/**
 * The clients of this process, one per settings: making one reads configuration and loads classes
 * for about a second, and workers open stores often. They live as long as the process.
 *
 * <p>A client makes one attempt per request: what a failed one means for a conditional write, only
 * {@link S3ObjectStore} can tell. For the same reason bodies go as they are, not in signed chunks,
 * with a checksum that we compute over the file.
 */
final class S3Clients {
  /** What servers with an endpoint of their own take for a region when none is given. */
  private static final Region USUAL_REGION = Region.US_EAST_1;

  private static final ConcurrentHashMap<S3Settings, S3Client> CLIENTS = new ConcurrentHashMap<>();

  private S3Clients() {}

  static S3Client of(S3Settings settings) {
    return CLIENTS.computeIfAbsent(settings, S3Clients::make);
  }

  private static S3Client make(S3Settings settings) {
    S3ClientBuilder builder =
        S3Client.builder()
            .httpClientBuilder(
                UrlConnectionHttpClient.builder()
                    .connectionTimeout(settings.timeout())
                    .socketTimeout(settings.timeout()))
            .credentialsProvider(credentials(settings))
            .forcePathStyle(settings.addressing() == S3Settings.Addressing.PATH)
            .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
            .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
            .serviceConfiguration(configuration -> configuration.chunkedEncodingEnabled(false))
            .overrideConfiguration(
                overriding -> overriding.retryStrategy(AwsRetryStrategy.doNotRetry()));
    if (!settings.endpoint().isEmpty()) {
      builder.endpointOverride(URI.create(settings.endpoint())).region(USUAL_REGION);
    }
    if (!settings.region().isEmpty()) {
      builder.region(Region.of(settings.region()));
    }
    return builder.build();
  }

  private static AwsCredentialsProvider credentials(S3Settings settings) {
    if (settings.profile().isEmpty()) {
      return DefaultCredentialsProvider.builder().build();
    }
    ProfileCredentialsProvider.Builder profile =
        ProfileCredentialsProvider.builder().profileName(settings.profile());
    if (!settings.credentialsFile().isEmpty()) {
      // Read again when it changes: whoever rotates keys need not stop a run.
      profile.profileFile(
          ProfileFileSupplier.reloadWhenModified(
              Path.of(settings.credentialsFile()), ProfileFile.Type.CREDENTIALS));
    }
    return profile.build();
  }
}
