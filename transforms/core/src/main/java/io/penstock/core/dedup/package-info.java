/** One reading per series and time, decided by content and never by arrival. */
@NullMarked
package io.penstock.core.dedup;

import org.jspecify.annotations.NullMarked;
