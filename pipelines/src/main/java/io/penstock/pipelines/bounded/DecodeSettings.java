package io.penstock.pipelines.bounded;

import io.penstock.core.decode.Lateness;
import io.penstock.core.plan.Plan;
import io.penstock.core.tile.Grouping;
import io.penstock.pipelines.stores.Stores;
import java.io.Serializable;

/**
 * Everything a decoding step needs to know.
 *
 * @param plan the plan
 * @param grouping how readings are gathered
 * @param wanted which spans are computed
 * @param lateness what happens to late readings
 * @param stores where quarantine and marks go
 * @param sink whether anything is written at all
 */
record DecodeSettings(
    Plan plan,
    Grouping grouping,
    WantedSpans wanted,
    Lateness lateness,
    Stores stores,
    BoundedOptions.Sink sink)
    implements Serializable {}
