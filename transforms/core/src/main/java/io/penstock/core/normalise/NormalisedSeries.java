package io.penstock.core.normalise;

import io.penstock.core.model.Series;

/**
 * One reading per event time of one series, in engineering values.
 *
 * @param series whose readings they are
 * @param size number of readings; the arrays may be longer
 * @param times event times, strictly increasing, microseconds UTC
 * @param values engineering values; 1 and 0 for booleans; for text the index into {@code texts};
 *     NaN for "no value"
 * @param qualities OPC UA StatusCodes
 * @param texts the texts of the span; empty unless the series is text
 */
@SuppressWarnings("ArrayRecordComponent") // columns are moved, not compared
public record NormalisedSeries(
    Series series, int size, long[] times, double[] values, int[] qualities, String[] texts) {}
