/**
 * Real brokers inside the process, for tests and the demo: nothing is installed, every part comes
 * from Maven.
 *
 * <p>In: a folder. Out: a broker on a free port of the loopback address, which keeps its data in
 * the folder and can be stopped and started again on the same port. Not here: anything production
 * code depends on.
 */
@NullMarked
package io.penstock.testkit;

import org.jspecify.annotations.NullMarked;
