/**
 * The archive: tables of tiles in, one Parquet object per dataset, period and shard out, each of
 * them replaced only by a more complete one. Guarantees: readers never see a partial object or a
 * row twice; writers of one object converge in any order. Not here: which rows there are (core),
 * and dirty marks (the caller sets them from the outcome).
 */
@NullMarked
package io.penstock.io.archive;

import org.jspecify.annotations.NullMarked;
