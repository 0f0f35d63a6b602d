/**
 * The search for secrets where they must not be. In: words that exist once in the world, and
 * everything that running programs show, log and store. Out: where each word was seen, and how it
 * was written. Guarantees: what is compressed or encoded in the usual ways is seen through. Not
 * here: which places a program has.
 */
@NullMarked
package io.penstock.testkit.canary;

import org.jspecify.annotations.NullMarked;
