/**
 * From a plan file and its catalogue to a checked {@link io.penstock.core.plan.Plan}.
 *
 * <p>In: one YAML file and the CSV or YAML catalogue it names. Out: the typed plan, or {@link
 * io.penstock.pipelines.plan.PlanInvalid} with every mistake at once, each with its file and line.
 * Rules that need no file are in {@link io.penstock.core.plan.PlanCheck}.
 */
@NullMarked
package io.penstock.pipelines.plan;

import org.jspecify.annotations.NullMarked;
