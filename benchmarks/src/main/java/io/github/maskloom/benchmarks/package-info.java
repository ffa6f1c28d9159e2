/** JMH benchmarks of the library, and of the plain Java2D route for comparison. */
@NullMarked
package io.github.maskloom.benchmarks;

import org.jspecify.annotations.NullMarked;
