package io.github.maskloom.internal.pipeline;

import io.github.maskloom.raster.WindowReader;
import io.github.maskloom.raster.WindowSink;
import io.github.maskloom.raster.WindowSource;

/**
 * Sources whose rows pass through an edit that keeps their geometry. They can be read on demand if
 * the source can, and own it.
 */
public final class EditedRows {
  private EditedRows() {}

  /** Rows of {@code source} after {@code edit} has changed each window in place. */
  public static WindowSource of(WindowSource source, WindowSink edit) {
    return PassedRows.of(source, source.geometry(), (from, to) -> edit.accept(to));
  }

  /** Rows of {@code reader} after {@code edit} has changed each window in place. */
  public static WindowReader of(WindowReader reader, WindowSink edit) {
    return PassedRows.of(reader, reader.geometry(), (from, to) -> edit.accept(to));
  }
}
