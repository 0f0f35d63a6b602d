package io.penstock.k8s.supply;

import java.util.List;

/**
 * A library as a bill of materials names it.
 *
 * @param group Maven's group id
 * @param name Maven's artifact id
 * @param version the version
 * @param licences what its pom tells, in the bill's words: SPDX ids, names, or one expression
 */
record Component(String group, String name, String version, List<String> licences) {

  /** The package URL without a version: what lists speak of. */
  String packageUrl() {
    return "pkg:maven/" + group + "/" + name;
  }

  /** The package URL with the version. */
  String url() {
    return packageUrl() + "@" + version;
  }

  @Override
  public String toString() {
    return url();
  }
}
