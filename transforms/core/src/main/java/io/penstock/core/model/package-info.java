/** What a plant consists of: series, their calibrations, and the catalogue that names them. */
@NullMarked
package io.penstock.core.model;

import org.jspecify.annotations.NullMarked;
