/**
 * The raw archive: every message as it was received, before anything is derived from it. In: parts
 * of files with the spans of event time they touch. Out: the same messages, pruned by span, and
 * whether a file is there completely. Not here: the raw archive of a stream.
 */
@NullMarked
package io.penstock.io.raw;

import org.jspecify.annotations.NullMarked;
