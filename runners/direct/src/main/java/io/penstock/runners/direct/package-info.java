/** Penstock on Beam's DirectRunner: for development and tests. */
@NullMarked
package io.penstock.runners.direct;

import org.jspecify.annotations.NullMarked;
