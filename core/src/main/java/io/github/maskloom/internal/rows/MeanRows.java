package io.github.maskloom.internal.rows;

import io.github.maskloom.internal.pipeline.Stage;
import io.github.maskloom.internal.scale.Area;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.WindowReader;

/** Stages of images made smaller so that a sample is the mean of what it stands for. */
public final class MeanRows {
  private MeanRows() {}

  /**
   * Rows of another size: blocks of samples are averaged as far as that goes, and what is left is
   * scaled. Samples of 16 bits, and those beside an alpha, are only scaled.
   *
   * @param seen what the pixels below stand for
   * @param wanted what those of the result stand for
   */
  public static Stage<WindowReader> stage(Stage<WindowReader> below, Area seen, Area wanted) {
    ImageGeometry stored = below.geometry();
    boolean simple = stored.depth() == 8 && !stored.hasAlpha();
    int across = simple ? block(seen.width(), wanted.width()) : 1;
    int down = simple ? block(seen.height(), wanted.height()) : 1;
    Stage<WindowReader> averaged = AveragedRows.stage(below, across, down);
    Area left = seen.inBlocks(across, down);
    return left.equals(wanted) ? averaged : ScaledRows.stage(averaged, left, wanted, false);
  }

  /** Samples of a block: so many that the size comes out exactly if that can be. */
  private static int block(int from, int to) {
    int cut = blocks(from, to);
    return blocks(from, cut) == to ? cut : Math.max(1, from / to);
  }

  private static int blocks(int size, int block) {
    return (int) (((long) size + block - 1) / block);
  }
}
