/**
 * Bringing the schema of the hot tables up to date before programs of a new version start. In: the
 * connection file of the tables' owner. Out: what was done. Not here: the migrations themselves
 * ({@link io.penstock.io.hot.HotSchema}), and roles and their rights.
 */
@NullMarked
package io.penstock.pipelines.migrate;

import org.jspecify.annotations.NullMarked;
