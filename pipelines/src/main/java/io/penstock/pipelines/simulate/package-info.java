/**
 * A seeded plant that behaves badly, for the demo, the fault suites and the benchmarks.
 *
 * <p>In: a {@link io.penstock.pipelines.simulate.PlantSimulation}, which is nothing but settings.
 * Out: a folder with a plan, a catalogue, messages in six formats, and before them the ledger: what
 * became of every reading, so that a run can be checked exactly. The same settings give the same
 * bytes everywhere: no clock, no JDK randomness, {@code StrictMath} alone.
 */
@NullMarked
package io.penstock.pipelines.simulate;

import org.jspecify.annotations.NullMarked;
