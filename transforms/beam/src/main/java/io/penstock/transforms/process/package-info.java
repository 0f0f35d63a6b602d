/**
 * Process: blocks grouped by lane and span in, one table of rows and evidence per dataset out.
 * Guarantees: the output is a function of the set of readings. Not here: how readings get into
 * blocks (decode), where tables go (stores).
 */
@NullMarked
package io.penstock.transforms.process;

import org.jspecify.annotations.NullMarked;
