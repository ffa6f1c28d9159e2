package io.github.maskloom.internal.jpeg;

import io.github.maskloom.errors.ImageFormatException;
import io.github.maskloom.errors.ImageLimitException;
import io.github.maskloom.image.CancelSignal;
import io.github.maskloom.image.DamagePolicy;
import io.github.maskloom.image.ImageLimits;
import io.github.maskloom.image.ImageMetadata;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.internal.imageio.FirstFailure;
import io.github.maskloom.internal.imageio.JdkCodec;
import io.github.maskloom.internal.imageio.OneRowRaster;
import io.github.maskloom.internal.jpeg.scan.JpegHeader;
import io.github.maskloom.internal.jpeg.scan.JpegInput;
import io.github.maskloom.internal.jpeg.scan.SpooledScans;
import io.github.maskloom.internal.pipeline.SpoolFile;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.WindowSink;
import io.github.maskloom.raster.WindowSource;
import java.io.IOException;
import java.io.InputStream;
import javax.imageio.IIOException;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import org.jspecify.annotations.Nullable;

/**
 * Decodes a JPEG file row by row with the JDK's own decoder.
 *
 * <p><b>Samples:</b> 8-bit grey, or RGB; inks are converted to RGB without a profile. A colour
 * profile is carried, never applied. Rows come in the stored order: {@link #orientation} is not
 * applied.
 *
 * <p><b>Memory:</b> {@value #HEAP_BYTES} bytes, a window and two rows. The coded data of a
 * progressive or multi-scan file are copied to a temporary file, within {@link
 * ImageLimits#maxSpoolBytes}; it is then decoded from all its scans at once, as {@link
 * TranscodedJpeg} tells. Where such a file ends before every bit of every coefficient is coded, the
 * samples are those of the bits there are, without the smoothing that some decoders apply.
 *
 * <p><b>Damage:</b> a file that is cut short, or that the decoder warns of, fails; rows that were
 * pushed before are then worthless. {@link DamagePolicy#LENIENT} goes on: rows of which a component
 * did not come are black. Rows of a multi-scan file of which later bits did not come are shown from
 * those that did. {@link #missingRows} counts both.
 */
public final class JpegReader implements WindowSource {
  /** More than this the JDK's decoder refuses. */
  private static final int MAX_PIXELS = Integer.MAX_VALUE - 2;

  private static final long HEAP_BYTES = 104 << 10;

  private final ImageSource source;
  private JpegHeader header;
  private final ImageGeometry geometry;
  private final ImageLimits limits;
  private final DamagePolicy damage;
  private final CancelSignal cancel;
  private boolean taken;
  private int missingRows;

  private JpegReader(
      ImageSource source,
      JpegHeader header,
      ImageLimits limits,
      DamagePolicy damage,
      CancelSignal cancel) {
    this.source = source;
    this.header = header;
    this.geometry = header.geometry();
    this.limits = limits;
    this.damage = damage;
    this.cancel = cancel;
  }

  /**
   * Reads the header.
   *
   * @param source opened here, and again to decode; it must be re-openable
   * @param damage what to do if rows are missing
   * @param cancel asked for every row of blocks of every scan of a multi-scan file
   * @throws IOException if the bytes cannot be read
   * @throws ImageFormatException see {@link JpegHeader#read}
   * @throws ImageLimitException see {@link JpegHeader#read}
   */
  public static JpegReader open(
      ImageSource source, ImageLimits limits, DamagePolicy damage, CancelSignal cancel)
      throws IOException {
    try (InputStream in = source.open()) {
      JpegHeader header = JpegHeader.read(in, limits);
      long pixels = header.geometry().pixels();
      if (pixels > MAX_PIXELS) {
        throw new ImageLimitException("maxPixels", pixels, MAX_PIXELS);
      }
      return new JpegReader(source, header.uprighted(), limits, damage, cancel);
    }
  }

  /**
   * Reads a header and forgets it.
   *
   * @param stream a JPEG file from its first byte; it stays open and is left anywhere
   * @throws IOException if the stream fails
   * @throws ImageFormatException see {@link JpegHeader#read}
   * @throws ImageLimitException see {@link JpegHeader#read}
   */
  public static void checkHeader(InputStream stream, ImageLimits limits) throws IOException {
    JpegHeader.read(stream, limits);
  }

  /** What the file says of itself, its metadata as they hold once rows are turned upright. */
  public JpegHeader header() {
    return header;
  }

  /** The EXIF orientation, 1 to 8, that a viewer would apply to the rows. */
  public int orientation() {
    return header.orientation();
  }

  /** Lets go of the metadata: there are none from now on. */
  public void forgetMetadata() {
    header = header.withMetadata(ImageMetadata.NONE);
  }

