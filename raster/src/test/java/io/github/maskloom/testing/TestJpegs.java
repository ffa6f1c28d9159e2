package io.github.maskloom.testing;

import java.awt.Point;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.function.Consumer;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.plugins.jpeg.JPEGImageWriteParam;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/**
 * JPEG files for tests, made by the JDK's encoder. {@link JpegEdits} changes them.
 *
 * <p>Everything is deterministic: the same arguments give the same bytes.
 */
public final class TestJpegs {
  private static final String FORMAT = "javax_imageio_jpeg_image_1.0";

  private TestJpegs() {}

  /** An image with soft gradients and some detail, which JPEG keeps well. */
  public static BufferedImage picture(int width, int height, int bands) {
    int type = bands == 1 ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_3BYTE_BGR;
    BufferedImage picture = new BufferedImage(width, height, type);
    WritableRaster raster = picture.getRaster();
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        for (int band = 0; band < bands; band++) {
          double wave = Math.sin((x * (band + 1) + 2 * y) / 9.0) * 40;
          int ramp = (x + y * (band + 2)) * 128 / (width + height * (band + 2));
          raster.setSample(x, y, band, (int) (60 + wave + ramp) & 0xFF);
        }
      }
    }
    return picture;
  }

  /** Baseline JPEG: RGB at 4:2:0 for three bands, gray for one. */
  public static byte[] baseline(int width, int height, int bands) {
    return encode(picture(width, height, bands), Encoding.BASELINE);
  }

  /** Progressive JPEG of several scans. */
  public static byte[] progressive(int width, int height, int bands) {
    return encode(picture(width, height, bands), Encoding.BASELINE.asProgressive());
  }

  /**
   * Progressive JPEG of three components whose chroma is sampled once per {@code h} x {@code v}.
   */
  public static byte[] progressive(BufferedImage rgb, int h, int v) {
    return encode(rgb, Encoding.BASELINE.withSampling(h, v).asProgressive());
  }

  /** Baseline JPEG of three components whose chroma is sampled once per {@code h} x {@code v}. */
  public static byte[] subsampled(int width, int height, int h, int v) {
    return encode(picture(width, height, 3), Encoding.BASELINE.withSampling(h, v));
  }

  /** Baseline JPEG with a restart marker after every that many MCUs. */
  public static byte[] restarting(int width, int height, int mcus) {
    return encode(picture(width, height, 3), Encoding.BASELINE.withRestart(mcus));
  }

  /**
   * A file of four components in one color, as the components stand in the file: inverted inks, or
   * YCCK.
   *
   * @param adobeTransform what Adobe's segment says: 0 for CMYK, 2 for YCCK; -1 for no such segment
   */
  public static byte[] inks(int width, int height, int[] components, int adobeTransform) {
    WritableRaster raster =
        Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, width, height, 4, new Point());
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        raster.setPixel(x, y, components);
      }
    }
    byte[] jpeg = encodeAsIs(raster);
    return adobeTransform < 0 ? jpeg : JpegEdits.withAdobe(jpeg, adobeTransform);
  }

  /** Encodes components as they are, without a segment that says what they mean. */
  public static byte[] encodeAsIs(Raster components) {
    return write(writer -> new IIOImage(components, null, null), false, 0.9f);
  }

  /** Encodes components as they are in several scans. */
  public static byte[] encodeProgressively(Raster components) {
    return write(writer -> new IIOImage(components, null, null), true, 0.9f);
  }

  /**
   * A file of any kind: chroma sampled once per {@code h} x {@code v}, a restart marker every so
   * many MCUs or none, with standard Huffman tables or ones made for the image.
   */
  public static byte[] ofKind(
      BufferedImage picture, int h, int v, int restart, boolean optimized, float quality) {
    Encoding encoding = new Encoding(false, h, v, restart);
    return write(
        writer -> new IIOImage(picture, null, metadata(writer, picture, encoding)),
        param -> ((JPEGImageWriteParam) param).setOptimizeHuffmanTables(optimized),
        false,
        quality);
  }

  /** What the encoder is asked for. */
  private record Encoding(boolean progressive, int h, int v, int restartInterval) {
    static final Encoding BASELINE = new Encoding(false, 2, 2, 0);

    Encoding asProgressive() {
      return new Encoding(true, h, v, restartInterval);
    }

    Encoding withSampling(int newH, int newV) {
      return new Encoding(progressive, newH, newV, restartInterval);
    }

    Encoding withRestart(int mcus) {
      return new Encoding(progressive, h, v, mcus);
    }
  }

  private static byte[] encode(BufferedImage picture, Encoding encoding) {
    return write(
        writer -> new IIOImage(picture, null, metadata(writer, picture, encoding)),
        encoding.progressive(),
        0.9f);
  }

  /** What the JDK's encoder makes of an image by default at a quality of 0 to 1. */
  public static byte[] ofQuality(BufferedImage picture, float quality) {
    return write(writer -> new IIOImage(picture, null, null), false, quality);
  }

  /** Says what to encode, and how. */
  @FunctionalInterface
  private interface ImageSupplier {
    IIOImage imageFor(ImageWriter writer) throws IOException;
  }

  private static byte[] write(ImageSupplier image, boolean progressive, float quality) {
    return write(image, param -> {}, progressive, quality);
  }

  private static byte[] write(
      ImageSupplier image,
      Consumer<ImageWriteParam> parameters,
      boolean progressive,
      float quality) {
    return ForeignFiles.write(
        "jpeg",
        (writer, param) -> image.imageFor(writer),
        param -> {
          param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
          param.setCompressionQuality(quality);
          param.setProgressiveMode(
              progressive ? ImageWriteParam.MODE_DEFAULT : ImageWriteParam.MODE_DISABLED);
          parameters.accept(param);
        });
  }

  private static IIOMetadata metadata(ImageWriter writer, BufferedImage picture, Encoding encoding)
      throws IOException {
    IIOMetadata metadata =
        writer.getDefaultImageMetadata(
            ImageTypeSpecifier.createFromRenderedImage(picture), writer.getDefaultWriteParam());
    Node tree = metadata.getAsTree(FORMAT);
    Element root = (Element) tree;
    if (picture.getRaster().getNumBands() == 3) {
      NodeList components = root.getElementsByTagName("componentSpec");
      Element luma = (Element) components.item(0);
      luma.setAttribute("HsamplingFactor", Integer.toString(encoding.h()));
      luma.setAttribute("VsamplingFactor", Integer.toString(encoding.v()));
    }
    if (encoding.restartInterval() > 0) {
      Element markers = (Element) root.getElementsByTagName("markerSequence").item(0);
      IIOMetadataNode restart = new IIOMetadataNode("dri");
      restart.setAttribute("interval", Integer.toString(encoding.restartInterval()));
      markers.insertBefore(restart, root.getElementsByTagName("sos").item(0));
    }
    metadata.setFromTree(FORMAT, tree);
    return metadata;
  }

  /** All samples as {@code ImageIO.read} delivers them, in order of row, pixel and band. */
  public static byte[] samplesByImageIo(byte[] jpeg) throws IOException {
    BufferedImage picture = ImageIO.read(new ByteArrayInputStream(jpeg));
    int[] samples =
        picture.getRaster().getPixels(0, 0, picture.getWidth(), picture.getHeight(), (int[]) null);
    return ArrayRows.bytes(samples);
  }
}
