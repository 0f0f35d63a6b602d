/**
 * Bounded runs: files to raw archive, hot tables and archive, in one job or two. The list of steps
 * is {@link io.penstock.pipelines.bounded.BoundedPipeline}.
 */
@NullMarked
package io.penstock.pipelines.bounded;

import org.jspecify.annotations.NullMarked;
