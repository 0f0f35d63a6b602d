/**
 * Statistics over a window of readings, each with its definition and its source.
 *
 * <p>In: the admitted readings of one series in one {@link io.penstock.core.feature.Window}, sorted
 * and distinct in time, with the nearest ones outside. Out: one number per {@link
 * io.penstock.core.feature.Feature} ({@link io.penstock.core.feature.WindowStatistics}), or the
 * time per state of a text or boolean series ({@link io.penstock.core.feature.StateDurations}).
 *
 * <p>Equal windows give equal bits on every machine: sums run in time order, transcendental
 * functions come from {@link StrictMath}, NaN is canonical. Cutting windows out of tiles, and
 * deciding which readings are admitted, is not done here.
 */
@NullMarked
package io.penstock.core.feature;

import org.jspecify.annotations.NullMarked;
