/**
 * InfluxDB line protocol. In: one line per message, or several. Out: one reading per field.
 *
 * <p>{@link io.penstock.core.decode.lineprotocol.LineProtocolParser} reads bytes into points,
 * {@link io.penstock.core.decode.lineprotocol.LineProtocolDecoder} turns points into readings. Not
 * here: what an address means, and the merging of fields that points with one identity give twice.
 */
@NullMarked
package io.penstock.core.decode.lineprotocol;

import org.jspecify.annotations.NullMarked;
