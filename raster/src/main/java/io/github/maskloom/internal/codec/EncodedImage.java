package io.github.maskloom.internal.codec;

import static com.google.common.base.Preconditions.checkState;

import io.github.maskloom.errors.ImageFormatException;
import io.github.maskloom.format.FormatInput.Kept;
import io.github.maskloom.format.ImageFile;
import io.github.maskloom.format.ImageFormat;
import io.github.maskloom.format.ImageFormats;
import io.github.maskloom.format.PlaneReader;
import io.github.maskloom.image.CancelSignal;
import io.github.maskloom.image.ImageLimits;
import io.github.maskloom.image.ImageMetadata;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.MemoryBudget;
import io.github.maskloom.image.ReadOptions;
import io.github.maskloom.image.ReadOptions.DamagePolicy;
import io.github.maskloom.image.WorkOptions;
import io.github.maskloom.internal.limits.LimitCheck;
import io.github.maskloom.internal.pipeline.Cost;
import io.github.maskloom.internal.pipeline.Orientation;
import io.github.maskloom.internal.pipeline.Scope;
import io.github.maskloom.internal.pipeline.Stage;
import io.github.maskloom.internal.pipeline.UprightRows;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.WindowReader;
import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * An encoded image opened as upright rows: tells the format from the first bytes, chooses the
 * decoder, and applies a stored orientation.
 *
 * <p>Owns the decoder and, for a source that must be read several times or out of order and cannot,
 * the temporary file its compressed bytes were copied to. <b>Threads:</b> confined.
 */
public final class EncodedImage implements Closeable {
  /** What a chunk takes beside its data. */
  private static final long XMP_COPIES = 4;

  private final EncodedInput input;
  private final boolean upright;
  private @Nullable ImageFile stored;
  private @Nullable Stage<WindowReader> stage;
  private @Nullable WindowReader rows;
  private @Nullable Description description;
  private ImageMetadata colors = ImageMetadata.NONE;
  private long sourceHeapBytes;
  private int missingRows;

  private EncodedImage(EncodedInput input, boolean upright) {
    this.input = input;
    this.upright = upright;
  }

  /**
   * What is asked of an image.
   *
   * @param carried what is kept beside the rows
   * @param upright whether rows are wanted as the image is seen, or as the file stores them
   * @param check asked once the header is known, and before more is read as far as the format
   *     allows
   * @param reduction asked once the header is known, of a format that can decode at a reduced size
   */
  public record Opening(
      ReadOptions reading, Kept carried, boolean upright, HeaderCheck check, Reduction reduction) {
    /** All images, as they are to be seen, at their own size. */
    public static Opening of(ReadOptions reading, Kept carried) {
      return new Opening(reading, carried, true, HeaderCheck.NONE, Reduction.NONE);
    }

    /** The same with rows as the file stores them. */
    public Opening stored() {
      return new Opening(reading, carried, false, check, reduction);
    }

    /** The same of images that pass a check. */
    public Opening checked(HeaderCheck other) {
      return new Opening(reading, carried, upright, other, reduction);
    }

    /** The same at a reduced size. */
    public Opening reduced(Reduction other) {
      return new Opening(reading, carried, upright, check, other);
    }
  }

  /** Opens an image with its metadata, whatever opening it takes; the caller closes it. */
  public static EncodedImage open(
      ImageSource source, ImageLimits limits, DamagePolicy damage, CancelSignal cancel)
      throws IOException {
    WorkOptions work = WorkOptions.DEFAULT.withBudget(MemoryBudget.UNLIMITED).withCancel(cancel);
    Opening asked = Opening.of(new ReadOptions(limits, damage), Kept.METADATA);
    return open(source, asked, new Scope(work));
  }

