package io.github.maskloom.internal.composite;

import io.github.maskloom.internal.color.ColorCorrection;
import io.github.maskloom.internal.color.RingTally;
import io.github.maskloom.internal.pipeline.Cost;
import io.github.maskloom.internal.pipeline.Stage;
import io.github.maskloom.internal.pixel.Feather;
import io.github.maskloom.internal.pixel.PaintedPixels;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.RasterWindow;
import java.io.IOException;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Paint that paints nothing: it compares the photo with the answer in the ring around the mask's
 * paint, {@value #NEAREST} to {@value #FURTHEST} pixels from it.
 *
 * <p>Distances are those of a feather along the inside of what is <em>not</em> painted.
 */
final class RingRows extends PaintRows.Replaced {
  private static final int FURTHEST = 64;

  /** Nearer pixels may show what was painted, by the scaling and coding of the answer. */
  private static final int NEAREST = 4;

  private static final int DEPTH = 16;
  private static final int BANDS = 4;
  private static final int ALPHA = 3;
  private static final int MIN_WEIGHT = weight(NEAREST);

  private final RingTally tally;
  private final Consumer<ColorCorrection> found;
  private final Feather feather;
  private final RasterWindow unpainted;
  private final RasterWindow ring;
  private int fed;
  private int lastPainted = -FURTHEST - 1;
  private int y = -1;

  private RingRows(
      PlacedReplacement answer, PaintRows mask, RingTally tally, Consumer<ColorCorrection> found) {
    super(mask, answer);
    this.tally = tally;
    this.found = found;
    ImageGeometry paint = mask.paint().geometry();
    ImageGeometry shape = shape(paint);
    feather = new Feather(shape, FURTHEST, false);
    unpainted = new RasterWindow(shape, 1);
    ring = new RasterWindow(shape, 1);
  }

  private static ImageGeometry shape(ImageGeometry paint) {
    return ImageGeometry.of(paint.width(), paint.height(), BANDS, DEPTH);
  }

  /** What a feather weighs a pixel at a distance from the edge. */
  private static int weight(int distance) {
    double t = (double) distance / (FURTHEST + 1);
    return (int) Math.round(0xFFFF * t * t * (3 - 2 * t));
  }

  /**
   * A comparison in the ring around the paint of a mask.
   *
   * @param photo the shape of the photo's rows that are met
   * @param found gets what was found, once every row was met
   */
  static Stage<PaintRows> stage(
      Stage<PlacedReplacement> answer,
      Stage<PaintRows> mask,
      ImageGeometry photo,
      Consumer<ColorCorrection> found) {
    ImageGeometry paint = mask.geometry();
    ImageGeometry shape = shape(paint);
    long rows = 2L * shape.rowBytes();
    long held = Feather.heapBytes(shape, FURTHEST, false) + RingTally.heapBytes(photo);
    return mask.with(
        answer,
        "compare around the paint",
        Cost.heap(rows + held),
        (below, others, scope) -> new RingRows(others, below, new RingTally(photo), found));
  }

  @Override
  public boolean next() throws IOException {
    while (feather.needsRow()) {
      below.next();
      feed();
    }
    feather.next();
    y++;
    replacement.next(meetsRing());
    return false;
  }

  /** Feeds what is not painted. */
  private void feed() {
    RasterWindow paint = below.paint();
    int row = below.paintRow();
    int width = paint.geometry().width();
    Arrays.fill(unpainted.shorts(), (short) 0xFFFF);
    int x = PaintedPixels.next(paint, row, 0);
    if (x < width) {
      lastPainted = fed;
    }
    while (x < width) {
      unpainted.shorts()[x * BANDS + ALPHA] = 0;
      x = PaintedPixels.next(paint, row, x + 1);
    }
    feather.feed(unpainted, 0);
    fed++;
  }

  /** Whether a row near enough is painted; no row further down than that was fed. */
  private boolean meetsRing() {
    return lastPainted >= y - FURTHEST;
  }

  @Override
  public void meet(RasterWindow photo, int photoRow) {
    if (meetsRing() && replacement.isInside()) {
      Arrays.fill(ring.shorts(), (short) 0xFFFF);
      feather.weigh(ring, 0);
      replacement.clearBeside(ring);
      tally.add(photo, photoRow, replacement.paint(), ring, MIN_WEIGHT);
    } else {
      tally.skip();
    }
  }

  @Override
  public void finish() throws IOException {
    super.finish();
    found.accept(ColorCorrection.of(tally));
  }
}
