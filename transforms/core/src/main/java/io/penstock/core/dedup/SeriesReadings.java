package io.penstock.core.dedup;

import io.penstock.core.model.Series;

/**
 * The distinct readings of one series in one span and its margin, in columns.
 *
 * <p>Sorted by event time; readings with the same time stand together, the one that wins the
 * conflict first (see {@link Deduplication}). Nobody changes the arrays once they are made.
 *
 * @param series whose readings they are
 * @param size number of distinct readings; the arrays may be longer
 * @param times event times, microseconds UTC
 * @param bits float64 bits; for text the index into {@code texts} + 1, 0 for "no value"
 * @param qualities OPC UA StatusCodes
 * @param texts the texts of the span; empty unless the series is text
 * @param winners number of distinct event times: readings that win or have no conflict
 */
@SuppressWarnings("ArrayRecordComponent") // columns are moved, not compared
public record SeriesReadings(
    Series series,
    int size,
    long[] times,
    long[] bits,
    int[] qualities,
    String[] texts,
    int winners) {}
