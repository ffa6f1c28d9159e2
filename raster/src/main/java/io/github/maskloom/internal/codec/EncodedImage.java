package io.github.maskloom.internal.codec;

import io.github.maskloom.format.ImageFile;
import io.github.maskloom.format.ImageFormat;
import io.github.maskloom.errors.ImageFormatException;
import io.github.maskloom.image.CancelSignal;
import io.github.maskloom.image.ImageLimits;
import io.github.maskloom.image.ImageMetadata;
import io.github.maskloom.image.ImageMetadata.PngChunk;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.MemoryBudget;
import io.github.maskloom.image.ReadOptions;
import io.github.maskloom.image.ReadOptions.DamagePolicy;
import io.github.maskloom.image.WorkOptions;
import io.github.maskloom.internal.color.ImageColors;
import io.github.maskloom.internal.jpeg.JpegReader;
import io.github.maskloom.internal.limits.LimitCheck;
import io.github.maskloom.internal.pipeline.Cost;
import io.github.maskloom.internal.pipeline.Orientation;
import io.github.maskloom.internal.pipeline.Scope;
import io.github.maskloom.internal.pipeline.Stage;
import io.github.maskloom.internal.pipeline.UprightRows;
import io.github.maskloom.internal.scale.Area;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.WindowSource;
import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;
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
  private @Nullable StoredImage stored;
  private @Nullable WindowSource rows;
  private @Nullable Stage<WindowSource> stage;
  private @Nullable ImageDescription description;
  private @Nullable ImageColors colors;
  private long sourceHeapBytes;
  private int missingRows;

  private EncodedImage(EncodedInput input) {
    this.input = input;
  }

  /** Opens an image with its metadata, whatever opening it takes; the caller closes it. */
  public static EncodedImage open(
      ImageSource source, ImageLimits limits, DamagePolicy damage, CancelSignal cancel)
      throws IOException {
    WorkOptions work = WorkOptions.DEFAULT.withBudget(MemoryBudget.UNLIMITED).withCancel(cancel);
    return open(
        source,
        new ReadOptions(limits, damage),
        KeptMetadata.METADATA,
        HeaderCheck.NONE,
        new Scope(work));
  }

  /** Opens an image to be decoded as it is; see the next method. */
  public static EncodedImage open(
      ImageSource source,
      ReadOptions reading,
      KeptMetadata carried,
      HeaderCheck headerCheck,
      Scope scope)
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
      KeptMetadata carried,
      HeaderCheck headerCheck,
      Reduction reduction,
      Scope scope)
      throws IOException {
    EncodedInput input = new EncodedInput(source, reading, carried, headerCheck, reduction, scope);
    try {
      EncodedImage image = new EncodedImage(input);
      image.accept(FileFormat.of(input.begin()).open(input));
      return image;
    } catch (Throwable e) {
      throw input.failed(e);
    }
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

  /** What the pixels of the rows stand for: a part of the image's each, or several. */
  public Area area() {
    StoredImage image = opened(stored);
    return Area.reduced(image.wholeGeometry(), image.denominator(), orientation());
  }

  private Orientation orientation() {
    return Orientation.of(description().orientation());
  }

  /** Decodes the file with its rows as they are stored, if it is a JPEG. */
  public Optional<JpegReader> storedJpeg() {
    return opened(stored).jpeg();
  }

  /** What the image is. */
  public ImageDescription description() {
    return opened(description);
  }

  /** What the image's colours mean; sRGB if nothing of that was kept. */
  public ImageColors colors() {
    return colors == null ? ImageColors.of(rows().metadata()) : colors;
  }

  private void keepColors(StoredImage image) {
    if (input.kept() == KeptMetadata.COLORS) {
      colors = ImageColors.of(image.rows().metadata());
      image.forgetMetadata();
    }
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
    if (input.kept() == KeptMetadata.NOTHING || input.kept() == KeptMetadata.COLORS) {
      return metadataBytes();
    }
    ImageMetadata metadata = rows().metadata();
    return 2 * metadataBytes() + Math.max(length(metadata.iccProfile()), length(metadata.exif()));
  }

  private static long length(Optional<byte[]> block) {
    return block.orElse(NO_EXIF).length;
  }

  /** Heap that the source takes by itself, from when the image is open. */
  public long sourceHeapBytes() {
    return sourceHeapBytes;
  }

  /** Lets go of what a copy of the file needs, unless one was begun. */
  public void forgetChunks() {
    if (stored != null) {
      stored.forgetChunks();
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
  private void accept(StoredImage image) throws IOException {
    stored = image;
    keepColors(image);
    ImageDescription plan = image.description();
    ImageLimits limits = input.limits();
    sourceHeapBytes = input.heapBytes();
    Cost decoding = new Cost(plan.heapBytes() + sourceHeapBytes, plan.spoolBytes(), 0);
    Stage<WindowSource> upright =
        UprightRows.stage(
            Stage.of(step(image), image.rows(), decoding),
            Orientation.of(plan.orientation()),
            limits);
    if (image.encodedBytes().isPresent()) {
      LimitCheck.ratio(limits, image.wholeGeometry().pixels(), image.encodedBytes().getAsLong());
    }
    input.headerCheck().check(upright.geometry().hasAlpha());
    WindowSource opened = input.owned(upright.open(input.scope()));
    rows = opened;
    long carriedBytes = carryingBytes();
    Stage<WindowSource> carrying =
        upright.opened(carriedBytes > 0 ? "keep metadata" : "", opened, Cost.heap(carriedBytes));
    stage = carrying;
    boolean spools = upright.cost().spooledBytes() > plan.spoolBytes();
    description = plan.with(spools ? DecodeMode.SPOOLED : plan.access(), carrying.cost());
  }

  private static String step(StoredImage image) {
    String decode = "decode " + image.description().format();
    return image.denominator() > 1 ? decode + " at 1/" + image.denominator() : decode;
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
