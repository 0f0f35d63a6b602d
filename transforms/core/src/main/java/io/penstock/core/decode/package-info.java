/**
 * Raw messages in, decoded readings out. Never throws on data: what cannot be read is reported as
 * {@link io.penstock.core.decode.BadInput} with a stable reason.
 */
@NullMarked
package io.penstock.core.decode;

import org.jspecify.annotations.NullMarked;
