package io.github.maskloom.fusion.local;

import io.github.maskloom.BoundingBox;
import io.github.maskloom.internal.pixel.RowConverter;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.RasterWindow;
import java.io.IOException;

/**
 * The tone of a scene in a frame around a box, a third of the box wide; of the box itself where it
 * leaves no room for a frame.
 */
final class SceneTone {
  private static final int FRAME_PARTS = 3;
  private static final int LEAST_FRAME = 8;
  private static final int MOST_SAMPLES_A_ROW = 1024;

  private final ImageGeometry scene;
  private final BoundingBox box;
  private final int left;
  private final int right;
  private final int top;
  private final int bottom;
  private final int step;
  private final Tone.Tally frame = new Tone.Tally();
  private final Tone.Tally inside = new Tone.Tally();
  private boolean framed;

  private SceneTone(ImageGeometry scene, BoundingBox box) {
    this.scene = scene;
    this.box = box;
    int marginX = Math.max(LEAST_FRAME, box.width() / FRAME_PARTS);
    int marginY = Math.max(LEAST_FRAME, box.height() / FRAME_PARTS);
    left = Math.max(0, box.x() - marginX);
    right = Math.min(scene.width(), box.x() + box.width() + marginX);
    top = Math.max(0, box.y() - marginY);
    bottom = Math.min(scene.height(), box.y() + box.height() + marginY);
    step = 1 + (right - left) / MOST_SAMPLES_A_ROW;
  }

  /** Reads a scene as far as the frame goes. */
  static Tone around(BoundingBox box, ImageReader scene) throws IOException {
    return new SceneTone(scene.geometry(), box).read(scene);
  }

  private Tone read(ImageReader reader) throws IOException {
    RasterWindow window = reader.newWindow();
    RasterWindow rgb = new RasterWindow(scene.withSamples(3, 8), 1);
    RowConverter converter = RowConverter.droppingAlpha(scene, rgb.geometry());
    int y = 0;
    while (y < bottom && reader.read(window) > 0) {
      for (int row = 0; row < window.rows(); row++, y++) {
        if (y >= top && y < bottom) {
          converter.convert(window, row, rgb, 0);
          add(rgb.bytes(), y);
        }
      }
    }
    return framed ? frame.tone() : inside.tone();
  }

  private void add(byte[] rgb, int y) {
    boolean boxRow = y >= box.y() && y < box.y() + box.height();
    for (int x = left; x < right; x += step) {
      boolean inBox = boxRow && x >= box.x() && x < box.x() + box.width();
      framed |= !inBox;
      (inBox ? inside : frame).add(rgb[x * 3] & 0xFF, rgb[x * 3 + 1] & 0xFF, rgb[x * 3 + 2] & 0xFF);
    }
  }
}
