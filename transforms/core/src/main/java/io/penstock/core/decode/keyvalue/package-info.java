/** Delimited key/value lines such as MTConnect SHDR. */
@NullMarked
package io.penstock.core.decode.keyvalue;

import org.jspecify.annotations.NullMarked;
