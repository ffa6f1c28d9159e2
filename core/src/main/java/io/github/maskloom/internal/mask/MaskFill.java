package io.github.maskloom.internal.mask;

import static com.google.common.base.Preconditions.checkState;

import io.github.maskloom.image.Brush;
import io.github.maskloom.image.CancelSignal;
import io.github.maskloom.image.ImageLimits;
import io.github.maskloom.image.MaskConvention;
import io.github.maskloom.image.MaskOptions;
import io.github.maskloom.internal.pipeline.Cost;
import io.github.maskloom.internal.pipeline.MadeRows;
import io.github.maskloom.internal.pipeline.PassedRows;
import io.github.maskloom.internal.pipeline.RowSpool;
import io.github.maskloom.internal.pipeline.Scope;
import io.github.maskloom.internal.pipeline.Stage;
import io.github.maskloom.internal.pixel.EnclosedAreas;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.RasterWindow;
import io.github.maskloom.raster.WindowReader;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Paints what the strokes of a mask enclose, in two passes over it: one that looks, before anything
 * else is read, and the one that paints. A mask that may not be opaque is refused in the first.
 */
public final class MaskFill {
  private final EnclosedAreas areas;
  private final MaskConvention convention;
  private final Cost cost;

  /** A fill of one mask, of which painted ones are filled with the brush. */
  public MaskFill(ImageGeometry mask, MaskOptions options, ImageLimits limits) {
    convention = options.convention();
    Brush brush = options.brush();
    areas = new EnclosedAreas(mask, convention, brush, limits);
    cost = Cost.heap(EnclosedAreas.heapBytes(mask, limits) + FilledRows.heapBytes(mask));
  }

  /** A mask's rows with what their strokes enclose painted, once the mask was looked through. */
  public Stage<WindowReader> reader(Stage<WindowReader> mask) {
    return mask.then(
        "fill what strokes enclose",
        mask.geometry(),
        cost,
        (rows, scope) -> areas.any() ? new FilledRows(rows) : rows);
  }

  /**
   * Reads a mask before it paints: to its end, to learn what its strokes enclose, or to its first
   * pixel that is not opaque.
   *
   * @param fill empty if nothing is filled
   * @param cancel asked before each window
   */
  public static void lookThrough(
      Optional<MaskFill> fill, WindowReader mask, int windowRows, CancelSignal cancel)
      throws IOException {
    if (fill.isPresent()) {
      fill.get().looking(mask, cancel).push(windowRows, window -> {});
    } else {
      OpacityCheck.lookThrough(mask, windowRows, cancel);
    }
  }

  /** Rows of a mask, which are looked at while they pass. */
  WindowReader looking(WindowReader mask, CancelSignal cancel) throws IOException {
    WindowReader checked = OpacityCheck.rows(mask, convention);
    return PassedRows.edited(checked, window -> look(window, cancel));
  }

  private void look(RasterWindow window, CancelSignal cancel) {
    cancel.throwIfCancelled();
    areas.look(window);
  }

  /** Pixels of the mask that were painted so far. */
  public long filledPixels() {
    return areas.filledPixels();
  }

  /**
   * A mask whose enclosed areas are painted while it is read, a row behind the mask. Owns the mask.
   *
   * <p><b>Memory:</b> two rows.
   */
  private final class FilledRows extends MadeRows {
    private RasterWindow here;
    private RasterWindow below;

    FilledRows(WindowReader mask) {
      super(mask, mask.geometry(), mask.metadata());
      here = new RasterWindow(mask.geometry(), 1);
      below = new RasterWindow(mask.geometry(), 1);
    }

    static long heapBytes(ImageGeometry mask) {
      return 2L * mask.rowBytes();
    }

    @Override
    protected void fill(RasterWindow window, int y, int rows) throws IOException {
      int height = geometry().height();
      if (y == 0) {
        enter(here);
      }
      for (int row = 0; row < rows; row++) {
        if (y + row + 1 < height) {
          enter(below);
          areas.fillAbove(here, 0);
        } else {
          areas.fillLast(here, 0);
        }
        window.copyRows(here, 0, row, 1);
        RasterWindow free = here;
        here = below;
        below = free;
      }
      checkState(rows > 0 || source.read(below) <= 0, "the mask has more rows than it said");
    }

    private void enter(RasterWindow row) throws IOException {
      checkState(source.read(row) != 0, "the mask ended before its last row");
      areas.enter(row, 0);
    }
  }

  /** A mask that comes as rows of the caller's own, spooled so that it can be read twice. */
  public static final class GivenMask {
    private final Stage<WindowReader> rows;
    private @Nullable RowSpool spool;

    /** A mask of which no row was taken; closing the rows is the caller's. */
    public GivenMask(Stage<WindowReader> rows) {
      this.rows = rows;
    }

    /** The rows as they are spooled, once {@link #spool} has taken them. */
    public Stage<WindowReader> stage(int windowRows) {
      ImageGeometry mask = rows.geometry();
      Cost spooling =
          new Cost(
                  RowSpool.writingHeapBytes(mask) + RowSpool.readingHeapBytes(mask, windowRows),
                  (long) mask.rowBytes() * mask.height(),
                  0)
              .plus(rows.cost());
      return Stage.made(
          "spool the caller's rows of the mask",
          mask,
          spooling,
          (running, scope) -> Objects.requireNonNull(spool, "no row was spooled").open());
    }

    /** Takes the rows, and learns what their strokes enclose; the scope closes the spool. */
    public void spool(MaskFill fill, ImageLimits limits, Scope scope) throws IOException {
      spool = scope.register(RowSpool.of(fill.looking(rows.open(scope), scope.cancel()), limits));
    }
  }
}
