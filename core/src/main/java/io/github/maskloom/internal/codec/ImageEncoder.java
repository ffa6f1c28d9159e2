package io.github.maskloom.internal.codec;

import io.github.maskloom.errors.ImageLimitException;
import io.github.maskloom.image.OutputFormat;
import io.github.maskloom.internal.jpeg.JpegWriter;
import io.github.maskloom.internal.metadata.IccProfile;
import io.github.maskloom.internal.pipeline.ConvertedRows;
import io.github.maskloom.internal.png.PngWriter;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.RasterWindow;
import io.github.maskloom.raster.WindowHandOff;
import io.github.maskloom.raster.WindowReader;
import io.github.maskloom.raster.WindowSource;
import java.io.IOException;
import java.io.OutputStream;

/** Encodes rows into a stream, whatever the format. */
public final class ImageEncoder {
  private ImageEncoder() {}

  /**
   * Heap that encoding takes beside the source, whose window is counted here.
   *
   * @param reads whether the source is a reader
   * @param windowRows rows to ask the source for at a time
   */
  public static long heapBytes(
      ImageGeometry geometry, boolean reads, OutputFormat format, int windowRows) {
    if (!(format instanceof OutputFormat.Jpeg jpeg)) {
      return PngWriter.heapBytes(geometry) + RasterWindow.bytes(geometry, windowRows);
    }
    ImageGeometry flat = flat(geometry, jpeg);
    long converted =
        flat.equals(geometry)
            ? 0
            : reads ? geometry.rowBytes() : RasterWindow.bytes(geometry, windowRows);
    long handedOff = reads ? 0 : WindowHandOff.heapBytes(flat, windowRows);
    return JpegWriter.heapBytes(flat, jpeg) + converted + handedOff;
  }

  /**
   * Refuses a size that a format cannot have, before anything is opened for it.
   *
   * @throws ImageLimitException naming {@code maxJpegSide} if a side of a JPEG passes 65500 pixels
   */
  public static void checkSize(ImageGeometry geometry, OutputFormat format) {
    if (format instanceof OutputFormat.Jpeg) {
      JpegWriter.checkSize(geometry);
    }
  }

  /** The samples that a JPEG holds of an image. */
  private static ImageGeometry flat(ImageGeometry geometry, OutputFormat.Jpeg format) {
    boolean grey = geometry.colorBands() == 1 && (!geometry.hasAlpha() || format.greyBackground());
    return geometry.withSamples(grey ? 1 : 3, 8);
  }

  /**
   * Whether the rows have a colour profile that describes other samples than are written, so that
   * it is left out.
   */
  public static boolean dropsProfile(WindowSource rows, OutputFormat format) {
    ImageGeometry written =
        format instanceof OutputFormat.Jpeg jpeg ? flat(rows.geometry(), jpeg) : rows.geometry();
    return rows.metadata()
        .iccProfile()
        .filter(profile -> !IccProfile.describes(profile, written.colorBands()))
        .isPresent();
  }

  /**
   * Takes every row of a source and writes the image. The stream needs no buffer and is not closed;
   * the rows are used up and may be.
   *
   * @param windowRows rows to ask the source for at a time
   * @throws IOException if rows cannot be read or bytes cannot be written
   * @throws ImageLimitException see {@link #checkSize}; nothing was written
   */
  public static void encode(
      WindowSource rows, OutputFormat format, OutputStream stream, int windowRows)
      throws IOException {
    if (format instanceof OutputFormat.Jpeg jpeg) {
      encodeJpeg(rows, jpeg, stream, windowRows);
    } else {
      encodePng(rows, stream, windowRows);
    }
  }

  private static void encodePng(WindowSource rows, OutputStream stream, int windowRows)
      throws IOException {
    try (PngWriter writer = new PngWriter(stream, rows.geometry(), rows.metadata())) {
      rows.push(windowRows, writer);
      writer.finish();
    }
  }

  private static void encodeJpeg(
      WindowSource rows, OutputFormat.Jpeg format, OutputStream stream, int windowRows)
      throws IOException {
    ImageGeometry shape = flat(rows.geometry(), format);
    WindowSource flat = ConvertedRows.of(rows, shape.bands(), 8, format.backgroundRgb());
    try (WindowReader reader = WindowHandOff.reader(flat, windowRows)) {
      JpegWriter.write(reader, format, rows.metadata(), stream);
      expectEnd(reader);
    }
  }

  /** A source may find only at its end that something is wrong with it. */
  private static void expectEnd(WindowReader reader) throws IOException {
    if (reader.read(new RasterWindow(reader.geometry(), 1)) != 0) {
      throw new IllegalStateException("the encoder left rows behind");
    }
  }
}