  /** Heap that reading takes beside the windows of the caller and the metadata, about. */
  public long heapBytes() {
    long rows = 2L * geometry().rowBytes();
    long scans =
        header.multiScan() ? TranscodedJpeg.heapBytes(header.frame(), limits.maxScans()) : 0;
    return HEAP_BYTES + rows + scans;
  }

  /**
   * Bytes of a temporary file that reading takes, at most, if the source tells its length.
   *
   * @throws IOException if the source cannot be asked
   */
  public long spoolBytes() throws IOException {
    return header.multiScan() ? source.length().orElse(0) : 0;
  }

  /** Rows that turned out to be missing or to lack bits, once all were pushed. */
  public int missingRows() {
    return missingRows;
  }

  @Override
  public ImageGeometry geometry() {
    return geometry;
  }

  /** What holds once {@link #orientation} is applied: EXIF says upright, densities are turned. */
  @Override
  public ImageMetadata metadata() {
    return header.metadata();
  }

  @Override
  public void push(int windowRows, WindowSink sink) throws IOException {
    if (taken) {
      throw new IllegalStateException("the rows were already taken, or the reader is closed");
    }
    taken = true;
    FirstFailure failure = new FirstFailure();
    if (header.multiScan()) {
      pushTranscoded(windowRows, sink, failure);
      return;
    }
    try (InputStream in = source.open()) {
      CanonicalJpeg jpeg = new CanonicalJpeg(new JpegInput(in), header.encoding());
      DecodedRows rows = new DecodedRows(header, windowRows, sink, failure, damage, jpeg::cutAt);
      decode(new DecoderInput(jpeg, failure), rows, failure);
      missingRows = rows.missingRows();
    }
  }

  private void pushTranscoded(int windowRows, WindowSink sink, FirstFailure failure)
      throws IOException {
    try (SpoolFile spool = SpoolFile.create(limits)) {
      SpooledScans scans = spoolScans(spool);
      TranscodedJpeg jpeg =
          new TranscodedJpeg(header.frame(), header.encoding(), scans, damage, cancel);
      DecodedRows rows = new DecodedRows(header, windowRows, sink, failure, damage, () -> -1);
      decode(new DecoderInput(jpeg, failure), rows, failure);
      int whole = Math.min(jpeg.wholeRows(), header.height() - rows.missingRows());
      missingRows = damage == DamagePolicy.STRICT ? 0 : header.height() - whole;
    }
  }

  private SpooledScans spoolScans(SpoolFile spool) throws IOException {
    try (InputStream in = source.open()) {
      return SpooledScans.read(new JpegInput(in), header.frame(), limits, damage, spool);
    }
  }

  private void decode(DecoderInput input, DecodedRows rows, FirstFailure failure)
      throws IOException {
    ImageReader decoder = JdkCodec.JPEG.newReader();
    try (input) {
      decoder.addIIOReadWarningListener((reader, warning) -> rows.warn(warning));
      decoder.setInput(input, true, true);
      checkHeader(decoder);
      read(decoder, rows, failure);
    } catch (IOException | RuntimeException e) {
      failure.rethrow();
      if (e instanceof IIOException) {
        throw wrong("the decoder objects: " + e.getMessage(), e);
      }
      throw e;
    } finally {
      decoder.dispose();
    }
  }

  private void read(ImageReader decoder, DecodedRows rows, FirstFailure failure)
      throws IOException {
    String objection = "";
    try {
      decoder.read(0, readInto(rows));
    } catch (IIOException e) {
      failure.rethrow();
      if (damage == DamagePolicy.STRICT) {
        throw e;
      }
      objection = String.valueOf(e.getMessage());
    }
    rows.finish(objection);
  }

  /** The file was opened anew, so it may have been replaced in between. */
  private void checkHeader(ImageReader decoder) throws IOException {
    if (decoder.getWidth(0) != header.width() || decoder.getHeight(0) != header.height()) {
      throw new IOException("the JPEG file changed while it was read");
    }
    if (!decoder.getImageTypes(0).hasNext()) {
      throw wrong("this Java version cannot decode " + header.encoding() + " samples", null);
    }
  }

  /**
   * Naming the bands, although they are all there in order, keeps the decoder from converting
   * colours.
   */
  private static ImageReadParam readInto(DecodedRows rows) {
    int[] bands = OneRowRaster.bandOffsets(rows.getNumBands());
    ImageReadParam param = new ImageReadParam();
    param.setSourceBands(bands);
    param.setDestinationBands(bands);
    param.setDestination(rows.image());
    return param;
  }

  private static ImageFormatException wrong(String rule, @Nullable Throwable cause) {
    ImageFormatException wrong =
        ImageFormatException.at(JpegInput.FORMAT, "", ImageFormatException.NO_OFFSET, rule);
    wrong.initCause(cause);
    return wrong;
  }

  @Override
  public void close() {
    taken = true;
  }
}
