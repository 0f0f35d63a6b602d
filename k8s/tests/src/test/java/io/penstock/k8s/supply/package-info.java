/**
 * The gate that every library in an image passes. In: the bill of materials (CycloneDX) of each
 * image's module, and the lists under {@code k8s/images/supply}. Out: what breaks a rule, in words.
 * Guaranteed: an exception is in a list with its reason, and one that nothing needs is a finding.
 * Not here: finding advisories; the list holds what its authors know.
 */
@NullMarked
package io.penstock.k8s.supply;

import org.jspecify.annotations.NullMarked;
