package io.github.maskloom.internal.jpeg;

import static com.google.common.base.Preconditions.checkArgument;

import io.github.maskloom.errors.ImageLimitException;
import io.github.maskloom.format.PlaneReader;
import io.github.maskloom.image.ImageMetadata;
import io.github.maskloom.image.OutputFormat;
import io.github.maskloom.image.OutputFormat.ChromaSampling;
import io.github.maskloom.internal.jpeg.dct.Quantizer;
import io.github.maskloom.internal.jpeg.dct.YccColor;
import io.github.maskloom.internal.jpeg.scan.JpegFrame;
import io.github.maskloom.internal.jpeg.scan.JpegHeader.CodingProcess;
import io.github.maskloom.internal.jpeg.scan.JpegHeader.Component;
import io.github.maskloom.internal.jpeg.scan.JpegMarker;
import io.github.maskloom.internal.jpeg.scan.JpegSegments;
import io.github.maskloom.internal.jpeg.scan.ScanWriter;
import io.github.maskloom.internal.metadata.IccProfile;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.RasterWindow;
import io.github.maskloom.raster.WindowReader;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/** Encodes baseline JPEG row by row, bit for bit as the IJG library does with {@code islow}. */
public final class JpegWriter {
  private static final byte[] ABSENT = new byte[0];

  private static final long HEAP_BYTES = 112 << 10;

  private final ImageGeometry geometry;
  private final OutputFormat.Jpeg format;
  private final OutputStream out;
  private final JpegFrame frame;

  /** Rows of the image in a row of MCUs. */
  private final int mcuRowRows;

  /** Those of luma, and for color, those of chroma. */
  private final List<int[]> divisors;

  private final EncodedPlane[] planes;

  /** Brings the samples of a row of MCUs into the planes. */
  @FunctionalInterface
  private interface McuRowSource {
    void read(int y, int count) throws IOException;
  }

  private JpegWriter(ImageGeometry geometry, OutputFormat.Jpeg format, OutputStream out) {
    this.geometry = geometry;
    this.format = format;
    this.out = out;
    this.frame = frame(geometry, format);
    this.mcuRowRows = JpegFrame.BLOCK_SIDE * frame.maxMcuHeight();
    this.divisors = new ArrayList<>();
    for (int slot = 0; slot < Math.min(geometry.bands(), 2); slot++) {
      divisors.add(Quantizer.divisors(slot, format.quality()));
    }
    this.planes = new EncodedPlane[geometry.bands()];
    for (int i = 0; i < planes.length; i++) {
      Quantizer quantizer = new Quantizer(divisors.get(Math.min(i, 1)));
      planes[i] = new EncodedPlane(i, frame, quantizer);
    }
  }

  private static JpegFrame frame(ImageGeometry geometry, OutputFormat.Jpeg format) {
    boolean gray = geometry.bands() == 1;
    ChromaSampling sampling = gray ? ChromaSampling.RATIO_444 : format.chroma();
    List<Component> components = new ArrayList<>();
    components.add(new Component(1, sampling.pixelsAcross(), sampling.pixelsDown(), 0));
    for (int i = 1; i < geometry.bands(); i++) {
      components.add(new Component(i + 1, 1, 1, 1));
    }
    return new JpegFrame(
        geometry.width(), geometry.height(), CodingProcess.BASELINE, List.copyOf(components));
  }

  /** Heap that writing takes, about. */
  public static long heapBytes(ImageGeometry geometry, OutputFormat.Jpeg format) {
    JpegFrame frame = frame(geometry, format);
    long planes =
        frame.components().stream().mapToLong(part -> EncodedPlane.bytes(part, frame)).sum();
    long held = format.optimized() ? ScanWriter.heldBytes(frame) : 0;
    return HEAP_BYTES + geometry.rowBytes() + planes + held;
  }