  /**
   * Opens an image; the caller closes it.
   *
   * @param scope whose cancel signal is asked whenever encoded bytes are read, and from whose
   *     budget is reserved if opening takes much for itself: where a plug-in must decode to say
   *     what it will deliver, or a TIFF has very many strips; given back when it is open
   * @throws IOException if the source cannot be read
   * @throws ImageFormatException if the bytes are of no known format or break its rules
   * @throws io.github.maskloom.errors.ImageLimitException if the image passes a limit
   */
  public static EncodedImage open(ImageSource source, Opening asked, Scope scope)
      throws IOException {
    EncodedInput input = new EncodedInput(source, asked, scope);
    try {
      EncodedImage image = new EncodedImage(input, asked.upright());
      ImageFormat format = format(input);
      image.accept(format, format.open(input));
      return image;
    } catch (Throwable e) {
      throw input.failed(e);
    }
  }

  private static ImageFormat format(EncodedInput input) throws IOException {
    ImageFormats formats = ImageFormats.installed();
    Optional<ImageFormat> format = formats.of(input.begin());
    if (format.isEmpty()) {
      throw formats.unknown(input.beginning());
    }
    return format.get();
  }

  /**
   * The image's rows, upright, which are opened by the first call.
   *
   * @throws IOException if the rows cannot be opened
   */
  public WindowReader rows() throws IOException {
    if (rows == null) {
      rows = opened(stage).open(input.scope());
    }
    return rows;
  }

  /** What travels beside the rows. */
  public ImageMetadata metadata() {
    return opened(stored).rows().metadata();
  }

  /** How the rows are had, and what that takes with the metadata that are kept. */
  public Stage<WindowReader> stage() {
    return opened(stage);
  }

  /**
   * The image's components apart, if its format has them so and stores them upright.
   *
   * @param least see {@link ImageFile#planes}
   */
  public Optional<PlaneReader> planes(PlaneReader.Layout least) {
    return orientation() == Orientation.UPRIGHT ? file().planes(least) : Optional.empty();
  }

  /** How the components are had, and what that takes with the metadata that are kept. */
  public Stage<PlaneReader> stage(PlaneReader planes) {
    long heapBytes = planes.heapBytes() + sourceHeapBytes + carryingBytes();
    return Stage.of(
        "decode planes of " + description().format(),
        planes,
        planes.layout().planes().get(0).geometry(),
        new Cost(heapBytes, description().spoolBytes(), 0));
  }

  /** The shape of the image at its full size, upright. */
  public ImageGeometry fullSize() {
    return orientation().upright(opened(stored).wholeGeometry());
  }

  /** The image as its format opened it. */
  public ImageFile file() {
    return opened(stored);
  }

  /** How the rows were stored. */
  public Orientation orientation() {
    return upright ? Orientation.of(file().orientation()) : Orientation.UPRIGHT;
  }

  /** What the image is. */
  public Description description() {
    return opened(description);
  }

  /** The metadata of an image of which {@link Kept#COLORS} are kept, which are given once. */
  public ImageMetadata takeColors() {
    ImageMetadata taken = colors;
    colors = ImageMetadata.NONE;
    return taken;
  }

  private void keepColors(ImageFile image) {
    if (input.kept() == Kept.COLORS) {
      colors = image.rows().metadata();
      image.forgetMetadata();
    }
  }

  /** What the open image takes while no row is read. */
  public Cost idle() {
    OptionalLong idle = file().idleHeapBytes();
    return idle.isPresent()
        ? Cost.heap(metadataBytes() + sourceHeapBytes + idle.getAsLong())
        : stage().cost();
  }

  /** Bytes of metadata that are kept. */
  public long metadataBytes() {
    return metadata().heapBytes();
  }

  /**
   * They are kept, and copied out to be written; a profile is then compressed, too, or an EXIF
   * block copied once more without its pictures, or XMP gone through as text.
   */
  private long carryingBytes() {
    if (input.kept() == Kept.NOTHING || input.kept() == Kept.COLORS) {
      return metadataBytes();
    }
    ImageMetadata metadata = metadata();
    long once = Math.max(length(metadata.iccProfile()), length(metadata.exif()));
    return 2 * metadataBytes() + Math.max(once, XMP_COPIES * length(metadata.xmp()));
  }

  private static long length(Optional<byte[]> block) {
    return block.map(bytes -> bytes.length).orElse(0);
  }

  /** Drops what a copy of the file needs, unless one was begun. */
  public void forgetSplicing() {
    if (stored != null) {
      stored.forgetSplicing();
    }
  }

