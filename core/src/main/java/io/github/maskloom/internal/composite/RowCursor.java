package io.github.maskloom.internal.composite;

import static com.google.common.base.Preconditions.checkState;

import io.github.maskloom.errors.ImageException;
import io.github.maskloom.internal.pipeline.Cost;
import io.github.maskloom.internal.pipeline.Scope;
import io.github.maskloom.internal.pipeline.Stage;
import io.github.maskloom.internal.pipeline.WindowSize;
import io.github.maskloom.internal.rows.ScaledRows;
import io.github.maskloom.internal.scale.Area;
import io.github.maskloom.internal.scale.Lanczos.Averaging;
import io.github.maskloom.raster.RasterWindow;
import io.github.maskloom.raster.WindowReader;
import java.io.IOException;

/** Goes through an image that has the photo's size, a row at a time, beside the photo. */
final class RowCursor {
  /** Rows are taken one at a time, so a small window does. */
  private static final int WINDOW_BYTES = 64 << 10;

  private final WindowReader rows;
  private final Role role;
  private final RasterWindow window;
  private int taken;
  private int nextY;

  private RowCursor(WindowReader rows, Role role, int windowRows) {
    this.rows = rows;
    this.role = role;
    window = new RasterWindow(rows.geometry(), windowRows);
  }

  /** An image's rows at the size of the photo, which may be seen reduced, a row at a time. */
  static Stage<RowCursor> stage(
      Stage<WindowReader> rows, Area photo, Averaging averaging, Role role, Scope scope) {
    return stage(rows, Area.of(rows.geometry()), photo, averaging, role, scope);
  }

  /** The same of what an image's pixels stand for. */
  static Stage<RowCursor> stage(
      Stage<WindowReader> rows, Area seen, Area photo, Averaging average, Role role, Scope scope) {
    if (seen.isSameAs(photo)) {
      return stage(rows, role, scope.windowRows(rows.geometry(), WINDOW_BYTES));
    }
    // What is scaled row by row anyway can be skipped row by row.
    return stage(ScaledRows.stage(rows, seen, photo, average), role, 1);
  }

  /** An image's rows as they are, of which so many are held. */
  static Stage<RowCursor> stage(Stage<WindowReader> rows, Role role, int windowRows) {
    return rows.then(
        "hold a window of the " + role,
        rows.geometry(),
        Cost.heap(WindowSize.bytes(rows.geometry(), windowRows)),
        (reader, scope) -> new RowCursor(reader, role, windowRows));
  }

  /** Takes the next row. */
  void next() throws IOException {
    if (taken == window.rows()) {
      taken = 0;
      try {
        require(rows.read(window));
      } catch (ImageException e) {
        throw e.about(role.toString());
      }
      checkState(window.rows() > 0, "the %s ended before the photo", role);
    }
    taken++;
  }

  /** Passes over rows that equal the last one, which stays, and says how many. */
  int skipRepeats() throws IOException {
    if (taken < window.rows()) {
      return 0;
    }
    try {
      int count = rows.skipRepeats();
      nextY += count;
      return count;
    } catch (ImageException e) {
      throw e.about(role.toString());
    }
  }

  /** Passes over the next row, which costs less where it would have to be scaled. */
  void skip() throws IOException {
    if (taken == window.rows() && rows instanceof ScaledRows scaled) {
      try {
        scaled.skip();
        nextY++;
      } catch (ImageException e) {
        throw e.about(role.toString());
      }
    } else {
      next();
    }
  }

  /** Holds the row that {@link #next} took. */
  RasterWindow window() {
    return window;
  }

  /** Where that row stands in the window. */
  int row() {
    return taken - 1;
  }

  /** Makes sure that nothing is wrong with what follows the last row. */
  void finish() throws IOException {
    checkState(taken == window.rows() && isAtEnd(), "the %s has more rows than the photo", role);
  }

  private boolean isAtEnd() throws IOException {
    try {
      return require(rows.read(window)) == 0;
    } catch (ImageException e) {
      throw e.about(role.toString());
    }
  }

  private int require(int count) {
    if (count < 0 || (count > 0 && (window.rows() != count || window.y() != nextY))) {
      throw new IllegalStateException("the " + role + "'s rows are out of order at row " + nextY);
    }
    nextY += count;
    return count;
  }
}
