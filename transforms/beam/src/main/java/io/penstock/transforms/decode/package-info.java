/**
 * Decode: raw messages in, encoded blocks keyed by lane and span out, with what was set aside and
 * what came late beside them. Guarantees: every reading has one fate. Not here: reading sources,
 * writing quarantine.
 */
@NullMarked
package io.penstock.transforms.decode;

import org.jspecify.annotations.NullMarked;
