/** Quality as the 32-bit OPC UA StatusCode (Part 4, 7.39; Part 8; Part 11), and the map into it. */
@NullMarked
package io.penstock.core.quality;

import org.jspecify.annotations.NullMarked;
