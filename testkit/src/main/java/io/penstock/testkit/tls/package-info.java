/** Certificates for servers and clients of tests. */
@NullMarked
package io.penstock.testkit.tls;

import org.jspecify.annotations.NullMarked;
