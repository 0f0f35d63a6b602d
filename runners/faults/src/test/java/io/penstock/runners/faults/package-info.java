/**
 * The live stream on real processes that are killed, stopped and cut off. In: a broker, a
 * PostgreSQL, a Flink cluster and the product's own submitter, each an operating-system process; a
 * messy plant that writes down what it sends. Guarantees, at the end of every cycle: the audit is
 * clean, and what is sealed equals a bounded run over the same raw archive. Not here: faults of the
 * bridge, which are that module's.
 */
@NullMarked
package io.penstock.runners.faults;

import org.jspecify.annotations.NullMarked;
