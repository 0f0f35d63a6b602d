/**
 * A real S3 server for tests, in a JVM of its own, and a relay in front of it that can be told to
 * fail as networks and servers fail.
 *
 * <p>In: a folder. Out: an endpoint on the loopback address with one bucket, whose conditional
 * writes have been proved atomic by racing writers before any test uses it. Not here: anything
 * production code depends on.
 */
@NullMarked
package io.penstock.testkit.s3;

import org.jspecify.annotations.NullMarked;
