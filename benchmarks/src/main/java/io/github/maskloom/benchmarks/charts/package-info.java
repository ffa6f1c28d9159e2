/** Charts of committed results, drawn as SVG. */
@NullMarked
package io.github.maskloom.benchmarks.charts;

import org.jspecify.annotations.NullMarked;
