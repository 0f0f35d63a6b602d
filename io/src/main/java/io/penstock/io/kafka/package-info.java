/**
 * Kafka as the source of the live stream. In: a topic whose records the broker stamps with its
 * append time, and a file that says how to connect. Out: records as they are, in order within each
 * partition, with a watermark that follows append time alone. Not here: decoding, landing.
 */
@NullMarked
package io.penstock.io.kafka;

import org.jspecify.annotations.NullMarked;
