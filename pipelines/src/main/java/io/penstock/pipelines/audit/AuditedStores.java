package io.penstock.pipelines.audit;

import io.penstock.io.hot.HotConnection;
import java.nio.file.Path;

/**
 * The stores of a plan.
 *
 * @param out folder of raw archive and archive
 * @param hot the hot tables
 */
public record AuditedStores(Path out, HotConnection hot) {}
