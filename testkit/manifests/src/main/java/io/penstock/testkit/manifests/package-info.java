/**
 * Reads the manifests under {@code k8s/} as a cluster and its operators would: overlays rendered by
 * Kustomize, YAML that has one meaning, pods with what operators fill in, the files that pods find,
 * Prometheus' relabelling.
 *
 * <p>In: the repository's manifests. Out: documents and what follows from them. Not here: what they
 * must say, which is for the tests that use this.
 */
@NullMarked
package io.penstock.testkit.manifests;

import org.jspecify.annotations.NullMarked;
