package io.github.maskloom.local;

import com.google.common.io.Closer;
import io.github.maskloom.BoundingBox;
import io.github.maskloom.local.FloorShadow.KeptShadow;
import io.github.maskloom.local.ImageReader.ImageReading;
import io.github.maskloom.local.PlacedFurniture.Look;
import io.github.maskloom.local.PlacedFurniture.PieceImage;
import io.github.maskloom.local.cutout.Silhouette.Span;
import io.github.maskloom.local.light.SceneLook;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.RasterWindow;
import io.github.maskloom.raster.RowReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Furniture and its shadow as paint: RGBA of 8 bits, of the scene's size, transparent elsewhere.
 *
 * <p><b>Memory:</b> two rows of the scene, and the rows of a scaler and a blur for each piece. Owns
 * the images.
 */
final class FurnitureRows extends RowReader {
  private static final int BANDS = 4;

  /** What is left of the light in the darkest of shadows. */
  private static final float MIN_LIGHT = 0.3f;

  private final List<PlacedFurniture> pieces = new ArrayList<>();
  private final List<Shadows> shadows = new ArrayList<>();
  private final Closer resources = Closer.create();
  private final Variation variation;
  private final SceneFit scene;
  private final ImageReading reading;
  private final float[] light;
  private final float[] shaded;

  private FurnitureRows(SceneSize size, Variation variation, SceneFit scene, ImageReading reading) {
    super(ImageGeometry.of(size.width(), size.height(), BANDS, 8));
    this.variation = variation;
    this.scene = scene;
    this.reading = reading;
    light = new float[size.width()];
    shaded = new float[size.width()];
  }

  /** The shadows of what stands in a spot; where it may overhang, nothing keeps them inside. */
  private record Shadows(List<FloorShadow> all, PaintGuard guard, boolean guarded) {}

  /**
   * Opens every piece's image.
   *
   * @param standings what stands where, in a scene of this size
   */
  static FurnitureRows open(
      SceneSize size,
      List<Standing> standings,
      Variation variation,
      SceneFit scene,
      ImageReading reading)
      throws IOException {
    FurnitureRows rows = new FurnitureRows(size, variation, scene, reading);
    try {
      for (Standing standing : standings) {
        rows.place(standing);
      }
      return rows;
    } catch (Throwable e) {
      try (Closer failed = rows.resources) {
        throw failed.rethrow(e);
      }
    }
  }

  private void place(Standing standing) throws IOException {
    BoundingBox box = variation.covering ? standing.box() : standing.room();
    List<FloorShadow> thrown = new ArrayList<>();
    if (standing.furniture().get(0).isLying()) {
      lay(standing, box, thrown);
    } else {
      stand(standing, box, thrown);
    }
    shadows.add(new Shadows(thrown, standing.guard(), !variation.covering));
  }

  private void lay(Standing standing, BoundingBox box, List<FloorShadow> thrown)
      throws IOException {
    boolean mirrored = variation.mirrored;
    Furniture piece = standing.furniture().get(0);
    LyingPlace place = LyingPlace.filling(box, scene.floor(), piece, mirrored);
    thrown.addAll(FloorShadow.lying(place.scene()));
    BoundingBox target = place.target(geometry().width(), geometry().height());
    if (!target.isEmpty()) {
      PieceImage image = new PieceImage(piece, scene.look(standing), mirrored, reading);
      pieces.add(resources.register(image.lying(place, target)));
    }
  }

  private void stand(Standing standing, BoundingBox box, List<FloorShadow> thrown)
      throws IOException {
    boolean mirrored = variation.mirrored;
    List<Placement> places =
        Placement.inside(
            box, Proportions.pieces(standing.furniture(), mirrored), variation.covering);
    Look look = scene.look(standing);
    for (int i = 0; i < places.size(); i++) {
      Placement place = places.get(i);
      Furniture piece = standing.furniture().get(i);
      thrown.addAll(StandingShadow.of(place, scene.floor(), look.light().fall()));
      piece.cutout().shade().ifPresent(shade -> thrown.add(new KeptShadow(place, shade, mirrored)));
      BoundingBox crop = place.crop(geometry().width(), geometry().height());
      if (!crop.isEmpty()) {
        PieceImage image = new PieceImage(piece, look, mirrored, reading);
        pieces.add(resources.register(image.standing(place, crop)));
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
    Arrays.fill(shaded, 1);
    for (Shadows spot : shadows) {
      if (cast(spot, y)) {
        dark = true;
        for (int x = 0; x < shaded.length; x++) {
          shaded[x] *= light[x];
        }
      }
    }
    for (int x = 0; dark && x < shaded.length; x++) {
      float left = Math.max(MIN_LIGHT, shaded[x]);
      paint[offset + x * BANDS + 3] = (byte) Math.round((1 - left) * 0xFF);
    }
  }

  /** Casts the shadows of a spot on a row of light; returns whether there are any. */
  private boolean cast(Shadows spot, int y) {
    boolean dark = false;
    Arrays.fill(light, 1);
    for (FloorShadow shadow : spot.all) {
      Span rows = shadow.rows();
      if (y + 1 > rows.from() && y < rows.to()) {
        shadow.cast(y, light);
        dark = true;
      }
    }
    if (dark && spot.guarded) {
      spot.guard.apply(y, light);
    }
    return dark;
  }

  @Override
  public void close() throws IOException {
    super.close();
    resources.close();
  }

  /**
   * How the images of one request differ.
   *
   * @param covering whether the furniture fills the painted box, rather than fits into it
   * @param mirrored whether left and right are exchanged
   */
  record Variation(boolean covering, boolean mirrored) {
    /** The variation of each image of a request, the first image's first. */
    static final List<Variation> IN_ORDER =
        List.of(
            new Variation(false, false),
            new Variation(false, true),
            new Variation(true, false),
            new Variation(true, true));
  }

  /**
   * What furniture is fitted to: the scene at the size of the images to make.
   *
   * @param looks what furniture looks like at each spot
   * @param floor the scene's floor
   */
  record SceneFit(List<Look> looks, Floor floor) {
    /**
     * Fits a scene that was looked at.
     *
     * @param stored the scene's own size
     * @param size of the images to make
     * @param painted what of those images is painted
     */
    static SceneFit of(SceneLook look, SceneSize stored, SceneSize size, BoundingBox painted) {
      double scale = (double) size.width() / stored.width();
      double grain = look.grain() * Math.min(1, scale);
      List<Look> looks = new ArrayList<>();
      for (int place = 0; place < look.places().size(); place++) {
        double width = look.edgeWidths().get(place);
        double edgeWidth = width == 0 ? 0 : Math.max(1, width * scale);
        looks.add(new Look(look.light(place), grain, edgeWidth));
      }
      return new SceneFit(looks, Floor.of(size, look.horizon(), painted));
    }

    /** What the furniture of a spot is to look like. */
    Look look(Standing standing) {
      return looks.get(standing.spot());
    }
  }
}
