package io.penstock.core.model;

import io.penstock.core.unit.UnitConversion;
import java.io.Serializable;

/**
 * What an address means during a span of device time: which series its readings belong to and how
 * its clock and unit are corrected.
 *
 * @param series index into {@link Catalogue#series()}
 * @param deviceFromMicros first device time this binding holds for; {@link Long#MIN_VALUE} when
 *     open
 * @param deviceToMicros first device time it no longer holds for; {@link Long#MAX_VALUE} when open
 * @param clockOffsetMicros added to the device's time to give event time
 * @param sourceUnit UCUM code the source is expected to write
 * @param conversion from the source's unit to the series' unit
 */
public record Binding(
    int series,
    long deviceFromMicros,
    long deviceToMicros,
    long clockOffsetMicros,
    String sourceUnit,
    UnitConversion conversion)
    implements Serializable {}
