/**
 * Files as a source. In: a plan's paths. Out: raw messages of whole lines or whole documents, in
 * parts that are a pure function of a file's bytes and the limits, however many workers read them.
 * Guarantees: header and payloads in order are the file, byte for byte; what cannot be read is a
 * fault with a stable reason. Not here: decoding, and landing in the raw archive.
 */
@NullMarked
package io.penstock.io.files;

import org.jspecify.annotations.NullMarked;
