/**
 * Flat Parquet files, column by column: deterministic bytes out, checked columns in. Not here: what
 * the columns mean.
 */
@NullMarked
package io.penstock.io.parquet;

import org.jspecify.annotations.NullMarked;
