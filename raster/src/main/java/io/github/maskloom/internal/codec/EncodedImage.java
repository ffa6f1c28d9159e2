package io.github.maskloom.internal.codec;

import io.github.maskloom.errors.ImageFormatException;
import io.github.maskloom.format.FormatInput.Kept;
import io.github.maskloom.format.ImageFile;
import io.github.maskloom.format.ImageFile.Access;
import io.github.maskloom.format.ImageFormat;
import io.github.maskloom.format.ImageFormats;
import io.github.maskloom.image.CancelSignal;
import io.github.maskloom.image.ImageLimits;
import io.github.maskloom.image.ImageMetadata;
import io.github.maskloom.image.ImageMetadata.PngChunk;
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
import io.github.maskloom.raster.WindowSource;
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
  private static final byte[] NO_EXIF = new byte[0];

  /** What a chunk takes beside its data. */
  private static final long PNG_CHUNK_BYTES = 64;

  private final EncodedInput input;
  private final boolean upright;
  private @Nullable ImageFile stored;
  private @Nullable WindowSource rows;
  private @Nullable Stage<WindowSource> stage;
  private @Nullable ImageDescription description;
  private ImageMetadata colors = ImageMetadata.NONE;
  private long sourceHeapBytes;
  private int missingRows;

  private EncodedImage(EncodedInput input, boolean upright) {
    this.input = input;
    this.upright = upright;
  }

  /**
   * Opens an image whose rows are wanted upright or as they are stored; the caller closes it. See
   * the last method.
   */
  public static EncodedImage open(
      ImageSource source, ReadOptions reading, Kept carried, boolean upright, Scope scope)
      throws IOException {
    return open(
        new EncodedInput(source, reading, carried, HeaderCheck.NONE, Reduction.NONE, scope),
        upright);
  }

  /** Opens an image with its metadata, whatever opening it takes; the caller closes it. */
  public static EncodedImage open(
      ImageSource source, ImageLimits limits, DamagePolicy damage, CancelSignal cancel)
      throws IOException {
    WorkOptions work = WorkOptions.DEFAULT.withBudget(MemoryBudget.UNLIMITED).withCancel(cancel);
    return open(
        source, new ReadOptions(limits, damage), Kept.METADATA, HeaderCheck.NONE, new Scope(work));
  }

  /** Opens an image to be decoded as it is; see the next method. */
  public static EncodedImage open(
      ImageSource source, ReadOptions reading, Kept carried, HeaderCheck headerCheck, Scope scope)
      throws IOException {
    return open(source, reading, carried, headerCheck, Reduction.NONE, scope);
  }

  /**
   * Opens an image; the caller closes it.
   *
   * @param carried what is kept beside the rows
   * @param reduction asked once the header is known, of a JPEG alone
   * @param headerCheck asked once the header is known, and before more is read as far as the format
   *     allows
   * @param scope whose cancel signal is asked whenever encoded bytes are read, and from whose
   *     budget is reserved if opening takes much for itself: where a plug-in must decode to tell
   *     what it will deliver, or a TIFF has very many strips; given back when it is open
   * @throws IOException if the source cannot be read
   * @throws ImageFormatException if the bytes are of no known format or break its rules
   * @throws io.github.maskloom.errors.ImageLimitException if the image passes a limit
   */
  public static EncodedImage open(
      ImageSource source,
      ReadOptions reading,
      Kept carried,
      HeaderCheck headerCheck,
      Reduction reduction,
      Scope scope)
      throws IOException {
    return open(new EncodedInput(source, reading, carried, headerCheck, reduction, scope), true);
  }

  private static EncodedImage open(EncodedInput input, boolean upright) throws IOException {
    try {
      EncodedImage image = new EncodedImage(input, upright);
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

  /** The image's rows, upright. */
  public WindowSource rows() {
    return opened(rows);
  }

  /** How the rows are had, and what that takes with the metadata that are kept. */
  public Stage<WindowSource> stage() {
    return opened(stage);
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
    return orientation(description());
  }

  private Orientation orientation(ImageDescription plan) {
    return upright ? Orientation.of(plan.orientation()) : Orientation.UPRIGHT;
  }

  /** What the image is. */
  public ImageDescription description() {
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
    ImageMetadata metadata = rows().metadata();
    long bytes = length(metadata.exif()) + length(metadata.iccProfile());
    for (PngChunk chunk : metadata.pngChunks()) {
      bytes += PNG_CHUNK_BYTES + chunk.length();
    }
    return bytes;
  }

  /**
   * They are kept, and copied out to be written; a profile is then compressed, too, or an EXIF
   * block copied once more without its thumbnail.
   */
  private long carryingBytes() {
    if (input.kept() == Kept.NOTHING || input.kept() == Kept.COLORS) {
      return metadataBytes();
    }
    ImageMetadata metadata = rows().metadata();
    return 2 * metadataBytes() + Math.max(length(metadata.iccProfile()), length(metadata.exif()));
  }

  private static long length(Optional<byte[]> block) {
    return block.orElse(NO_EXIF).length;
  }

  /** Lets go of what a copy of the file needs, unless one was begun. */
  public void forgetSplicing() {
    if (stored != null) {
      stored.forgetSplicing();
    }
  }

  private static <T> T opened(@Nullable T value) {
    if (value == null) {
      throw new IllegalStateException("the image is closed");
    }
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
    LimitCheck.size(input.limits(), image.wholeGeometry().width(), image.wholeGeometry().height());
    keepColors(image);
    ImageDescription plan =
        new ImageDescription(
            image.formatName().orElseGet(format::name),
            image.mediaType().orElseGet(format::mediaType),
            image.orientation(),
            image.access(),
            image.heapBytes(),
            image.spoolBytes());
    ImageLimits limits = input.limits();
    sourceHeapBytes = input.heapBytes();
    Cost decoding = new Cost(plan.heapBytes() + sourceHeapBytes, plan.spoolBytes(), 0);
    Stage<WindowSource> turned =
        UprightRows.stage(
            Stage.of(step(plan.format(), image.denominator()), image.rows(), decoding),
            orientation(plan),
            limits);
    OptionalLong encodedBytes = input.encodedBytes();
    if (encodedBytes.isPresent()) {
      LimitCheck.ratio(limits, image.wholeGeometry().pixels(), encodedBytes.getAsLong());
    }
    input.checkHeader(turned.geometry().hasAlpha());
    WindowSource opened = input.owned(turned.open(input.scope()));
    rows = opened;
    long carriedBytes = carryingBytes();
    Stage<WindowSource> carrying =
        turned.opened(carriedBytes > 0 ? "keep metadata" : "", opened, Cost.heap(carriedBytes));
    stage = carrying;
    boolean spools = turned.cost().spooledBytes() > plan.spoolBytes();
    description = plan.with(spools ? Access.SPOOLED : plan.access(), carrying.cost());
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
}