  private static <T> T opened(@Nullable T value) {
    checkState(value != null, "the image is closed");
    return value;
  }

  /**
   * Counts the images in the file, of which the first is read; walks through the whole file if it
   * is a GIF or a TIFF.
   *
   * @throws IOException if the file cannot be read
   * @throws ImageFormatException if the file breaks a rule on the way
   */
  public int countFrames() throws IOException {
    return opened(stored).countFrames();
  }

  /** Encoded bytes read so far, each pass over the source counted. */
  public long bytesRead() {
    return input.counter().bytes();
  }

  /**
   * Rows that turned out to be missing, as the file stores them; all of them once all were read.
   */
  public int missingRows() {
    return stored == null ? missingRows : stored.missingRows();
  }

  /** Takes rows that may have to be turned upright, but not too many pixels in their bytes. */
  private void accept(ImageFormat format, ImageFile image) throws IOException {
    stored = image;
    ImageLimits limits = input.limits();
    LimitCheck.size(limits, image.wholeGeometry().width(), image.wholeGeometry().height());
    keepColors(image);
    sourceHeapBytes = input.heapBytes();
    String name = image.formatName().orElseGet(format::name);
    Cost decoding = new Cost(image.heapBytes() + sourceHeapBytes, image.spoolBytes(), 0);
    Stage<WindowReader> turned =
        UprightRows.stage(
            Stage.of(step(name, image.denominator()), image.rows(), decoding),
            orientation(),
            limits);
    long pixels = image.wholeGeometry().pixels();
    input.encodedBytes().ifPresent(bytes -> LimitCheck.ratio(limits, pixels, bytes));
    input.checkHeader(turned.geometry().hasAlpha());
    long carriedBytes = carryingBytes();
    Stage<WindowReader> carrying =
        turned.then(
            carriedBytes > 0 ? "keep metadata" : "",
            turned.geometry(),
            Cost.heap(carriedBytes),
            (opened, scope) -> input.owned(opened));
    stage = carrying;
    Cost cost = carrying.cost();
    description =
        new Description(
            name,
            image.mediaType().orElseGet(format::mediaType),
            image.orientation(),
            image.isStreamed() && cost.spooledBytes() == decoding.spooledBytes(),
            cost.heapBytes(),
            cost.spooledBytes());
  }

  private static String step(String format, int denominator) {
    String decode = "decode " + format;
    return denominator > 1 ? decode + " at 1/" + denominator : decode;
  }

  /** Closes the decoder, and deletes the temporary file if there is one. */
  @Override
  public void close() throws IOException {
    missingRows = missingRows();
    stored = null;
    rows = null;
    stage = null;
    description = null;
    input.close();
  }

  /** Refuses images by what their headers say. */
  @FunctionalInterface
  public interface HeaderCheck {
    /** Takes every image. */
    HeaderCheck NONE = hasAlpha -> {};

    /**
     * Throws if the image cannot be used.
     *
     * @param hasAlpha whether it has an alpha channel or a transparent color
     */
    void check(boolean hasAlpha);
  }

  /** Chooses how much smaller than it is an image is decoded, where its format can do so. */
  @FunctionalInterface
  public interface Reduction {
    /** Images are decoded as they are. */
    Reduction NONE = (width, height) -> 1;

    /**
     * By what both sides are divided, each rounded up: 1, 2, 4 or 8.
     *
     * @param width of the image upright
     * @param height likewise
     */
    int denominator(int width, int height);
  }

  /**
   * What an encoded image is, beside the shape of its rows and their metadata.
   *
   * @param format the format's name, such as {@code PNG}
   * @param mediaType its media type, such as {@code image/png}
   * @param orientation EXIF's number, 1 to 8, for how rows are stored; they are delivered upright
   * @param streamable whether the rows come as the file is read, a few at a time
   * @param heapBytes heap that reading takes, about, beside the windows of the reader, with the
   *     metadata and what writing these takes
   * @param spoolBytes bytes of temporary files, beside a copy of a source that opens only once
   */
  public record Description(
      String format,
      String mediaType,
      int orientation,
      boolean streamable,
      long heapBytes,
      long spoolBytes) {}
}
