package io.github.maskloom.local.light;

import io.github.maskloom.BoundingBox;
import io.github.maskloom.ImageRows;
import io.github.maskloom.local.cutout.Thumbnail;
import io.github.maskloom.local.light.Grain.GrainTally;
import io.github.maskloom.raster.RasterWindow;
import io.github.maskloom.raster.WindowReader;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/**
 * What a scene looks like where furniture is to stand.
 *
 * @param scene a thumbnail of the scene
 * @param grain standard deviation of the photo's grain, in levels of 255
 * @param places where furniture is to stand, in pixels of the photo
 * @param edgeWidths how wide the photo's edges are at each place, in its pixels; 0 if unknown
 */
public record SceneLook(
    Thumbnail scene, double grain, List<BoundingBox> places, List<Double> edgeWidths) {
  private static final double USUAL_HORIZON = 0.38;

  /** How much more blue than red a sky has. */
  private static final int BLUE = 10;

  /** What may stand before the sky, such as clouds, as a share of the height. */
  private static final double GAP = 0.12;

  private static final double MIN_SKY = 0.1;
  private static final double MIN_COLUMNS = 0.6;

  /**
   * Takes every row of a scene, which stays the caller's to close.
   *
   * @param scene at its first row
   * @param places where furniture is to stand, in pixels of the scene; not copied
   * @return what the scene looks like there
   * @throws IOException if the scene cannot be read
   */
  public static SceneLook of(WindowReader scene, List<BoundingBox> places) throws IOException {
    List<EdgeWidths> edges = places.stream().map(place -> new EdgeWidths(3)).toList();
    SceneScan scan = new SceneScan(places, edges, new GrainTally());
    WindowReader rgb = ImageRows.converted(scene, 3, 8, 0xFFFFFF);
    Thumbnail small = Thumbnail.of(ImageRows.edited(rgb, scan::look), SceneScan.SIDE);
    List<Double> widths = edges.stream().map(EdgeWidths::width).toList();
    return new SceneLook(small, scan.grain.deviation(), places, widths);
  }

  /**
   * {@return the row where the horizon may be, as a share of the scene's height from its top} Below
   * the sky, if the scene shows one; else, and at least, 0.38, where it is in usual photos.
   */
  public double horizon() {
    double[] ends = new double[scene.width()];
    for (int x = 0; x < ends.length; x++) {
      ends[x] = (double) skyEnd(x) / scene.height();
    }
    Arrays.sort(ends);
    boolean sky = ends[(int) ((1 - MIN_COLUMNS) * ends.length)] >= MIN_SKY;
    return sky ? Math.max(USUAL_HORIZON, ends[ends.length / 2]) : USUAL_HORIZON;
  }

  private int skyEnd(int x) {
    int end = 0;
    int gap = (int) (GAP * scene.height());
    for (int y = 0; y < scene.height() && y - end <= gap; y++) {
      int pixel = scene.argb()[y * scene.width() + x];
      int blue = pixel & 0xFF;
      boolean sky = blue - (pixel >> 16 & 0xFF) >= BLUE && blue >= (pixel >> 8 & 0xFF);
      end = sky ? y + 1 : end;
    }
    return end;
  }

  /**
   * {@return the light at a place}
   *
   * @param place index of the place in {@link #places}
   */
  public PlaceLight light(int place) {
    return new LightMeter(scene, places.get(place)).light();
  }

  /** Looks at a scene once, from its first row to its last. */
  private record SceneScan(List<BoundingBox> places, List<EdgeWidths> edges, GrainTally grain) {
    private static final int SIDE = 256;
    private static final int ROWS_A_SAMPLE = 3;

    private void look(RasterWindow window) {
      for (int row = 0; row < window.rows(); row++) {
        int y = window.y() + row;
        if (y % ROWS_A_SAMPLE == 0) {
          grain.add(window.bytes(), window.rowOffset(row), window.geometry().width());
          addEdges(window, row, y);
        }
      }
    }

    private void addEdges(RasterWindow window, int row, int y) {
      for (int i = 0; i < places.size(); i++) {
        BoundingBox place = places.get(i);
        if (y >= place.y() && y < place.y() + place.height()) {
          int to = Math.min(window.geometry().width(), place.x() + place.width());
          edges.get(i).add(window.bytes(), window.rowOffset(row), place.x(), to);
        }
      }
    }
  }
}
