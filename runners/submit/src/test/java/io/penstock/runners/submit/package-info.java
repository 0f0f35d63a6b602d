/**
 * The jar for {@code spark-submit}, submitted to a standalone Spark of real processes. In: Spark as
 * its distribution has it, the jar as the build leaves it, a simulated plant. Guarantees: the
 * stores end as DirectRunner leaves them, also when executors are killed or computed twice. Not
 * here: Kubernetes, which starts the same processes in pods.
 */
@NullMarked
package io.penstock.runners.submit;

import org.jspecify.annotations.NullMarked;
