package io.github.maskloom.classic;

import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.RasterWindow;
import java.awt.image.BufferedImage;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Rows of an image that its decoder delivers in blocks of whole rows, one after the other.
 *
 * <p>Owns the decoder. <b>Memory:</b> a block, and what the decoder needs for it.
 */
final class RegionRows extends PlannedRows {
  private final ImageIoDecoder decoder;
  private final Blocks blocks;

  private @Nullable BufferedImage block;
  private @Nullable RasterSamples samples;
  private int blockTop;

  /** Decodes blocks of rows. */
  @FunctionalInterface
  interface Blocks {
    /** Decodes the block that starts with row {@code y}; it holds at least that row. */
    BufferedImage from(int y) throws IOException;
  }

  /** Rows that {@code blocks} decodes with {@code decoder}. */
  RegionRows(ImageIoDecoder decoder, ImageGeometry geometry, Plan plan, Blocks blocks) {
    super(geometry, plan);
    this.decoder = decoder;
    this.blocks = blocks;
  }

  @Override
  protected void fill(RasterWindow window, int y, int rows) throws IOException {
    for (int row = 0; row < rows; row++) {
      copy(y + row, window, row);
    }
    if (y + rows == geometry().height()) {
      block = null;
    }
  }

  private void copy(int y, RasterWindow window, int row) throws IOException {
    BufferedImage image = block;
    RasterSamples kind = samples;
    if (image == null || kind == null || y >= blockTop + image.getHeight()) {
      block = null;
      image = blocks.from(y);
      decoder.checkWarning();
      kind = kindOf(image);
      block = image;
      samples = kind;
      blockTop = y;
    }
    kind.copy(image.getRaster(), y - blockTop, window, row);
  }

  private RasterSamples kindOf(BufferedImage image) {
    RasterSamples kind =
        RasterSamples.of(plan().format(), image, geometry().width(), geometry().height());
    if (!kind.geometry().equals(geometry())) {
      throw decoder.wrong("the decoder announced " + geometry() + ", not " + kind.geometry());
    }
    return kind;
  }

  @Override
  public void close() throws IOException {
    super.close();
    block = null;
    decoder.close();
  }
}
