/**
 * Processes of the operating system for tests of faults. In: a command. Out: a process with a log
 * that can be awaited, killed and frozen. Guarantees: none of them outlives the suite that started
 * it. Not here: what they run.
 */
@NullMarked
package io.penstock.testkit.process;

import org.jspecify.annotations.NullMarked;
