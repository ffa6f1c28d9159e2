package io.github.maskloom.internal.webp;

import io.github.maskloom.errors.ImageFormatException;
import io.github.maskloom.format.SeekableBytes;
import io.github.maskloom.image.ImageLimits;
import io.github.maskloom.image.ImageMetadata;
import io.github.maskloom.image.MetadataReport;
import io.github.maskloom.image.ReadOptions.DamagePolicy;
import io.github.maskloom.internal.limits.LimitCheck;
import io.github.maskloom.internal.metadata.C2paManifest;
import io.github.maskloom.internal.metadata.ExifBlock;
import io.github.maskloom.raster.ImageGeometry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the chunks of a WebP file say (RFC 9649, section 2): its size, where its first frame is
 * coded, and what travels beside it. Nothing is kept that a flag of the file does not announce, as
 * in browsers; the report names what is not kept.
 */
final class WebpHeader {
  private static final int FIRST_CHUNK_AT = 12;
  private static final int CANVAS_BYTES = 10;
  private static final int FRAME_HEAD_BYTES = 16;
  private static final int SIDE_MASK = 0xFFFFFF;

  private static final int ANIMATED = 0x02;
  private static final int HAS_XMP = 0x04;
  private static final int HAS_EXIF = 0x08;
  private static final int HAS_PROFILE = 0x20;

  private final SeekableBytes bytes;
  private final ImageLimits limits;

  /** The canvas' sides if there is one, and the flags that come with it. */
  private int canvasWidth;

  private int canvasHeight;
  private int flags;

  private long end;
  private int parts;
  private long metadataBytes;
  private @Nullable RiffChunk alpha;
  private @Nullable WebpFrame frame;
  private byte[] profile = {};
  private byte[] exif = {};
  private byte[] xmp = {};
  private byte[] manifest = {};
  private final MetadataReport.Builder report = MetadataReport.builder();

  /** A header that is yet to be read. */
  WebpHeader(SeekableBytes bytes, ImageLimits limits) {
    this.bytes = bytes;
    this.limits = limits;
  }

  /**
   * Reads no more than the size.
   *
   * @throws io.github.maskloom.errors.ImageLimitException if it passes a limit
   */
  void readSize() throws IOException {
    end = bytes.length();
    if (end >= FIRST_CHUNK_AT + RiffChunk.HEAD_BYTES) {
      RiffChunk first = RiffChunk.read(bytes, FIRST_CHUNK_AT);
      if (first.type() == RiffChunk.EXTENDED) {
        readCanvas(first);
      } else if (first.isPicture()) {
        WebpFrame seen = WebpFrame.of(bytes, Optional.empty(), first, limits);
        LimitCheck.heldBytes(limits, seen.heldBytes());
      }
    }
  }

  /**
   * Reads all of it.
   *
   * @throws ImageFormatException if it breaks a rule, or the file ends before its last chunk; if
   *     reading is lenient, before its first frame does
   * @throws io.github.maskloom.errors.ImageLimitException if the file has too many chunks, too
   *     large a frame or too much metadata
   */
  void read(DamagePolicy damage) throws IOException {
    if (bytes.length() < FIRST_CHUNK_AT + RiffChunk.HEAD_BYTES) {
      throw cut();
    }
    end = RiffChunk.read(bytes, 0).next();
    if (end > bytes.length() && damage == DamagePolicy.STRICT) {
      throw cut();
    }
    end = Math.min(end, bytes.length());
    RiffChunk first = RiffChunk.read(bytes, FIRST_CHUNK_AT);
    if (first.type() == RiffChunk.EXTENDED) {
      readCanvas(first);
    } else if (first.isPicture()) {
      acceptPicture(first);
    } else {
      throw first.wrong("no image begins with such a chunk");
    }
    readChunks(first.next());
    checkFrame(first);
  }

  private ImageFormatException cut() {
    return ImageFormatException.at(
        WebpFormat.NAME, "RIFF", bytes.length(), "the file ends before the image does");
  }

  private void readCanvas(RiffChunk chunk) throws IOException {
    ByteBuffer fields = chunk.start(bytes, CANVAS_BYTES);
    flags = fields.get(0);
    canvasWidth = (fields.getInt(3) >>> 8) + 1;
    canvasHeight = (fields.getInt(6) >>> 8) + 1;
    LimitCheck.size(limits, canvasWidth, canvasHeight);
  }

  private boolean has(int flag) {
    return (flags & flag) == flag;
  }

  private void readChunks(long from) throws IOException {
    long at = from;
    while (at + RiffChunk.HEAD_BYTES <= end) {
      if (isComplete() && parts >= limits.maxParts()) {
        report.dropped("further chunks", "there are too many");
        return;
      }
      LimitCheck.parts(limits, ++parts);
      RiffChunk chunk = RiffChunk.read(bytes, at);
      accept(chunk);
      at = chunk.next();
    }
  }

  /** Whether nothing that is still to come is wanted. */
  private boolean isComplete() {
    return frame != null
        && (!has(HAS_EXIF) || exif.length > 0)
        && (!has(HAS_XMP) || xmp.length > 0);
  }

  private void accept(RiffChunk chunk) throws IOException {
    if (chunk.type() == RiffChunk.PROFILE) {
      profile = block(chunk, HAS_PROFILE, profile);
    } else if (chunk.type() == RiffChunk.EXIF) {
      exif = block(chunk, HAS_EXIF, exif);
    } else if (chunk.type() == RiffChunk.XMP) {
      xmp = block(chunk, HAS_XMP, xmp);
    } else if (chunk.type() == RiffChunk.MANIFEST && hasRoomFor(chunk)) {
      report.dropped("C2PA manifest", "it signs the photo as it was");
      manifest = block(chunk, 0, manifest);
    } else if (has(ANIMATED)) {
      acceptFrame(chunk);
    } else {
      acceptPicture(chunk);
    }
  }

