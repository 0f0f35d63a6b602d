package io.penstock.core.tile;

/**
 * What blocks are grouped by: a lane of assets in a span of event time.
 *
 * @param lane {@code hash(asset) mod lanes}
 * @param startMicros start of the span, microseconds UTC, a multiple of the span's length
 */
public record LaneSpan(int lane, long startMicros) {}
