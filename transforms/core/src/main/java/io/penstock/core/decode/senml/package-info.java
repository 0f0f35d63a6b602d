/**
 * SenML packs in JSON. In: one pack per message, as RFC 8428 has it or in the older dialect. Out:
 * one reading per value and one per sum, resolved: names joined, times absolute, bases added.
 *
 * <p>{@link io.penstock.core.decode.senml.SenmlDecoder} reads the document, a reader for each
 * dialect its records, and {@link io.penstock.core.decode.senml.SenmlPack} resolves them. Not here:
 * CBOR, EXI and XML; what a name or a unit means.
 */
@NullMarked
package io.penstock.core.decode.senml;

import org.jspecify.annotations.NullMarked;
