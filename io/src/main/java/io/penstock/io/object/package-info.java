/**
 * Objects by key with atomic, conditional writes: what the archive and the raw archive rest on. In:
 * a staged local file. Out: whole objects, never partial ones. Not here: what is inside an object.
 */
@NullMarked
package io.penstock.io.object;

import org.jspecify.annotations.NullMarked;
