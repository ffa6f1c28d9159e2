package io.github.maskloom.local;

import static com.google.common.base.Preconditions.checkState;

import io.github.maskloom.BoundingBox;
import io.github.maskloom.ImageRows;
import io.github.maskloom.local.ImageReader.ImageReading;
import io.github.maskloom.local.cutout.Trapezoid;
import io.github.maskloom.local.light.DerivedRows;
import io.github.maskloom.local.light.FocusedRows;
import io.github.maskloom.local.light.Grain;
import io.github.maskloom.local.light.PlaceLight;
import io.github.maskloom.local.light.PlaceLight.Relight;
import io.github.maskloom.raster.RasterWindow;
import io.github.maskloom.raster.WindowReader;
import java.io.Closeable;
import java.io.IOException;

/** A piece of furniture at its size and place in the scene, drawn row by row from the top. */
final class PlacedFurniture implements Closeable {
  private static final int BANDS = 4;

  /** Pixels in which the border of an image that was not cut out fades. */
  private static final int FEATHER = 2;

  /** The lowest share of what stands gets less light, down to this. */
  private static final double DIM_SHARE = 0.16;

  private static final double DIMMEST = 0.62;

  private final BoundingBox target;
  private final boolean feathered;
  private final boolean dimmed;
  private final Relight light;
  private final Grain grain;
  private final WindowReader rows;
  private final RasterWindow row;

  private PlacedFurniture(BoundingBox target, PieceImage piece, WindowReader rows) {
    this.target = target;
    feathered = piece.furniture.cutout().whole();
    dimmed = !piece.furniture.isLying() && !feathered;
    light = new Relight(piece.look.light, piece.furniture.middle(), target.width());
    grain = new Grain(piece.look.grain);
    this.rows = rows;
    row = new RasterWindow(rows.geometry(), 1);
  }

  /**
   * What a piece is fitted to.
   *
   * @param light where it stands
   * @param grain of the photo
   * @param edgeWidth of the photo there; 0 if unknown
   */
  record Look(PlaceLight light, double grain, double edgeWidth) {}

  /**
   * The image of a piece, which is opened for each image to make.
   *
   * @param furniture whose image it is
   * @param look what it is fitted to
   * @param mirrored whether left and right are exchanged
   * @param reading how it is read
   */
  record PieceImage(Furniture furniture, Look look, boolean mirrored, ImageReading reading) {
    /**
     * Opens the image of furniture that stands.
     *
     * @param crop what of it shows, not empty
     */
    PlacedFurniture standing(Placement place, BoundingBox crop) throws IOException {
      BoundingBox target = place.target(crop);
      WindowReader cropped = new CroppedRows(furniture.open(reading), crop, mirrored);
      WindowReader scaled = ImageRows.scaled(cropped, target.width(), target.height());
      return placed(target, scaled, furniture.edgeWidth() * target.width() / crop.width());
    }

    /**
     * Opens the image of furniture that lies.
     *
     * @param target the part of the scene that it takes, not empty
     */
    PlacedFurniture lying(LyingPlace place, BoundingBox target) throws IOException {
      WindowReader image = furniture.open(reading);
      int width = image.geometry().width();
      int height = image.geometry().height();
      WindowReader whole = new CroppedRows(image, new BoundingBox(0, 0, width, height), mirrored);
      double larger = place.enlargement(target);
      int scaledWidth = (int) Math.ceil(width * larger);
      int scaledHeight = (int) Math.ceil(height * larger);
      WindowReader scaled = larger > 1 ? ImageRows.scaled(whole, scaledWidth, scaledHeight) : whole;
      Trapezoid from =
          place.image().scaled((double) scaledWidth / width, (double) scaledHeight / height);
      WindowReader laid = new LyingRows(scaled, from, place.scene(), target);
      double edges =
          furniture.edgeWidth() * place.scene().bottomWidth() / place.image().bottomWidth();
      return placed(target, laid, edges);
    }

    /** Brings rows to the photo's sharpness, whose edges are so wide. */
    private PlacedFurniture placed(BoundingBox target, WindowReader rows, double edges) {
      return new PlacedFurniture(target, this, FocusedRows.of(rows, edges, look.edgeWidth));
    }
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
      checkState(rows.read(row) != 0, "the furniture has fewer rows than its place");
    } while (target.y() + row.y() < y);
    light.apply(row.bytes(), dim(y));
    grain.apply(row.bytes(), target.width(), target.x(), y);
    int from = Math.max(0, -target.x());
    int to = Math.min(target.width(), sceneWidth - target.x());
    for (int x = from; x < to; x++) {
      int alpha = row.bytes()[x * BANDS + 3] & 0xFF;
      int edged = feathered ? alpha * edge(x, y - target.y()) / (FEATHER + 1) : alpha;
      over(row.bytes(), x * BANDS, edged, paint, offset + (target.x() + x) * BANDS);
    }
  }

  /** The floor keeps light from what is near it. */
  private double dim(int y) {
    double height = DIM_SHARE * target.height();
    double base = (double) target.y() + target.height();
    double near = Math.max(0, 1 - (base - y) / height);
    return dimmed ? 1 - (1 - DIMMEST) * near * near : 1;
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

  /**
   * A part of an image of RGBA, 8 bits, mirrored or not. Rows below it are not read. Owns the
   * source.
   */
  private static final class CroppedRows extends DerivedRows {
    private final BoundingBox part;
    private final boolean mirrored;

    /**
     * A part of a source.
     *
     * @param part in the pixels of the image, mirrored if that is asked for
     */
    CroppedRows(WindowReader source, BoundingBox part, boolean mirrored) {
      super(source, part.width(), part.height());
      this.part = part;
      this.mirrored = mirrored;
    }

    @Override
    protected void fill(RasterWindow window, int y, int rows) throws IOException {
      for (int row = 0; row < rows; row++) {
        do {
          readSourceRow();
        } while (sourceRow.y() < part.y());
        copy(sourceRow.bytes(), window.bytes(), window.rowOffset(row));
      }
    }

    private void copy(byte[] from, byte[] to, int offset) {
      if (!mirrored) {
        System.arraycopy(from, part.x() * BANDS, to, offset, part.width() * BANDS);
        return;
      }
      int last = sourceRow.geometry().width() - 1 - part.x();
      for (int x = 0; x < part.width(); x++) {
        System.arraycopy(from, (last - x) * BANDS, to, offset + x * BANDS, BANDS);
      }
    }
  }
}
