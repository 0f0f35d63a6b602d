package io.penstock.k8s.supply;

import java.util.List;
import java.util.regex.Pattern;
import org.apache.maven.artifact.versioning.DefaultArtifactVersion;
import org.apache.maven.artifact.versioning.InvalidVersionSpecificationException;
import org.apache.maven.artifact.versioning.VersionRange;

/**
 * Versions of libraries that must not be in an image.
 *
 * @param id a CVE, a GHSA, or {@code PENSTOCK-n} where the project bans a version for a reason of
 *     its own
 * @param packages package URLs without a version
 * @param affected the versions, as Maven writes and orders them: {@code [2.8.0,3.9.2)}
 * @param fixed the first version without the fault, or {@link #NOWHERE}
 * @param what what goes wrong
 * @param source who says so, and when
 * @param keptOut whether no image has any version of it
 */
record Advisory(
    String id,
    List<String> packages,
    VersionRange affected,
    String fixed,
    String what,
    String source,
    boolean keptOut) {
  /** What {@code fixed} says when no version is. */
  static final String NOWHERE = "none";

  private static final Pattern ID =
      Pattern.compile("CVE-\\d{4}-\\d{4,}|GHSA(-[0-9a-z]{4}){3}|PENSTOCK-\\d+");

  /** Reads one. */
  static Advisory read(Entry entry) {
    entry.only("id", "packages", "affected", "fixed", "what", "source", "kept-out");
    Advisory advisory =
        new Advisory(
            entry.text("id"),
            entry.texts("packages"),
            range(entry),
            entry.text("fixed"),
            entry.text("what"),
            entry.text("source"),
            entry.says("kept-out"));
    if (!ID.matcher(advisory.id).matches()) {
      throw entry.refused("id must be a CVE, a GHSA or PENSTOCK-n, but was: " + advisory.id);
    }
    if (advisory.packages.isEmpty()
        || advisory.packages.stream().anyMatch(url -> !url.matches("pkg:maven/[^/@]+/[^/@]+"))) {
      throw entry.refused("packages must be like pkg:maven/group/name");
    }
    if (!advisory.fixed.equals(NOWHERE) && advisory.affects(advisory.fixed)) {
      throw entry.refused("the fixed version " + advisory.fixed + " is in the affected range");
    }
    return advisory;
  }

  /** Whether this library is in this version. */
  boolean affects(Component component) {
    return packages.contains(component.packageUrl()) && affects(component.version());
  }

  private boolean affects(String version) {
    return affected.containsVersion(new DefaultArtifactVersion(version));
  }

  private static VersionRange range(Entry entry) {
    String written = entry.text("affected");
    try {
      VersionRange range = VersionRange.createFromVersionSpec(written);
      if (range.hasRestrictions()) {
        return range;
      }
    } catch (InvalidVersionSpecificationException e) {
      throw entry.refused("affected is no range of versions: " + e.getMessage());
    }
    throw entry.refused("affected must be a range like [1.0,1.2), but was: " + written);
  }

  @Override
  public String toString() {
    return id;
  }
}
