/** The policies that every rendered overlay keeps, one per file. */
@NullMarked
package io.penstock.k8s.policy;

import org.jspecify.annotations.NullMarked;
