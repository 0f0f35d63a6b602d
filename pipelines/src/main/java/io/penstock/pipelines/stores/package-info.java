/** The stores that bounded runs and the live stream share, and the steps that write them. */
@NullMarked
package io.penstock.pipelines.stores;

import org.jspecify.annotations.NullMarked;
