package io.github.maskloom.internal.jpeg;

import static com.google.common.base.Preconditions.checkState;

import io.github.maskloom.errors.ImageException;
import io.github.maskloom.errors.ImageFormatException;
import io.github.maskloom.errors.ImageLimitException;
import io.github.maskloom.format.PlaneReader;
import io.github.maskloom.image.CancelSignal;
import io.github.maskloom.image.ImageLimits;
import io.github.maskloom.image.ImageMetadata;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.MetadataReport;
import io.github.maskloom.image.ReadOptions.DamagePolicy;
import io.github.maskloom.internal.jpeg.scan.CodedScans;
import io.github.maskloom.internal.jpeg.scan.CoefficientRows;
import io.github.maskloom.internal.jpeg.scan.ColorEncoding;
import io.github.maskloom.internal.jpeg.scan.JpegFrame;
import io.github.maskloom.internal.jpeg.scan.JpegHeader;
import io.github.maskloom.internal.jpeg.scan.JpegHeader.Component;
import io.github.maskloom.internal.jpeg.scan.JpegInput;
import io.github.maskloom.internal.jpeg.scan.ScanWalk;
import io.github.maskloom.internal.jpeg.scan.ScanWalk.JpegScan;
import io.github.maskloom.raster.RasterWindow;
import io.github.maskloom.raster.RowReader;
import io.github.maskloom.raster.WindowSink;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decodes a JPEG file row by row, as rows are asked for.
 *
 * <p><b>Samples:</b> 8-bit gray, or RGB; inks are converted to RGB without a profile. A color
 * profile is carried, never applied. Rows come in the stored order: {@link #orientation} is not
 * applied. They are the same on every machine: at full size those of the IJG library with its
 * {@code islow} transforms and fancy upsampling.
 *
 * <p><b>Memory:</b> {@link #heapBytes}: the samples of a row of MCUs. The coded data of a
 * progressive or multi-scan file are copied to a temporary file, within {@link
 * ImageLimits#maxSpoolBytes}, unless the source has ranges; it is then decoded from all its scans
 * at once, by {@link McuRows.MultiScan}. Where such a file ends before every bit of every
 * coefficient is coded, the samples are those of the bits there are, without the smoothing that
 * some decoders apply.
 *
 * <p><b>Damage:</b> a file that is cut short or breaks a rule fails; rows that were delivered
 * before are then worthless. {@link DamagePolicy#LENIENT} goes on: rows of which a component did
 * not come are black. Rows of a multi-scan file of which later bits did not come are shown from
 * those that did. {@link #missingRows} counts both.
 */
public final class JpegReader extends RowReader {
  /** What a report calls that which follows an image, and why it does not come along. */
  public static final String TRAILER = "what follows the end of the image";

  public static final String OF_PHOTO = "it belongs to the photo as it was";

  private static final long HEAP_BYTES = 16 << 10;

  private final ImageSource source;
  private JpegHeader header;
  private final ScaledSize size;
  private final ImageLimits limits;
  private final DamagePolicy damage;
  private final CancelSignal cancel;

  private @Nullable DecodedRows decoded;
  private @Nullable McuRows coded;

  /** The open file, or its scans. */
  private @Nullable Closeable opened;

  private int missingRows;

  private JpegReader(
      ImageSource source,
      JpegHeader header,
      ScaledSize size,
      ImageLimits limits,
      DamagePolicy damage,
      CancelSignal cancel) {
    super(header.geometry().withSize(size.pixels(header.width()), size.pixels(header.height())));
    this.source = source;
    this.header = header;
    this.size = size;
    this.limits = limits;
    this.damage = damage;
    this.cancel = cancel;
  }

  /**
   * Reads the header of a file to be decoded at its full size.
   *
   * @param source opened here, and again to decode; it must be re-openable
   * @param damage what to do if rows are missing
   * @param cancel asked for every row of blocks of every scan of a multi-scan file
   * @throws IOException if the bytes cannot be read
   * @throws ImageFormatException see {@link JpegHeader#read}; also if a component is sampled so
   *     that its samples make fractions of pixels
   * @throws ImageLimitException see {@link JpegHeader#read}
   */
  public static JpegReader open(
      ImageSource source, ImageLimits limits, DamagePolicy damage, CancelSignal cancel)
      throws IOException {
    try (InputStream in = source.open()) {
      JpegHeader header = JpegHeader.read(in, limits);
      ScaledSize size = ScaledSize.of(header.frame(), 1);
      checkSampling(header.frame(), size);
      return new JpegReader(source, header.uprighted(), size, limits, damage, cancel);
    }
  }

  /**
   * A reader of the same file at a reduced size, in the place of this one, which has read nothing
   * yet.
   *
   * @param denominator 1, 2, 4 or 8: the image is decoded at so much less than its size, each side
   *     rounded up
   */
  public JpegReader reduced(int denominator) {
    ScaledSize other = ScaledSize.of(header.frame(), denominator);
    return new JpegReader(source, header, other, limits, damage, cancel);
  }

  /** The encoded file, which can be opened again. */
  public ImageSource source() {
    return source;
  }

  /** What the file may ask for. */
  public ImageLimits limits() {
    return limits;
  }

  /** What is done about missing rows. */
  public DamagePolicy damage() {
    return damage;
  }

  /** Who may stop reading. */
  public CancelSignal cancel() {
    return cancel;
  }

  private static void checkSampling(JpegFrame frame, ScaledSize size) {
    for (Component component : frame.components()) {
      if (size.hasFractions(frame.mcuWidth(component), frame.mcuHeight(component))) {
        String rule = "samples that make fractions of pixels are not supported";
        throw JpegInput.wrong("", ImageFormatException.NO_OFFSET, rule);
      }
    }
  }

  /** What the file says of itself, its metadata as they hold once rows are turned upright. */
  public JpegHeader header() {
    return header;
  }

  /** The EXIF orientation, 1 to 8, that a viewer would apply to the rows. */
  public int orientation() {
    return header.orientation();
  }

  /** Drops the metadata: there are none from now on. */
  public void forgetMetadata() {
    header = header.withMetadata(ImageMetadata.NONE);
  }

  /** Says that the gain map does not come along with the rows, and why. */
  public void leaveOutGainMap(String why) {
    report(header.metadata().report().toBuilder().gainMapDropped(why));
  }

  /** Says that what follows the image in its file does not come along. */
  public void leaveOutTrailer() {
    report(header.metadata().report().toBuilder().dropped(TRAILER, OF_PHOTO));
  }

  private void report(MetadataReport.Builder told) {
    header = header.withMetadata(header.metadata().toBuilder().report(told.build()).build());
  }

  /** Heap that reading takes beside the windows of the caller and the metadata, about. */
  public long heapBytes() {
    return codedHeapBytes() + DecodedRows.heapBytes(header.frame(), size);
  }

  /**
   * Whether the coded data end with the image, and the file with its scans. All blocks are decoded,
   * without their samples; rows can still be read.
   */
  public boolean isOfPixelsOnly() throws IOException {
    try (InputStream in = source.open()) {
      JpegInput input = new JpegInput(in);
      if (header.multiScan()) {
        try (CodedScans scans =
            CodedScans.read(input, source, header.frame(), limits, DamagePolicy.STRICT)) {
          new CoefficientRows(header.frame(), scans, DamagePolicy.STRICT, cancel)
              .passOver(header.frame());
          return true;
        }
      }
      ScanWalk walk = new ScanWalk(input, header.frame(), limits);
      JpegScan scan = walk.onlyScan(ScanWalk.Segments.NONE);
      new CoefficientRows(header.frame(), scan, input, cancel).passOver(header.frame());
      return walk.next() == null;
    } catch (ImageException e) {
      return false;
    }
  }

  /** Heap that {@link #coded} takes. */
  long codedHeapBytes() {
    return HEAP_BYTES
        + (header.multiScan()
            ? CoefficientRows.heapBytes(header.frame(), limits.maxScans())
            : McuRows.Sequential.HEAP_BYTES);
  }

  /**
   * The components apart; rows can be read as well.
   *
   * @param least see {@link io.github.maskloom.format.ImageFile#planes}
   * @return empty if they are others, or rows may be missing
   */
  public Optional<PlaneReader> planes(PlaneReader.Layout least) {
    boolean same = header.encoding() == (least.isGray() ? ColorEncoding.GRAY : ColorEncoding.YCBCR);
    return same && damage == DamagePolicy.STRICT
        ? Optional.of(new JpegPlanes(reduced(1), header.frame(), least))
        : Optional.empty();
  }

  /**
   * Bytes of a temporary file that reading takes, at most, if the source knows its length and has
   * no more scans than can be read side by side.
   *
   * @throws IOException if the source cannot be asked
   */
  public long spoolBytes() throws IOException {
    return spools() ? source.length().orElse(0) : 0;
  }

  /** Whether the coded data are copied to a temporary file. */
  public boolean spools() {
    return header.multiScan() && source.ranges().isEmpty();
  }

  /** Rows of the file that turned out to be missing or to lack bits, of those that were read. */
  public int missingRows() {
    return missingRows;
  }

  /** What holds once {@link #orientation} is applied: EXIF says upright, densities are turned. */
  @Override
  public ImageMetadata metadata() {
    return header.metadata();
  }

  @Override
  public void push(int windowRows, WindowSink sink) throws IOException {
    checkState(nextY() == 0, "the rows were already taken");
    try {
      super.push(windowRows, sink);
    } finally {
      close();
    }
  }

  @Override
  protected void fill(RasterWindow window, int y, int count) throws IOException {
    boolean done = false;
    try {
      for (int row = 0; row < count; row++) {
        rows().next(window.bytes(), window.rowOffset(row));
      }
      if (y + count == geometry().height()) {
        finish();
      }
      done = true;
    } finally {
      if (!done) {
        close();
      }
    }
  }

  private DecodedRows rows() throws IOException {
    DecodedRows begun = decoded;
    if (begun == null) {
      begun = new DecodedRows(header.frame(), header.encoding(), size, coded(), damage);
      decoded = begun;
    }
    return begun;
  }

  /** The coded data, opened by the first call and closed with this. */
  McuRows coded() throws IOException {
    McuRows begun = coded;
    if (begun == null) {
      begun = header.multiScan() ? openScans(header.frame()) : openScan(header.frame());
      coded = begun;
    }
    return begun;
  }

  private McuRows openScan(JpegFrame frame) throws IOException {
    InputStream in = source.open();
    opened = in;
    JpegInput input = new JpegInput(in);
    return McuRows.Sequential.open(input, frame, new ScanWalk(input, frame, limits));
  }

  private McuRows openScans(JpegFrame frame) throws IOException {
    CodedScans scans;
    try (InputStream in = source.open()) {
      scans = CodedScans.read(new JpegInput(in), source, frame, limits, damage);
      opened = scans;
    }
    CoefficientRows rows = new CoefficientRows(frame, scans, damage, cancel);
    return new McuRows.MultiScan(rows, scans.divisors());
  }

  private void finish() throws IOException {
    if (decoded != null) {
      int whole = geometry().height() - decoded.missingRows();
      missingRows = Math.max(0, header.height() - whole * size.denominator());
    }
    release();
  }

  private void release() throws IOException {
    decoded = null;
    coded = null;
    if (opened != null) {
      Closeable last = opened;
      opened = null;
      last.close();
    }
  }

  @Override
  public void close() throws IOException {
    super.close();
    release();
  }
}
