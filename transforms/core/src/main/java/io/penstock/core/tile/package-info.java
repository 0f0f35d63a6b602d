/**
 * Blocks of readings in, tiles out: the pure function of a set of readings that every engine runs.
 */
@NullMarked
package io.penstock.core.tile;

import org.jspecify.annotations.NullMarked;
