/** Readings to a regular grid; every filled value says so in its quality. */
@NullMarked
package io.penstock.core.align;

import org.jspecify.annotations.NullMarked;
