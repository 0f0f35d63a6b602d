/**
 * The benchmark of the live stream: Penstock on Flink against a native Flink job of the same work,
 * both fed from the same topics and measured by the same code. Not here: the bounded benchmark,
 * which is {@code io.penstock.benchmarks}.
 */
@NullMarked
package io.penstock.benchmarks.live;

import org.jspecify.annotations.NullMarked;
