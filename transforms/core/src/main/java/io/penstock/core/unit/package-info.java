/**
 * Units: two names in, an affine conversion out. {@link io.penstock.core.unit.UcumUnits} knows UCUM
 * codes, {@link io.penstock.core.unit.UnitAliases} what else devices write. A unit that is not
 * known, or does not fit, is {@link io.penstock.core.unit.BadUnit} and never a silent conversion.
 */
@NullMarked
package io.penstock.core.unit;

import org.jspecify.annotations.NullMarked;
