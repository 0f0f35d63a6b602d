/** The typed plan and its validation. Reading YAML is the business of {@code pipelines}. */
@NullMarked
package io.penstock.core.plan;

import org.jspecify.annotations.NullMarked;
