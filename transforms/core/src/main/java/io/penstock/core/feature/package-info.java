/** Statistics over a window of readings, each with its definition and its source. */
@NullMarked
package io.penstock.core.feature;

import org.jspecify.annotations.NullMarked;
