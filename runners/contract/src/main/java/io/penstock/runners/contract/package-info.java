/**
 * The contract of every engine: one suite of laws that each runner's tests extend, with the plant
 * and the stores they need. In: an engine's options. Guarantees: an engine that passes stores the
 * digests that are committed under {@code testdata/contract}, so all that pass are equal to each
 * other. Not here: what a pipeline does.
 */
@NullMarked
package io.penstock.runners.contract;

import org.jspecify.annotations.NullMarked;
