/**
 * The audit of a live stream: what a load generator wrote down before sending, held against raw
 * archive, hot tables, archive and quarantine. In: the ledger, the stores, and stores that were
 * computed again from the same raw archive. Out: every difference, named. Nothing is changed.
 */
@NullMarked
package io.penstock.pipelines.audit;

import org.jspecify.annotations.NullMarked;
