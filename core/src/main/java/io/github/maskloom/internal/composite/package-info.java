/**
 * One composite or restoration: planned from headers, then spliced or streamed.
 *
 * <p>This is the walk of a row of two PNGs of another size each, where the photo must be encoded
 * anew:
 *
 * <ul>
 *   <li>{@code Photo} and {@code MaskInput} open both images, and {@code Composition} makes a
 *       {@code PhotoPlan}. {@code Scope} reserves the plan's {@code Cost} from the budget.
 *   <li>Photo: {@code SourceStream} takes the caller's bytes. It counts, bounds, cancels and names.
 *       {@code ScanlineReader} inflates the row and takes its filter off, and {@code PngReader}
 *       expands it into a window. {@code ConvertedRows} gives it the samples of the result.
 *   <li>Mask: {@code OpacityCheck} refuses one that would paint over everything. {@code RowCursor}
 *       reads the same row, scaled by {@code ScaledRows}. {@code MaskRows} makes paint of it.
 *   <li>{@code Blend} brings both together, and {@code RowBlend} puts the paint over the samples.
 *   <li>{@code PngWriter} filters and deflates the row into the draft, which is committed at the
 *       end.
 * </ul>
 *
 * <p>Most PNGs are spliced instead, which replaces the middle. {@code PngSplicer} copies the
 * photo's deflate blocks. It decodes painted rows, gives them to {@code SplicedPhoto} to blend, and
 * codes them anew. {@code JpegSplicer} does so with MCUs. A restoration takes its paint from {@code
 * ReplacementRows}, weighed by the feathered mask.
 */
@NullMarked
package io.github.maskloom.internal.composite;

import org.jspecify.annotations.NullMarked;
