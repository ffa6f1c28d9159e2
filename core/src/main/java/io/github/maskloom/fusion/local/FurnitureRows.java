package io.github.maskloom.fusion.local;

import com.google.common.io.Closer;
import io.github.maskloom.BoundingBox;
import io.github.maskloom.internal.pipeline.RowReader;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.RasterWindow;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Furniture and its shadow as paint: RGBA of 8 bits, of the scene's size, transparent elsewhere.
 *
 * <p><b>Memory:</b> a row of the scene, and the scaler's rows for each piece. Owns the images.
 */
final class FurnitureRows extends RowReader {
  private static final int BANDS = 4;

  private final List<PlacedFurniture> pieces = new ArrayList<>();
  private final List<ContactShadow> shadows = new ArrayList<>();
  private final Closer resources = Closer.create();
  private final float[] light;

  private FurnitureRows(int width, int height) {
    super(ImageGeometry.of(width, height, BANDS, 8));
    light = new float[width];
  }

  /**
   * Opens every piece's image.
   *
   * @param standings what stands where, in a scene of this size
   */
  static FurnitureRows open(
      int width,
      int height,
      List<Standing> standings,
      Variation variation,
      Tone scene,
      ImageReading reading)
      throws IOException {
    FurnitureRows rows = new FurnitureRows(width, height);
    try {
      for (Standing standing : standings) {
        rows.place(standing, variation, scene, reading);
      }
      return rows;
    } catch (Throwable e) {
      try (Closer failed = rows.resources) {
        throw failed.rethrow(e);
      }
    }
  }

  private void place(Standing standing, Variation variation, Tone scene, ImageReading reading)
      throws IOException {
    List<Furniture> furniture = standing.furniture();
    BoundingBox box = variation.covering() ? standing.box() : standing.room();
    List<Silhouette> shapes =
        furniture.stream()
            .map(Furniture::silhouette)
            .map(shape -> variation.mirrored() ? shape.mirrored() : shape)
            .toList();
    List<Placement> places = Placement.inside(box, shapes, variation.covering());
    for (int i = 0; i < places.size(); i++) {
      Placement place = places.get(i);
      shadows.add(new ContactShadow(place));
      BoundingBox crop = place.crop(geometry().width(), geometry().height());
      if (!crop.isEmpty()) {
        pieces.add(
            resources.register(
                PlacedFurniture.open(
                    furniture.get(i), place, crop, variation.mirrored(), scene, reading)));
      }
    }
  }

  @Override
  protected void fill(RasterWindow window, int y, int rows) throws IOException {
    ImageGeometry geometry = geometry();
    Arrays.fill(window.bytes(), 0, rows * geometry.rowBytes(), (byte) 0);
    for (int row = 0; row < rows; row++) {
      int offset = window.rowOffset(row);
      castShadows(y + row, window.bytes(), offset);
      for (PlacedFurniture piece : pieces) {
        piece.draw(y + row, window.bytes(), offset, geometry.width());
      }
    }
  }

  /** A shadow is black paint, through which some light is let. */
  private void castShadows(int y, byte[] paint, int offset) {
    boolean dark = false;
    for (ContactShadow shadow : shadows) {
      if (y + 1 > shadow.top() && y < shadow.bottom()) {
        if (!dark) {
          Arrays.fill(light, 1);
          dark = true;
        }
        shadow.cast(y, light);
      }
    }
    for (int x = 0; dark && x < geometry().width(); x++) {
      paint[offset + x * BANDS + 3] = (byte) Math.round((1 - light[x]) * 0xFF);
    }
  }

  @Override
  public void close() throws IOException {
    super.close();
    resources.close();
  }
}
