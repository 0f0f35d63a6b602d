/**
 * What can be proved about the manifests without a cluster: each overlay renders, parses strictly,
 * fits the schemas of its kinds and the project's policies, and manifests that are broken on
 * purpose do not.
 */
@NullMarked
package io.penstock.k8s;

import org.jspecify.annotations.NullMarked;
