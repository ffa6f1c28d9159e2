package io.github.maskloom.internal.imageio;

import java.awt.Point;
import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.ComponentSampleModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.WritableRaster;

/**
 * A raster that claims the size of a whole image and stores one row, at which a codec of the JDK
 * can be pointed: a scan line stride of 0 lets every row stand at the same place.
 *
 * <p>Subclasses intercept the one call by which their codec moves a row. <b>Memory:</b> a row.
 */
public abstract class OneRowRaster extends WritableRaster {

  public OneRowRaster(int width, int height, int bands) {
    super(
        new ComponentSampleModel(DataBuffer.TYPE_BYTE, width, height, bands, 0, bandOffsets(bands)),
        new DataBufferByte(width * bands),
        new Point());
  }

  /** The storage of the row, as long as a row's samples. */
  protected final byte[] row() {
    return ((DataBufferByte) getDataBuffer()).getData();
  }

  /**
   * This raster as an image. The colour space only fits the number of bands (for four, RGB with
   * alpha): a codec that is told source and destination bands, or writes without metadata, converts
   * nothing.
   */
  public BufferedImage image() {
    boolean fourBands = getNumBands() == 4;
    ColorModel model =
        new ComponentColorModel(
            ColorSpace.getInstance(getNumBands() == 1 ? ColorSpace.CS_GRAY : ColorSpace.CS_sRGB),
            fourBands,
            false,
            fourBands ? Transparency.TRANSLUCENT : Transparency.OPAQUE,
            DataBuffer.TYPE_BYTE);
    return new BufferedImage(model, this, false, null);
  }

  /** The bands in order: 0, 1, 2... */
  public static int[] bandOffsets(int bands) {
    int[] offsets = new int[bands];
    for (int band = 0; band < bands; band++) {
      offsets[band] = band;
    }
    return offsets;
  }
}