  /**
   * Pulls every row and writes a JPEG file: JFIF, YCbCr for RGB, one component for gray.
   *
   * <p>The typical Huffman codes of the standard are used, so that the file streams. Where the
   * format asks for {@linkplain OutputFormat.Jpeg#optimized codes that fit the image}, its blocks
   * are held until the last, as long as they take no more than 32 bytes each and 4 MiB together.
   *
   * <p><b>Quality</b> scales the standard's example tables (ITU-T T.81, annex K) as the IJG library
   * does: {@code 5000 / quality} percent below 50, else {@code 200 - 2 * quality}.
   *
   * <p><b>Metadata:</b> density goes into JFIF, EXIF, XMP and the color profile into segments of
   * their own. Pictures in them are left out. So is EXIF that is no TIFF or has more than 65527
   * bytes, and a profile whose color space is not that of the samples. XMP is left out if it is not
   * well-formed. Of XMP of more than 65504 bytes only the label is written. {@link
   * JpegSegments#report} says so.
   *
   * <p><b>Memory:</b> {@link #heapBytes}: the samples of a row of MCUs. <b>Ownership:</b> {@code
   * out} is neither flushed nor closed; {@code rows} stays open.
   *
   * @param rows gray or RGB, 8 bits a sample
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
    RasterWindow window = new RasterWindow(rows.geometry(), 1);
    JpegWriter writer = new JpegWriter(rows.geometry(), format, out);
    writer.write(metadata, (y, count) -> writer.readRows(rows, window, y, count));
  }

  /** The planes that {@link #writePlanes} takes. */
  public static PlaneReader.Layout layout(ImageGeometry geometry, OutputFormat.Jpeg format) {
    JpegFrame frame = frame(geometry, format);
    return new PlaneReader.Layout(
        frame.components().stream()
            .map(component -> JpegPlanes.plane(frame, component, JpegFrame.BLOCK_SIDE))
            .toList());
  }

  /**
   * Writes a JPEG file as the other method does, of samples that need no conversion.
   *
   * @param geometry of the image: gray or RGB, 8 bits a sample
   * @param planes as {@link #layout} says
   */
  public static void writePlanes(
      PlaneReader planes, ImageGeometry geometry, OutputFormat.Jpeg format, OutputStream out)
      throws IOException {
    checkGeometry(geometry);
    List<RasterWindow> windows = planes.layout().windows();
    JpegWriter writer = new JpegWriter(geometry, format, out);
    writer.write(planes.metadata(), (y, count) -> writer.readPlanes(planes, windows, y));
  }

  private static void checkGeometry(ImageGeometry geometry) {
    checkArgument(
        geometry.depth() == 8 && !geometry.hasAlpha(),
        "JPEG holds 8-bit gray or RGB, not %s",
        geometry);
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

  private void write(ImageMetadata metadata, McuRowSource source) throws IOException {
    out.write(new byte[] {(byte) 0xFF, (byte) JpegMarker.SOI});
    out.write(JpegSegments.jfif(metadata));
    JpegSegments.writeExif(metadata, out);
    out.write(JpegSegments.xmp(metadata.xmp().orElse(ABSENT)));
    byte[] profile = metadata.iccProfile().orElse(ABSENT);
    boolean fits = IccProfile.describes(profile, geometry.colorBands());
    JpegSegments.writeBeside(
        fits ? metadata : metadata.toBuilder().iccProfile(ABSENT).build(), out);
    ScanWriter scan =
        format.optimized()
            ? ScanWriter.holding(frame, divisors, out)
            : ScanWriter.streaming(frame, divisors, out);
    writeMcus(source, scan);
    scan.finish();
  }

  private void writeMcus(McuRowSource source, ScanWriter scan) throws IOException {
    int mcusAcross = frame.mcusAcross();
    for (int y = 0; y < geometry.height(); y += mcuRowRows) {
      source.read(y, Math.min(mcuRowRows, geometry.height() - y));
      for (int mcu = 0; mcu < mcusAcross; mcu++) {
        for (EncodedPlane plane : planes) {
          plane.code(mcu, y / mcuRowRows, scan);
        }
      }
    }
  }

  private void readPlanes(PlaneReader source, List<RasterWindow> windows, int y)
      throws IOException {
    if (!source.read(windows)) {
      throw new IllegalStateException("the planes end before row " + y);
    }
    for (int i = 0; i < planes.length; i++) {
      planes[i].take(windows.get(i));
    }
  }

  private void readRows(WindowReader rows, RasterWindow window, int y, int count)
      throws IOException {
    for (int row = 0; row < count; row++) {
      if (rows.read(window) == 0 || window.y() != y + row) {
        throw new IllegalStateException("the rows end or jump before row " + (y + row));
      }
      convert(window.bytes(), row);
      for (EncodedPlane plane : planes) {
        plane.took(row);
      }
    }
    if (count < mcuRowRows) {
      for (EncodedPlane plane : planes) {
        plane.fill(count - 1);
      }
    }
  }

  private void convert(byte[] samples, int row) {
    EncodedPlane luma = planes[0];
    if (planes.length == 1) {
      System.arraycopy(samples, 0, luma.pixels(), luma.offset(row), geometry.width());
      return;
    }
    YccColor.fromRgb(
        samples,
        0,
        luma.pixels(),
        luma.offset(row),
        planes[1].pixels(),
        planes[1].offset(row),
        planes[2].pixels(),
        planes[2].offset(row),
        geometry.width());
  }
}
