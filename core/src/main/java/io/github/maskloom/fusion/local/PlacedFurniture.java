package io.github.maskloom.fusion.local;

import io.github.maskloom.BoundingBox;
import io.github.maskloom.internal.pipeline.ScaledRows;
import io.github.maskloom.raster.RasterWindow;
import io.github.maskloom.raster.WindowReader;
import java.io.Closeable;
import java.io.IOException;

/** A piece of furniture at its size and place in the scene, drawn row by row from the top. */
final class PlacedFurniture implements Closeable {
  private static final int BANDS = 4;

  /** Pixels in which the border of an image that was not cut out fades. */
  private static final int FEATHER = 2;

  private final BoundingBox target;
  private final boolean feathered;
  private final ToneMatch tone;
  private final WindowReader rows;
  private final RasterWindow row;

  private PlacedFurniture(
      BoundingBox target, boolean feathered, ToneMatch tone, WindowReader rows) {
    this.target = target;
    this.feathered = feathered;
    this.tone = tone;
    this.rows = rows;
    row = new RasterWindow(rows.geometry(), 1);
  }

  /**
   * Opens the furniture's image.
   *
   * @param crop what of it shows, not empty
   */
  static PlacedFurniture open(
      Furniture furniture,
      Placement placement,
      BoundingBox crop,
      boolean mirrored,
      Tone scene,
      ImageReading reading)
      throws IOException {
    BoundingBox target = placement.target(crop);
    WindowReader cropped = new CroppedRows(furniture.open(reading), crop, mirrored);
    return new PlacedFurniture(
        target,
        !furniture.cutOut(),
        ToneMatch.of(furniture.tone(), scene),
        ScaledRows.of(cropped, target.width(), target.height()));
  }

  /**
   * Draws a row over what a row of paint holds; rows must be asked for from the first to the last.
   *
   * @param paint RGBA of the scene's width
   */
  void draw(int y, byte[] paint, int offset, int sceneWidth) throws IOException {
    if (y < target.y() || y >= target.y() + target.height()) {
      return;
    }
    do {
      if (rows.read(row) == 0) {
        throw new IllegalStateException("the furniture has fewer rows than its place");
      }
    } while (target.y() + row.y() < y);
    tone.apply(row.bytes(), target.width());
    int from = Math.max(0, -target.x());
    int to = Math.min(target.width(), sceneWidth - target.x());
    for (int x = from; x < to; x++) {
      int alpha = row.bytes()[x * BANDS + 3] & 0xFF;
      int edged = feathered ? alpha * edge(x, y - target.y()) / (FEATHER + 1) : alpha;
      over(row.bytes(), x * BANDS, edged, paint, offset + (target.x() + x) * BANDS);
    }
  }

  /** How far inside of the image's border a pixel is, up to the feather's width. */
  private int edge(int x, int y) {
    int inX = Math.min(x, target.width() - 1 - x) + 1;
    int inY = Math.min(y, target.height() - 1 - y) + 1;
    return Math.min(FEATHER + 1, Math.min(inX, inY));
  }

  /** Straight-alpha "over": what is drawn lies over what was there (Porter and Duff 1984). */
  private static void over(byte[] from, int source, int alpha, byte[] to, int target) {
    int behind = to[target + 3] & 0xFF;
    if (alpha == 0) {
      return;
    }
    int showing = (behind * (0xFF - alpha) + 0x7F) / 0xFF;
    int total = alpha + showing;
    for (int band = 0; band < 3; band++) {
      int sum = (from[source + band] & 0xFF) * alpha + (to[target + band] & 0xFF) * showing;
      to[target + band] = (byte) ((sum + total / 2) / total);
    }
    to[target + 3] = (byte) total;
  }

  @Override
  public void close() throws IOException {
    rows.close();
  }
}
