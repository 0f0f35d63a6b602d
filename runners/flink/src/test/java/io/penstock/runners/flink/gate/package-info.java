/**
 * The proof of the lateness gate: a script of records known beforehand, a source that plays it by a
 * clock of its own, what must come of it, and witnesses of what did.
 */
@NullMarked
package io.penstock.runners.flink.gate;

import org.jspecify.annotations.NullMarked;
