package io.penstock.transforms.decode;

/**
 * That a reading of an asset came too late for its tiles, so that its archive period needs
 * reconciling.
 *
 * @param asset the asset
 * @param periodStart start of the archive period of its event time, microseconds UTC
 * @param ingestMicros its ingest time, microseconds UTC
 * @param origin of its message, see {@link io.penstock.core.decode.RawMessage#origin}
 */
public record LateReading(String asset, long periodStart, long ingestMicros, String origin) {}
