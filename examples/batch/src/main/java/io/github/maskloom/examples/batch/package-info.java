/**
 * Many jobs on one machine: a file says which, a manifest keeps what became of each, and a rerun
 * does what lacks.
 */
@NullMarked
package io.github.maskloom.examples.batch;

import org.jspecify.annotations.NullMarked;
