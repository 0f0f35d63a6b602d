/**
 * The live stream: Kafka to raw archive, hot tables and archive, without end. The list of steps is
 * {@link io.penstock.pipelines.live.LivePipeline}. Not here: the engine, which a runner brings.
 */
@NullMarked
package io.penstock.pipelines.live;

import org.jspecify.annotations.NullMarked;
