/**
 * The work of a backfill as SQL, on Spark and on DuckDB, over Penstock's own raw archive: what
 * {@code benchmarks/history} holds {@code penstock backfill} against.
 */
@NullMarked
package io.penstock.benchmarks.history;

import org.jspecify.annotations.NullMarked;
