/** Signals of the operating system, for programs that end in an order of their own. */
@NullMarked
package io.penstock.pipelines.signals;

import org.jspecify.annotations.NullMarked;
