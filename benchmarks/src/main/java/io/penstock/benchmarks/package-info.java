/**
 * What the end-to-end benchmark needs beside the engines: its input, and the plain-Java floor they
 * are held against. Not here: how they are run in turn and measured, which is the script {@code
 * benchmarks/run}.
 */
@NullMarked
package io.penstock.benchmarks;

import org.jspecify.annotations.NullMarked;
