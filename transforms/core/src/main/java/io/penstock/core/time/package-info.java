/** Event times: from what a device wrote to microseconds UTC. */
@NullMarked
package io.penstock.core.time;

import org.jspecify.annotations.NullMarked;
