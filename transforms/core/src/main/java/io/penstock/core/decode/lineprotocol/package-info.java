/** InfluxDB line protocol. */
@NullMarked
package io.penstock.core.decode.lineprotocol;

import org.jspecify.annotations.NullMarked;
