/**
 * Where input goes that cannot be used, with its bytes, its reason and its coordinates.
 *
 * <p>In: {@link io.penstock.io.quarantine.QuarantineEntry}. Out: the table {@code quarantine} of
 * {@code docs/tables.md}. Adding is idempotent; a failure to add propagates, for quarantine must
 * never drop. Not here: the decision what is bad (decode), and replay itself, which reads raw.
 */
@NullMarked
package io.penstock.io.quarantine;

import org.jspecify.annotations.NullMarked;
