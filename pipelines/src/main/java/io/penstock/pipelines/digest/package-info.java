/** Logical digests of what a plan's stores hold: equal digests mean equal rows, bit for bit. */
@NullMarked
package io.penstock.pipelines.digest;

import org.jspecify.annotations.NullMarked;
