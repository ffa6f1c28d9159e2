package io.github.maskloom.internal.pixel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.github.maskloom.errors.ImageLimitException;
import io.github.maskloom.image.Brush;
import io.github.maskloom.image.ImageLimits;
import io.github.maskloom.image.MaskConvention;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.RasterWindow;
import io.github.maskloom.testing.FloodFill;
import io.github.maskloom.testing.Scribble;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** What strokes enclose is what a flood from the border does not reach. */
class EnclosedAreasTest {
  private static final MaskConvention EVERYWHERE = MaskConvention.PAINTED_EVERYWHERE;

  @Property(tries = 1500)
  void equalsAFloodFillFromTheBorder(
      @ForAll @IntRange(min = 1, max = 60) int width,
      @ForAll @IntRange(min = 1, max = 60) int height,
      @ForAll @IntRange(min = 1, max = 70) int lookRows,
      @ForAll long seed) {
    boolean[] painted = Scribble.of(width, height, new Random(seed));
    ImageGeometry geometry = ImageGeometry.of(width, height, 4, 8);
    EnclosedAreas areas =
        new EnclosedAreas(geometry, EVERYWHERE, new Brush(0x010203, 77), ImageLimits.DEFAULT);
    RasterWindow mask = mask(geometry, painted);

    look(mask, lookRows, areas);
    fill(mask, areas);

    boolean[] expected = FloodFill.filled(painted, width);
    for (int pixel = 0; pixel < painted.length; pixel++) {
      int alpha = PaintedPixels.get(mask, 0, pixel);
      assertThat(alpha).isEqualTo(painted[pixel] ? 200 : expected[pixel] ? 77 : 0);
    }
    assertThat(areas.filledPixels()).isEqualTo(FloodFill.added(painted, expected));
  }

  @Test
  void aStrokeClosesWhosePixelsTouchAtTheirCornersOnly() {
    String diamond =
        """
        .......
        ...#...
        ..#.#..
        .#...#.
        ..#.#..
        ...#...
        .......
        """;

    assertThat(filled(diamond))
        .isEqualTo(
            """
            .......
            ...#...
            ..#o#..
            .#ooo#.
            ..#o#..
            ...#...
            .......
            """);
  }

  /** Faint is what is fainter than the filling, at 128; the strokes have 200. */
  @Test
  void theFaintInnerEdgeOfAStrokeIsFilledAndNothingElse() {
    int width = 8;
    int[] alphas = {
      0, 9, 9, 9, 9, 9, 9, 0,
      9, 200, 200, 200, 200, 200, 200, 9,
      9, 200, 40, 40, 40, 130, 200, 9,
      9, 200, 40, 0, 0, 40, 200, 9,
      9, 200, 40, 40, 0, 40, 200, 9,
      9, 200, 200, 40, 40, 40, 200, 9,
      9, 200, 50, 200, 200, 200, 200, 9,
      0, 9, 9, 9, 9, 9, 9, 0
    };
    ImageGeometry geometry = ImageGeometry.of(width, width, 4, 8);
    RasterWindow mask = mask(geometry, new boolean[alphas.length]);
    for (int i = 0; i < alphas.length; i++) {
      PaintedPixels.set(mask, 0, i, alphas[i]);
    }
    EnclosedAreas areas =
        new EnclosedAreas(geometry, EVERYWHERE, new Brush(0, 128), ImageLimits.DEFAULT);

    look(mask, 3, areas);
    fill(mask, areas);

    for (int i = 0; i < alphas.length; i++) {
      boolean filled = alphas[i] == 40 || (alphas[i] == 0 && i > 8 && i < 55);
      assertThat(PaintedPixels.get(mask, 0, i)).as("at %d", i).isEqualTo(filled ? 128 : alphas[i]);
    }
    assertThat(areas.filledPixels()).isEqualTo(3);
  }

  @Test
  void tooManyAreasAreRefused() {
    int side = 9;
    boolean[] dots = new boolean[side * side];
    for (int i = 0; i < dots.length; i += 2) {
      dots[i] = true;
    }
    ImageGeometry geometry = ImageGeometry.of(side, side, 4, 8);
    int areas = (side - 2) * (side - 2) / 2;
    RasterWindow mask = mask(geometry, dots);

    assertThatThrownBy(() -> look(mask, side, areas(geometry, areas - 1)))
        .asInstanceOf(type(ImageLimitException.class))
        .satisfies(e -> assertThat(e.limit()).isEqualTo("maxAreas"))
        .satisfies(e -> assertThat(e.asked()).isEqualTo(areas));
    EnclosedAreas enough = areas(geometry, areas);
    look(mask, side, enough);
    fill(mask, enough);
    assertThat(enough.filledPixels()).isEqualTo(areas);
  }

  @Test
  void nothingIsFilledBeforeItWasLookedAt() {
    ImageGeometry geometry = ImageGeometry.of(3, 3, 4, 8);

    assertThatThrownBy(() -> areas(geometry, 9).any()).isInstanceOf(IllegalStateException.class);
  }

  private static EnclosedAreas areas(ImageGeometry geometry, int most) {
    return new EnclosedAreas(
        geometry, EVERYWHERE, new Brush(0, 255), ImageLimits.DEFAULT.withMaxAreas(most));
  }

  private static String filled(String picture) {
    int width = picture.indexOf('\n');
    String dots = picture.replace("\n", "");
    boolean[] painted = new boolean[dots.length()];
    for (int i = 0; i < painted.length; i++) {
      painted[i] = dots.charAt(i) == '#';
    }
    ImageGeometry geometry = ImageGeometry.of(width, painted.length / width, 4, 8);
    RasterWindow mask = mask(geometry, painted);
    EnclosedAreas areas = areas(geometry, 100);
    look(mask, 2, areas);
    fill(mask, areas);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < painted.length; i++) {
      text.append(painted[i] ? '#' : PaintedPixels.get(mask, 0, i) > 0 ? 'o' : '.');
      text.append(i % width == width - 1 ? "\n" : "");
    }
    return text.toString();
  }

  /** Takes a mask through the first pass, some rows at a time. */
  private static void look(RasterWindow mask, int rows, EnclosedAreas areas) {
    ImageGeometry geometry = mask.geometry();
    RasterWindow window = new RasterWindow(geometry, rows);
    for (int y = 0; y < geometry.height(); y += rows) {
      int count = Math.min(rows, geometry.height() - y);
      window.place(y, count);
      System.arraycopy(
          mask.bytes(), mask.rowOffset(y), window.bytes(), 0, count * geometry.rowSamples());
      areas.look(window);
    }
    window.place(geometry.height(), 0);
    areas.look(window);
  }

  /** Takes it through the second. */
  private static void fill(RasterWindow mask, EnclosedAreas areas) {
    int height = mask.geometry().height();
    for (int y = 0; y < height && areas.any(); y++) {
      areas.enter(mask, y);
      if (y > 0) {
        areas.fillAbove(mask, y - 1);
      }
      if (y == height - 1) {
        areas.fillLast(mask, y);
        return;
      }
    }
  }

  private static RasterWindow mask(ImageGeometry geometry, boolean[] painted) {
    RasterWindow mask = new RasterWindow(geometry, geometry.height());
    mask.place(0, geometry.height());
    for (int i = 0; i < painted.length; i++) {
      mask.bytes()[4 * i + 3] = (byte) (painted[i] ? 200 : 0);
    }
    return mask;
  }
}
