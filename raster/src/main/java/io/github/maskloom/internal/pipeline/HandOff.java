package io.github.maskloom.internal.pipeline;

import io.github.maskloom.raster.WindowReader;
import io.github.maskloom.raster.WindowSource;
import org.jspecify.annotations.Nullable;

/** Stages that make rows readable on demand, with a thread of their own where that takes one. */
public final class HandOff {
  private HandOff() {}

  /**
   * Rows that can be asked for: those below if they can, else handed off.
   *
   * @param windowRows rows that each of the windows between holds
   */
  public static Stage<WindowReader> reader(Stage<? extends WindowSource> below, int windowRows) {
    @Nullable Stage<WindowReader> reader = below.asReader();
    return reader == null ? ahead(below, windowRows) : reader;
  }

  /** Rows that can be asked for, and are made ahead by a thread of their own if that is wanted. */
  public static Stage<WindowReader> reader(
      Stage<? extends WindowSource> below, int windowRows, boolean ahead) {
    return ahead ? ahead(below, windowRows) : reader(below, windowRows);
  }

  /** Rows that a thread of their own makes ahead. */
  public static Stage<WindowReader> ahead(Stage<? extends WindowSource> below, int windowRows) {
    Cost cost = new Cost(WindowHandOff.heapBytes(below.geometry(), windowRows), 0, 1);
    Stage<WindowReader> handed =
        below.then(
            "hand off",
            below.geometry(),
            cost,
            (rows, scope) -> scope.register(WindowHandOff.ahead(rows, windowRows)));
    return handed.pulledNow();
  }
}
