/** The command-line tool: composites files, and draws a demonstration of it. */
@NullMarked
package io.github.maskloom.examples.cli;

import org.jspecify.annotations.NullMarked;
