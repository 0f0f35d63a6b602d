/** Coders of what travels between steps: deterministic, the first byte a version. */
@NullMarked
package io.penstock.transforms.coders;

import org.jspecify.annotations.NullMarked;
