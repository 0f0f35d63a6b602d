/** Delimited rows (RFC 4180), long or wide. */
@NullMarked
package io.penstock.core.decode.csv;

import org.jspecify.annotations.NullMarked;
