package io.github.maskloom.internal.rows;

import io.github.maskloom.internal.pipeline.Cost;
import io.github.maskloom.internal.pipeline.Scope;
import io.github.maskloom.raster.WorkPlan;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** The end of a plan, above its stages: what writes the encoded image. Runs once. */
public interface Output {
  /** What writing takes, with the stages below. */
  Cost cost();

  /** What the stages below do, the lowest first, and what writing is. */
  List<WorkPlan.Step> steps();

  /**
   * Opens the stages below, takes every row and writes the image.
   *
   * @param out needs no buffer; neither flushed nor closed
   * @throws IOException if rows cannot be read or bytes cannot be written
   */
  void run(Scope scope, OutputStream out) throws IOException;
}
