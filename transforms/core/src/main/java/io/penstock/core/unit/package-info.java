/** Units: UCUM codes in, an affine conversion out. */
@NullMarked
package io.penstock.core.unit;

import org.jspecify.annotations.NullMarked;
