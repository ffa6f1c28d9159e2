package io.github.maskloom.local.light;

import io.github.maskloom.BoundingBox;
import io.github.maskloom.ImageRows;
import io.github.maskloom.local.cutout.Thumbnail;
import io.github.maskloom.raster.RasterWindow;
import io.github.maskloom.raster.WindowReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Looks at a scene once, from its first row to its last. */
final class SceneScan {
  private static final int SIDE = 256;
  private static final int ROWS_A_SAMPLE = 3;

  private final List<BoundingBox> places;
  private final List<EdgeWidths> edges = new ArrayList<>();
  private final GrainTally grain = new GrainTally();

  private SceneScan(List<BoundingBox> places) {
    this.places = places;
    places.forEach(place -> edges.add(new EdgeWidths(3)));
  }

  static SceneLook of(WindowReader scene, List<BoundingBox> places) throws IOException {
    SceneScan scan = new SceneScan(places);
    WindowReader rgb = ImageRows.converted(scene, 3, 8, 0xFFFFFF);
    Thumbnail small = Thumbnail.of(ImageRows.edited(rgb, scan::look), SIDE);
    List<Double> widths = scan.edges.stream().map(EdgeWidths::width).toList();
    return new SceneLook(small, scan.grain.deviation(), places, widths);
  }

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