  private boolean hasRoomFor(RiffChunk chunk) {
    return metadataBytes + chunk.length() <= limits.maxMetadataBytes();
  }

  private void drop(RiffChunk chunk, String why) {
    report.dropped("WebP " + chunk.name(), why);
  }

  /** The data of a chunk of metadata, unless it does not count; then what was before. */
  private byte[] block(RiffChunk chunk, int flag, byte[] before) throws IOException {
    if (!has(flag) || before.length > 0 || chunk.at() + chunk.length() > end) {
      drop(chunk, "it is not announced, not the first, or cut");
      return before;
    }
    metadataBytes += chunk.length();
    LimitCheck.metadataBytes(limits, metadataBytes);
    ByteBuffer block = ByteBuffer.allocate((int) chunk.length());
    bytes.read(chunk.at(), block);
    return block.array();
  }

  private void acceptPicture(RiffChunk chunk) throws IOException {
    boolean isAlpha = chunk.type() == RiffChunk.ALPHA && alpha == null;
    if (frame != null || !(isAlpha || chunk.isPicture())) {
      drop(chunk, "it is not on the list");
      return;
    }
    if (chunk.at() + chunk.length() > end) {
      throw cut();
    }
    if (isAlpha) {
      alpha = chunk;
    } else {
      frame = WebpFrame.of(bytes, Optional.ofNullable(alpha), chunk, limits);
    }
  }

  private void acceptFrame(RiffChunk chunk) throws IOException {
    if (chunk.type() != RiffChunk.FRAME && chunk.type() != RiffChunk.ANIMATION) {
      drop(chunk, "it is not on the list");
    }
    if (chunk.type() != RiffChunk.FRAME || frame != null) {
      return;
    }
    ByteBuffer fields = chunk.start(bytes, FRAME_HEAD_BYTES);
    int left = 2 * (fields.getInt(0) & SIDE_MASK);
    int top = 2 * (fields.getInt(3) & SIDE_MASK);
    int width = (fields.getInt(6) & SIDE_MASK) + 1;
    int height = (fields.getInt(9) & SIDE_MASK) + 1;
    WebpFrame coded = firstPicture(chunk);
    if (coded.width() != width || coded.height() != height) {
      throw coded.picture().wrong("it has another size than its frame");
    }
    if ((long) left + width > canvasWidth || (long) top + height > canvasHeight) {
      throw chunk.wrong("the frame passes the canvas");
    }
    frame = coded.at(left, top);
  }

  private WebpFrame firstPicture(RiffChunk chunk) throws IOException {
    long at = chunk.at() + FRAME_HEAD_BYTES;
    long frameEnd = chunk.at() + chunk.length();
    while (frame == null && at + RiffChunk.HEAD_BYTES <= Math.min(end, frameEnd)) {
      LimitCheck.parts(limits, ++parts);
      RiffChunk part = RiffChunk.read(bytes, at);
      acceptPicture(part);
      at = part.next();
    }
    if (frame == null) {
      throw chunk.wrong("there is no picture in it");
    }
    return frame;
  }

  private void checkFrame(RiffChunk first) {
    if (frame == null) {
      throw first.wrong("there is no image");
    }
    if (!has(ANIMATED) && !fillsCanvas()) {
      throw frame.picture().wrong("it has another size than the canvas");
    }
  }

  /** The first frame. */
  WebpFrame frame() {
    if (frame == null) {
      throw new IllegalStateException("the header was not read");
    }
    return frame;
  }

  private boolean fillsCanvas() {
    return canvasWidth == 0 || (frame().width() == canvasWidth && frame().height() == canvasHeight);
  }

  /** The shape of the rows: a frame that does not fill the canvas has nothing around it. */
  ImageGeometry geometry() {
    int width = canvasWidth == 0 ? frame().width() : canvasWidth;
    int height = canvasWidth == 0 ? frame().height() : canvasHeight;
    return ImageGeometry.of(width, height, frame().transparent() || !fillsCanvas() ? 4 : 3, 8);
  }

  /** EXIF's number, 1 to 8. */
  int orientation() {
    return ExifBlock.orientation(ExifBlock.withoutJpegName(exif));
  }

  /** What travels with the image once it is upright. */
  ImageMetadata metadata() {
    ImageMetadata.Builder stored = ImageMetadata.NONE.toBuilder().iccProfile(profile);
    byte[] tiff = ExifBlock.withoutJpegName(exif);
    if (ExifBlock.isTiff(tiff)) {
      stored.exif(tiff);
    }
    stored.xmp(xmp).manifestLabel(C2paManifest.label(manifest)).report(report.build());
    return ExifBlock.uprighted(stored.build(), orientation());
  }

  /**
   * Counts frames as far as the file is sound; the first one always counts.
   *
   * @throws io.github.maskloom.errors.ImageLimitException if there are too many chunks
   */
  int countFrames() throws IOException {
    int frames = 0;
    long at = FIRST_CHUNK_AT;
    for (int seen = 1; has(ANIMATED) && at + RiffChunk.HEAD_BYTES <= end; seen++) {
      LimitCheck.parts(limits, seen);
      RiffChunk chunk = RiffChunk.read(bytes, at);
      frames += chunk.type() == RiffChunk.FRAME ? 1 : 0;
      at = chunk.next();
    }
    return Math.max(1, frames);
  }
}
