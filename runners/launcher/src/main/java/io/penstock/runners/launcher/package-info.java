/**
 * The {@code penstock} command. It starts engines as processes of their own and holds no pipeline.
 */
@NullMarked
package io.penstock.runners.launcher;

import org.jspecify.annotations.NullMarked;
