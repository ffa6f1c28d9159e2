package io.github.maskloom.testing;

import java.awt.image.BufferedImage;
import java.awt.image.WritableRaster;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageOutputStream;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/**
 * JPEG files for tests, made by the JDK's encoder and taken apart and changed byte by byte.
 *
 * <p>Everything is deterministic: the same arguments give the same bytes.
 */
public final class TestJpegs {
  private static final String FORMAT = "javax_imageio_jpeg_image_1.0";

  private TestJpegs() {}

  /** A picture with soft gradients and some detail, which JPEG keeps well. */
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

  /** Baseline JPEG: RGB at 4:2:0 for three bands, grey for one. */
  public static byte[] baseline(int width, int height, int bands) {
    return encode(picture(width, height, bands), Encoding.BASELINE);
  }

  /** Progressive JPEG of several scans. */
  public static byte[] progressive(int width, int height, int bands) {
    return encode(picture(width, height, bands), Encoding.BASELINE.asProgressive());
  }

  /** Baseline JPEG of three components whose chroma is sampled once per {@code h} x {@code v}. */
  public static byte[] subsampled(int width, int height, int h, int v) {
    return encode(picture(width, height, 3), Encoding.BASELINE.withSampling(h, v));
  }

  /** Baseline JPEG with a restart marker every so many MCUs. */
  public static byte[] restarting(int width, int height, int mcus) {
    return encode(picture(width, height, 3), Encoding.BASELINE.withRestart(mcus));
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
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
      ImageWriteParam param = writer.getDefaultWriteParam();
      param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      param.setCompressionQuality(0.9f);
      param.setProgressiveMode(
          encoding.progressive() ? ImageWriteParam.MODE_DEFAULT : ImageWriteParam.MODE_DISABLED);
      writer.setOutput(out);
      writer.write(
          null, new IIOImage(picture, null, metadata(writer, picture, param, encoding)), param);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  private static IIOMetadata metadata(
      ImageWriter writer, BufferedImage picture, ImageWriteParam param, Encoding encoding)
      throws IOException {
    IIOMetadata metadata =
        writer.getDefaultImageMetadata(ImageTypeSpecifier.createFromRenderedImage(picture), param);
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

  /**
   * Inserts a segment behind the file's SOI marker.
   *
   * @param marker the marker's second byte, such as {@code 0xE1}
   */
  public static byte[] withSegment(byte[] jpeg, int marker, byte[] content) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(jpeg, 0, 2);
    out.write(0xFF);
    out.write(marker);
    out.write((content.length + 2) >> 8);
    out.write(content.length + 2);
    out.writeBytes(content);
    out.write(jpeg, 2, jpeg.length - 2);
    return out.toByteArray();
  }

  /** The offset of a marker's 0xFF, found by walking the segments before the first scan. */
  public static int indexOfMarker(byte[] jpeg, int marker) {
    int at = 2;
    while ((jpeg[at + 1] & 0xFF) != marker) {
      if ((jpeg[at + 1] & 0xFF) == 0xDA) {
        throw new IllegalArgumentException("no such marker before the first scan");
      }
      at += 2 + ((jpeg[at + 2] & 0xFF) << 8 | (jpeg[at + 3] & 0xFF));
    }
    return at;
  }

  /** Leaves out the first segment of a kind. */
  public static byte[] withoutSegment(byte[] jpeg, int marker) {
    int from = indexOfMarker(jpeg, marker);
    int to = from + 2 + ((jpeg[from + 2] & 0xFF) << 8 | (jpeg[from + 3] & 0xFF));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(jpeg, 0, from);
    out.write(jpeg, to, jpeg.length - to);
    return out.toByteArray();
  }

  /** All samples as {@code ImageIO.read} delivers them, in order of row, pixel and band. */
  public static byte[] samplesByImageIo(byte[] jpeg) throws IOException {
    BufferedImage picture = ImageIO.read(new ByteArrayInputStream(jpeg));
    int[] samples =
        picture.getRaster().getPixels(0, 0, picture.getWidth(), picture.getHeight(), (int[]) null);
    byte[] bytes = new byte[samples.length];
    for (int i = 0; i < samples.length; i++) {
      bytes[i] = (byte) samples[i];
    }
    return bytes;
  }
}
