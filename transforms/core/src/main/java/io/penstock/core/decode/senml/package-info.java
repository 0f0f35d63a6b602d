/** SenML packs (RFC 8428) in JSON. */
@NullMarked
package io.penstock.core.decode.senml;

import org.jspecify.annotations.NullMarked;
