/**
 * Steps that rows take between a decoder and an encoder.
 *
 * <p>A {@code Stage} is made of the stage below, with arguments that serve both its cost and its
 * rows. So a branch is taken once, when the plan is made. The last stage of a plan opens an {@code
 * Output}, which writes. {@code Scope} is what a running plan owns.
 *
 * <p>Rows are only pulled. What a caller pushes is inverted where it comes in, by {@code
 * WindowHandOff}, which has a thread. The only other thread is that of {@code PipeStream}, which
 * reads what may never come.
 */
@NullMarked
package io.github.maskloom.internal.pipeline;

import org.jspecify.annotations.NullMarked;
