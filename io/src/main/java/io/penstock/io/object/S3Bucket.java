package io.penstock.io.object;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place in S3: {@code s3://bucket/prefix}.
 *
 * @param bucket the bucket's name
 * @param prefix what all keys start with: whole segments, no slash at either end, may be empty
 */
record S3Bucket(String bucket, String prefix) {
  static final String SCHEME = "s3://";

  private static final Pattern PLACE =
      Pattern.compile("s3://([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:/+([^?#]*?))?/*");

  /** Reads a place. */
  static S3Bucket parse(String place) {
    Matcher matcher = PLACE.matcher(place);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("must be s3://bucket[/prefix], but was: " + place);
    }
    String prefix = matcher.group(2) == null ? "" : matcher.group(2);
    if (!prefix.isEmpty()) {
      checkSegments(prefix);
    }
    return new S3Bucket(matcher.group(1), prefix);
  }

  /** The whole key of an object. */
  String key(String relative) {
    checkSegments(relative);
    return prefix.isEmpty() ? relative : prefix + "/" + relative;
  }

  /** What the keys below a relative prefix start with. */
  String below(String relative) {
    return relative.isEmpty() ? (prefix.isEmpty() ? "" : prefix + "/") : key(relative) + "/";
  }

  /** The relative key of an object below the prefix. */
  String relative(String key) {
    return prefix.isEmpty() ? key : key.substring(prefix.length() + 1);
  }

  /** An object's location. */
  String location(String relative) {
    return SCHEME + bucket + "/" + key(relative);
  }

  private static void checkSegments(String key) {
    for (String segment : key.split("/", -1)) {
      if (segment.isEmpty() || segment.equals(".") || segment.equals("..")) {
        throw new IllegalArgumentException("not an object key: " + key);
      }
    }
  }
}
