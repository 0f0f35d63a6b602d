/** The names of everything Penstock counts. */
@NullMarked
package io.penstock.transforms.metrics;

import org.jspecify.annotations.NullMarked;
