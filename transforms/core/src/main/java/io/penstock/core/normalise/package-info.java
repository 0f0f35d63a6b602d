/** Raw values to engineering values: scale, offset, validity dates and range. */
@NullMarked
package io.penstock.core.normalise;

import org.jspecify.annotations.NullMarked;
