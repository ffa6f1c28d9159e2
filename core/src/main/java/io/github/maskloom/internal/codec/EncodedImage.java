package io.github.maskloom.internal.codec;

import com.google.common.io.Closer;
import com.google.common.primitives.Bytes;
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
import io.github.maskloom.internal.imageio.DecodeMode;
import io.github.maskloom.internal.imageio.ImageIoRows;
import io.github.maskloom.internal.imageio.OpeningMemory;
import io.github.maskloom.internal.imageio.ReadPlan;
import io.github.maskloom.internal.jpeg.JpegReader;
import io.github.maskloom.internal.metadata.ExifBlock;
import io.github.maskloom.internal.pipeline.ArrayBytes;
import io.github.maskloom.internal.pipeline.Cost;
import io.github.maskloom.internal.pipeline.DescribedRows;
import io.github.maskloom.internal.pipeline.Scope;
import io.github.maskloom.internal.pipeline.SeekableBytes;
import io.github.maskloom.internal.pipeline.SpoolFile;
import io.github.maskloom.internal.pipeline.SpoolingStream;
import io.github.maskloom.internal.pipeline.Stage;
import io.github.maskloom.internal.pipeline.UprightRows;
import io.github.maskloom.internal.pixel.Area;
import io.github.maskloom.internal.pixel.Orientation;
import io.github.maskloom.internal.png.Adam7Reader;
import io.github.maskloom.internal.png.PngReader;
import io.github.maskloom.internal.png.PngRowReader;
import io.github.maskloom.internal.png.PngSignature;
import io.github.maskloom.internal.png.PngTrailer;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.WindowSource;
import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.IntSupplier;
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

  private static final boolean JPEG_HAS_ALPHA = false;

  /** What a chunk takes beside its data. */
  private static final long PNG_CHUNK_BYTES = 64;

  private static final int PLUG_IN_HEAD_BYTES = 1 << 13;

  /** Buffers of whatever reads a format of ImageIO. */
  private static final long DECODER_HEAP_BYTES = 128 << 10;

  private final ByteCounter counter;
  private final Closer resources = Closer.create();
  private final ImageLimits limits;
  private final DamagePolicy damage;
  private final Scope scope;
  private final KeptMetadata carried;
  private final HeaderCheck headerCheck;
  private final Reduction reduction;
  private @Nullable WindowSource rows;
  private @Nullable Stage<WindowSource> stage;
  private @Nullable ImageDescription description;
  private @Nullable ImageGeometry fullSize;
  private @Nullable Area area;
  private int frames = 1;
  private IntSupplier missingRows = () -> 0;

  /** Knows the chunks of the file, for a copy. */
  private @Nullable PngReader png;

  /** Knows the file of a JPEG. */
  private @Nullable JpegReader jpeg;

  /** The file of an image whose frames are counted only when asked for, and how it begins. */
  private @Nullable SeekableBytes uncounted;

  private byte[] head = new byte[0];

  private EncodedImage(
      ReadOptions reading,
      KeptMetadata carried,
      HeaderCheck headerCheck,
      Reduction reduction,
      Scope scope) {
    limits = reading.limits();
    damage = reading.damage();
    this.carried = carried;
    this.headerCheck = headerCheck;
    this.reduction = reduction;
    this.scope = scope;
    counter = new ByteCounter(limits, scope.cancel());
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
    EncodedImage image = new EncodedImage(reading, carried, headerCheck, reduction, scope);
    try {
      image.decode(source);
      return image;
    } catch (Throwable e) {
      try (Closer failed = image.resources) {
        throw failed.rethrow(e);
      }
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
    return opened(fullSize);
  }

  /** What the pixels of the rows stand for: a part of the image's each, or several. */
  public Area area() {
    return opened(area);
  }

  /** Decodes the file with its rows as they are stored, if it is a JPEG. */
  public Optional<JpegReader> storedJpeg() {
    return Optional.ofNullable(jpeg);
  }

  /** What the image is. */
  public ImageDescription description() {
    return opened(description);
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
    if (carried == KeptMetadata.NOTHING) {
      return metadataBytes();
    }
    ImageMetadata metadata = rows().metadata();
    return 2 * metadataBytes() + Math.max(length(metadata.iccProfile()), length(metadata.exif()));
  }

  private static long length(Optional<byte[]> block) {
    return block.orElse(NO_EXIF).length;
  }

  /** Lets go of what a copy of the file needs, unless one was begun. */
  public void forgetChunks() {
    if (png != null) {
      png.forgetChunks();
      png = null;
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
    return uncounted == null ? frames : OtherFormats.count(head, uncounted, limits);
  }

  /** Encoded bytes read so far, each pass over the source counted. */
  public long bytesRead() {
    return counter.bytes();
  }

  /**
   * Rows that turned out to be missing, as the file stores them; all of them once all were read.
   */
  public int missingRows() {
    return missingRows.getAsInt();
  }

  private void decode(ImageSource source) throws IOException {
    InputStream stream = resources.register(counter.open(source));
    head = stream.readNBytes(PngSignature.HEAD_BYTES);
    if (PngSignature.interlaced(head, head.length)) {
      limits.checkSize(PngSignature.width(head), PngSignature.height(head));
      openInterlaced(source, reopenable(source, stream));
    } else if (PngSignature.matches(head, head.length)) {
      openPng(source, joined(head, stream));
    } else if (beginsJpeg(head)) {
      openJpeg(reopenableJpeg(source, stream));
    } else {
      openForeign(source, stream);
    }
  }

  /** A start-of-image marker, then another marker (ITU-T T.81, B.1.1). */
  private static boolean beginsJpeg(byte[] head) {
    return head.length >= 3
        && (head[0] & 0xFF) == 0xFF
        && (head[1] & 0xFF) == 0xD8
        && (head[2] & 0xFF) == 0xFF;
  }

  private void openPng(ImageSource source, InputStream stream) throws IOException {
    PngReader reader = resources.register(PngReader.open(stream, limits, damage));
    png = reader;
    if (carried != KeptMetadata.CHUNKS) {
      forgetChunks();
    }
    if (skipsForNothing(source)) {
      lookBehindData(source, reader);
    }
    acceptPng(reader, source.length());
  }

  private void openInterlaced(ImageSource original, ImageSource again) throws IOException {
    Adam7Reader reader = resources.register(Adam7Reader.open(again, limits, damage));
    if (!original.reopenable()) {
      lookBehindData(again, reader);
    } else if (skipsForNothing(original)) {
      lookBehindData(original, reader);
    }
    acceptPng(reader, again.length());
  }

  /** Whether a source can be passed over without reading it: a file can, and what is in memory. */
  private boolean skipsForNothing(ImageSource source) {
    return source.reopenable() && (source.path().isPresent() || counter.readsMemory());
  }

  private void lookBehindData(ImageSource source, PngRowReader reader) throws IOException {
    counter.throwIfCancelled();
    try (InputStream stream = source.open()) {
      PngTrailer trailer = PngTrailer.find(stream, reader.metadata(), limits);
      reader.replaceMetadata(trailer.metadata());
      if (!trailer.ended()) {
        forgetChunks();
      }
    }
  }

  private void acceptPng(PngRowReader reader, OptionalLong length) throws IOException {
    frames = reader.frames();
    missingRows = reader::missingRows;
    int orientation = ExifBlock.orientation(reader.metadata().exif().orElse(NO_EXIF));
    acceptStored(
        described(reader, orientation),
        length,
        new ImageDescription(
            "PNG", "image/png", orientation, DecodeMode.STREAMED, reader.heapBytes(), 0));
  }

  /** The rows with no more metadata than are carried, of which there is one copy. */
  private WindowSource described(PngRowReader reader, int orientation) {
    ImageMetadata stored = reader.metadata();
    if (carried == KeptMetadata.NOTHING) {
      reader.forgetMetadata();
      return reader;
    }
    if (orientation == ExifBlock.UPRIGHT) {
      return reader;
    }
    reader.forgetMetadata();
    return new DescribedRows(reader, ExifBlock.uprighted(stored, orientation));
  }

  private void openJpeg(ImageSource source) throws IOException {
    JpegReader whole = JpegReader.open(source, limits, damage, scope.cancel());
    ImageGeometry upright = turned(whole.geometry(), Orientation.of(whole.orientation()));
    int denominator = reduction.denominator(upright.width(), upright.height());
    JpegReader reader = resources.register(whole.reduced(denominator));
    jpeg = reader;
    if (carried == KeptMetadata.NOTHING) {
      reader.forgetMetadata();
    }
    missingRows = reader::missingRows;
    DecodeMode access = reader.header().multiScan() ? DecodeMode.SPOOLED : DecodeMode.STREAMED;
    acceptReduced(
        reader,
        whole.geometry(),
        denominator,
        source.length(),
        new ImageDescription(
            "JPEG",
            "image/jpeg",
            reader.orientation(),
            access,
            reader.heapBytes(),
            reader.spoolBytes()));
  }

  private static ImageGeometry turned(ImageGeometry stored, Orientation orientation) {
    return orientation.swapsSides() ? stored.withSize(stored.height(), stored.width()) : stored;
  }

  private void openForeign(ImageSource source, InputStream stream) throws IOException {
    if (head.length == 0) {
      throw ImageFormatException.at("image", "", 0, "there are no bytes");
    }
    OtherFormats.checkSize(head, limits);
    SeekableBytes bytes = seekable(source, stream);
    ImageIoRows stored =
        resources.register(
            OtherFormats.open(
                head, bytes, limits, new OpeningMemory(scope.budget(), scope.cancel())));
    ReadPlan plan = stored.plan();
    acceptStored(
        stored,
        OptionalLong.of(bytes.length()),
        new ImageDescription(
            plan.format(),
            plan.mediaType(),
            plan.orientation(),
            plan.access(),
            DECODER_HEAP_BYTES + plan.heldBytes(),
            plan.spoolBytes()));
    uncounted = bytes;
  }

  /** Takes rows that may have to be turned upright, but not too many pixels in their bytes. */
  private void acceptStored(WindowSource stored, OptionalLong length, ImageDescription plan)
      throws IOException {
    acceptReduced(stored, stored.geometry(), 1, length, plan);
  }

  /**
   * The same of rows that are decoded at a fraction of both sides.
   *
   * @param whole the shape of all rows as they are stored
   */
  private void acceptReduced(
      WindowSource stored,
      ImageGeometry whole,
      int denominator,
      OptionalLong length,
      ImageDescription plan)
      throws IOException {
    Orientation orientation = Orientation.of(plan.orientation());
    String step = "decode " + plan.format() + (denominator > 1 ? " at 1/" + denominator : "");
    Cost decoding = new Cost(plan.heapBytes(), plan.spoolBytes(), 0);
    Stage<WindowSource> upright =
        UprightRows.stage(Stage.of(step, stored, decoding), orientation, limits);
    if (length.isPresent()) {
      limits.checkRatio(whole.pixels(), length.getAsLong());
    }
    fullSize = turned(whole, orientation);
    area = Area.reduced(whole, denominator, orientation);
    headerCheck.check(upright.geometry().hasAlpha());
    WindowSource opened = resources.register(upright.open(scope));
    rows = opened;
    long carriedBytes = carryingBytes();
    Stage<WindowSource> carrying =
        upright.opened(carriedBytes > 0 ? "keep metadata" : "", opened, Cost.heap(carriedBytes));
    stage = carrying;
    boolean spools = upright.cost().spooledBytes() > plan.spoolBytes();
    description = plan.with(spools ? DecodeMode.SPOOLED : plan.access(), carrying.cost());
  }

  private SeekableBytes seekable(ImageSource source, InputStream stream) throws IOException {
    if (source.path().isPresent() && source.length().isPresent()) {
      stream.close();
      return resources.register(CountedFile.open(source.path().get(), counter));
    }
    if (OtherFormats.isKnown(head)) {
      return spooled(head, stream);
    }
    // A stream that nobody knows is not copied: plug-ins must know theirs by its beginning.
    byte[] start = Bytes.concat(head, stream.readNBytes(PLUG_IN_HEAD_BYTES));
    if (!OtherFormats.isForPlugIn(new ArrayBytes(start))) {
      throw OtherFormats.unknown(head);
    }
    return spooled(start, stream);
  }

  private static InputStream joined(byte[] head, InputStream rest) {
    return new SequenceInputStream(new ByteArrayInputStream(head), rest);
  }

  private ImageSource reopenable(ImageSource source, InputStream stream) throws IOException {
    if (source.reopenable()) {
      stream.close();
      return counter.counting(source);
    }
    return spooled(head, stream).source();
  }

  /** A header that is too much is refused before the rest of the file is copied. */
  private ImageSource reopenableJpeg(ImageSource source, InputStream stream) throws IOException {
    if (source.reopenable()) {
      return reopenable(source, stream);
    }
    SpoolFile spool = resources.register(SpoolFile.create(limits));
    InputStream all = joined(head, stream);
    JpegReader.checkHeader(new SpoolingStream(all, spool), limits);
    headerCheck.check(JPEG_HAS_ALPHA);
    spool.append(all);
    return spool.source();
  }

  private SpoolFile spooled(byte[] head, InputStream stream) throws IOException {
    SpoolFile spool = resources.register(SpoolFile.create(limits));
    spool.append(joined(head, stream));
    return spool;
  }

  /** Closes the decoder, and deletes the temporary file if there is one. */
  @Override
  public void close() throws IOException {
    int missing = missingRows();
    missingRows = () -> missing;
    rows = null;
    stage = null;
    png = null;
    jpeg = null;
    description = null;
    resources.close();
  }
}
