package io.penstock.io.object;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Objects in S3, or in any server that keeps the conditions of its PUT requests. The entity tag is
 * the server's.
 *
 * <p>A write goes into a local temporary file and from there to the server in one PUT with the
 * SHA-256 that the server has to find, and with {@code If-None-Match: *} to create or {@code
 * If-Match} to replace: the object is there as a whole, or not at all. A failure that leaves open
 * whether the server has done it is settled by reading the object back before another attempt; a
 * late twin of a failed attempt meets a condition that does not hold any more.
 */
public final class S3ObjectStore implements ObjectStore {
  /** Amazon S3 User Guide, "Uploading objects": the largest object of a single PUT. */
  private static final long MAX_BYTES = 5L << 30;

  private static final String SHA256 = "penstock-sha256";
  private static final String TEMPORARY = ".tmp";

  private final S3Client client;
  private final S3Bucket bucket;
  private final S3Settings settings;
  private final S3Reads reads;
  private final Path staging;
  private final int page;

  private S3ObjectStore(S3Bucket bucket, S3Settings settings, Path staging, int page) {
    this.client = S3Clients.of(settings);
    this.bucket = bucket;
    this.settings = settings;
    this.reads = new S3Reads(client, bucket, settings.patience());
    this.staging = staging;
    this.page = page;
  }

  /**
   * The objects below a place.
   *
   * @param place {@code s3://bucket/prefix}
   */
  public static S3ObjectStore at(String place, S3Settings settings) throws IOException {
    return at(place, settings, 1000);
  }

  /** The same with a page size for listings. */
  static S3ObjectStore at(String place, S3Settings settings, int page) throws IOException {
    Path staging = Path.of(System.getProperty("java.io.tmpdir"), "penstock-s3");
    Files.createDirectories(staging);
    return new S3ObjectStore(S3Bucket.parse(place), settings, staging, page);
  }

  @Override
  public Optional<StoredObject> find(String key) throws IOException {
    try {
      return Optional.of(reads.open(key));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  @Override
  public Staged stage(String key) throws IOException {
    bucket.key(key);
    return new Staged(key, staging.resolve(UUID.randomUUID() + TEMPORARY));
  }

  @Override
  public boolean swap(Staged staged, Optional<String> expected) throws IOException {
    PutObjectRequest put = put(staged, expected);
    String location = location(staged.key());
    S3Attempts attempts = new S3Attempts(location, settings.patience());
    boolean inDoubt = false;
    while (true) {
      try {
        client.putObject(put, RequestBody.fromFile(staged.path()));
        return true;
      } catch (SdkException e) {
        switch (S3Fault.of(e)) {
          case ABSENT, CHANGED -> {
            // After an attempt without an answer it may be that attempt which changed it.
            return inDoubt && stored(staged.key()).map(Stored::sha256).equals(sha256(put));
          }
          case CONFLICT -> attempts.pauseAfter(e);
          case REFUSED -> throw S3Attempts.refused(location, e);
          case PASSING -> {
            inDoubt = true;
            attempts.pauseAfter(e);
            Optional<Stored> now = stored(staged.key());
            if (now.map(Stored::sha256).equals(sha256(put))) {
              return true;
            }
            if (!now.map(Stored::etag).equals(expected)) {
              return false;
            }
          }
        }
      }
    }
  }

  private PutObjectRequest put(Staged staged, Optional<String> expected) throws IOException {
    long length = Files.size(staged.path());
    if (length > MAX_BYTES) {
      throw new WriteRefusedException(
          location(staged.key())
              + " would have "
              + length
              + " bytes, over the 5 GiB of a single PUT: use more archive shards or a shorter"
              + " period");
    }
    String sha256;
    try (InputStream in = Files.newInputStream(staged.path())) {
      sha256 = Sha256.of(in);
    }
    Map<String, String> metadata = new TreeMap<>(staged.labels());
    metadata.put(SHA256, sha256);
    PutObjectRequest.Builder put =
        PutObjectRequest.builder()
            .bucket(bucket.bucket())
            .key(bucket.key(staged.key()))
            .contentLength(length)
            .checksumSHA256(Base64.getEncoder().encodeToString(HexFormat.of().parseHex(sha256)))
            .metadata(metadata);
    expected.ifPresentOrElse(put::ifMatch, () -> put.ifNoneMatch("*"));
    return put.build();
  }

  /** What is stored under a key, without its bytes. */
  private record Stored(String etag, String sha256) {}

  private Optional<Stored> stored(String key) throws IOException {
    try {
      HeadObjectResponse head = reads.head(key);
      return Optional.of(new Stored(head.eTag(), head.metadata().getOrDefault(SHA256, "")));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  private static Optional<String> sha256(PutObjectRequest put) {
    return Optional.ofNullable(put.metadata().get(SHA256));
  }

  @Override
  public List<String> list(String prefix) throws IOException {
    String below = bucket.below(prefix);
    List<String> keys = new ArrayList<>();
    @Nullable String token = null;
    do {
      ListObjectsV2Request request =
          ListObjectsV2Request.builder()
              .bucket(bucket.bucket())
              .prefix(below)
              .maxKeys(page)
              .continuationToken(token)
              .build();
      ListObjectsV2Response answer =
          S3Attempts.read(
              S3Bucket.SCHEME + bucket.bucket() + "/" + below,
              settings.patience(),
              () -> client.listObjectsV2(request));
      answer.contents().stream()
          .map(S3Object::key)
          .map(bucket::relative)
          .filter(S3ObjectStore::isVisible)
          .forEach(keys::add);
      token = Boolean.TRUE.equals(answer.isTruncated()) ? answer.nextContinuationToken() : null;
    } while (token != null);
    Collections.sort(keys);
    return keys;
  }

  /** As in a folder, what starts with a dot is nobody's, and so are markers of folders. */
  private static boolean isVisible(String key) {
    return !key.startsWith(".") && !key.contains("/.") && !key.endsWith("/");
  }

  @Override
  public String location(String key) {
    return bucket.location(key);
  }

  /**
   * Deletes local temporary files of writers that were killed; the server never has any.
   *
   * @return how many were deleted
   */
  @Override
  public int sweep(Instant notSince) throws IOException {
    int swept = 0;
    try (Stream<Path> files = Files.list(staging)) {
      for (Path file : files.filter(path -> path.toString().endsWith(TEMPORARY)).toList()) {
        if (Files.getLastModifiedTime(file).toInstant().isBefore(notSince)
            && Files.deleteIfExists(file)) {
          swept++;
        }
      }
    } catch (NoSuchFileException e) {
      return swept; // its writer was faster
    }
    return swept;
  }

  @Override
  public void check() throws IOException {
    new ConditionalWrites(client, bucket, settings).check();
  }
}
