/**
 * What the stores in PostgreSQL share: arrays as parameters, whose fault an error is, transactions
 * that are tried again, and the binary form of COPY. Not here: any table.
 */
@NullMarked
package io.penstock.io.sql;

import org.jspecify.annotations.NullMarked;
