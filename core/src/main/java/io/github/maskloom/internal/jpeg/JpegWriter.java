package io.github.maskloom.internal.jpeg;

import io.github.maskloom.errors.ImageLimitException;
import io.github.maskloom.image.ImageMetadata;
import io.github.maskloom.image.OutputFormat;
import io.github.maskloom.internal.imageio.FirstFailure;
import io.github.maskloom.internal.imageio.JdkCodec;
import io.github.maskloom.internal.imageio.OneRowRaster;
import io.github.maskloom.internal.jpeg.scan.JpegFrame;
import io.github.maskloom.internal.jpeg.scan.JpegMarker;
import io.github.maskloom.internal.jpeg.scan.JpegSegments;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.RasterWindow;
import io.github.maskloom.raster.WindowReader;
import java.awt.image.Raster;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import org.jspecify.annotations.Nullable;

/** Encodes baseline JPEG row by row with the JDK's own encoder. */
public final class JpegWriter {
  private static final byte[] ABSENT = new byte[0];
  private static final int ICC_COLOR_SPACE_AT = 16;

  private static final long HEAP_BYTES = 220 << 10;
  private static final int ROWS = 3;

  private JpegWriter() {}

  /** Heap that writing takes beside what the encoder has outside of it, about. */
  public static long heapBytes(ImageGeometry geometry) {
    return HEAP_BYTES + (long) ROWS * geometry.rowBytes();
  }

  /**
   * Pulls every row and writes a JPEG file: JFIF, YCbCr with chroma at 4:2:0 for RGB, one component
   * for grey, fixed Huffman tables.
   *
   * <p><b>Quality</b> scales the standard's example tables (ITU-T T.81, annex K) as the IJG library
   * does: {@code 50 / quality} below 50, else {@code 2 - quality / 50}; the JDK computes it in
   * float.
   *
   * <p><b>Metadata:</b> density goes into JFIF, EXIF and the colour profile into segments of their
   * own. Left out is the thumbnail of EXIF, EXIF that is no TIFF or of more than 65527 bytes, and a
   * profile whose colour space is not that of the samples.
   *
   * <p><b>Memory:</b> three rows, 64 KiB, and 16 rows within the encoder. <b>Ownership:</b> {@code
   * out} is flushed and stays open; {@code rows} stays open.
   *
   * @param rows grey or RGB, 8 bits a sample
   * @param out where the file goes; needs no buffer
   * @throws IllegalArgumentException if the samples are others
   * @throws ImageLimitException see {@link #checkSize}; nothing was written
   * @throws IllegalStateException if the rows end early
   * @throws IOException if {@code rows} or {@code out} fail with it; whatever they throw comes out
   *     unchanged
   */
  public static void write(
      WindowReader rows, OutputFormat.Jpeg format, ImageMetadata metadata, OutputStream out)
      throws IOException {
    checkGeometry(rows.geometry());
    FirstFailure failure = new FirstFailure();
    EncodedRows raster = new EncodedRows(rows, failure);
    OutputStream buffered = new BufferedOutputStream(out, 1 << 16);
    EncoderOutput output = new EncoderOutput(buffered, failure);
    writeHead(rows.geometry(), metadata, buffered);
    ImageWriter encoder = JdkCodec.JPEG.newWriter();
    try (output) {
      encoder.setOutput(output);
      encoder.write(null, new IIOImage(raster.image(), null, null), parameters(encoder, format));
    } catch (IOException | RuntimeException e) {
      failure.rethrow();
      throw e;
    } finally {
      encoder.dispose();
    }
    buffered.flush();
  }

  private static void checkGeometry(ImageGeometry geometry) {
    if (geometry.depth() != 8 || geometry.hasAlpha()) {
      throw new IllegalArgumentException("JPEG holds 8-bit grey or RGB, not " + geometry);
    }
    checkSize(geometry);
  }

  /**
   * Refuses a size that a JPEG cannot have.
   *
   * @throws ImageLimitException naming {@code maxJpegSide} if a side passes 65500 pixels
   */
  public static void checkSize(ImageGeometry geometry) {
    int side = Math.max(geometry.width(), geometry.height());
    if (side > JpegFrame.MAX_SIDE) {
      throw new ImageLimitException("maxJpegSide", side, JpegFrame.MAX_SIDE);
    }
  }

  private static ImageWriteParam parameters(ImageWriter encoder, OutputFormat.Jpeg format) {
    ImageWriteParam parameters = encoder.getDefaultWriteParam();
    parameters.setProgressiveMode(ImageWriteParam.MODE_DISABLED);
    parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
    parameters.setCompressionQuality(format.quality() / 100f);
    return parameters;
  }

  private static void writeHead(ImageGeometry geometry, ImageMetadata metadata, OutputStream out)
      throws IOException {
    out.write(0xFF);
    out.write(JpegMarker.SOI);
    out.write(JpegSegments.jfif(metadata));
    out.write(JpegSegments.exif(metadata.exif().orElse(ABSENT)));
    byte[] profile = metadata.iccProfile().orElse(ABSENT);
    if (matches(profile, geometry.bands() == 1 ? "GRAY" : "RGB ")) {
      JpegSegments.writeIcc(profile, out);
    }
  }

  /** Whether a profile's header names a colour space (ICC.1:2022, 7.2.6). */
  private static boolean matches(byte[] profile, String colorSpace) {
    for (int i = 0; i < colorSpace.length(); i++) {
      if (profile.length <= ICC_COLOR_SPACE_AT + i
          || profile[ICC_COLOR_SPACE_AT + i] != colorSpace.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** The image as the encoder sees it: it asks for a child raster per row, from top to bottom. */
  private static final class EncodedRows extends OneRowRaster {
    private final WindowReader rows;
    private final RasterWindow window;
    private final FirstFailure failure;

    EncodedRows(WindowReader rows, FirstFailure failure) {
      super(rows.geometry().width(), rows.geometry().height(), rows.geometry().bands());
      this.rows = rows;
      this.window = new RasterWindow(rows.geometry(), 1);
      this.failure = failure;
    }

    @Override
    public Raster createChild(
        int parentX,
        int parentY,
        int width,
        int height,
        int childMinX,
        int childMinY,
        int @Nullable [] bandList) {
      try {
        if (rows.read(window) == 0 || window.y() != parentY) {
          throw new IllegalStateException("the rows end or jump before row " + parentY);
        }
        return window.raster();
      } catch (IOException e) {
        failure.keep(e);
        throw new UncheckedIOException(e);
      } catch (RuntimeException | Error e) {
        failure.keep(e);
        throw e;
      }
    }
  }
}
