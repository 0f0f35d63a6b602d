/**
 * Hot retention: rows that the archive has are removed from the hot tables. In: a plan's stores and
 * a time. Out: what was removed, and what was kept and why. Guarantees: nothing is removed that the
 * archive does not have with the same evidence. Not here: what is retained in raw or archive.
 */
@NullMarked
package io.penstock.pipelines.prune;

import org.jspecify.annotations.NullMarked;
