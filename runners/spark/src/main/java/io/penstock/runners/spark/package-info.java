/** Penstock on Apache Spark. */
@NullMarked
package io.penstock.runners.spark;

import org.jspecify.annotations.NullMarked;
