package io.github.maskloom.classic;

import com.google.common.collect.ImmutableRangeSet;
import com.google.common.collect.Range;
import io.github.maskloom.classic.ImageIoDecoder.Memory;
import io.github.maskloom.classic.PlannedRows.Plan;
import io.github.maskloom.classic.TiffHeader.Compression;
import io.github.maskloom.format.SeekableBytes;
import io.github.maskloom.image.CancelSignal;
import io.github.maskloom.image.ImageLimits;
import io.github.maskloom.internal.limits.LimitCheck;
import io.github.maskloom.raster.ImageGeometry;
import java.awt.Rectangle;
import java.awt.image.SampleModel;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Objects;
import javax.imageio.ImageTypeSpecifier;

/**
 * Opens the first image of a TIFF file.
 *
 * <p>Plain samples are read a few rows at a time, in strips or tiles. Compressed strips are decoded
 * one by one, or several if they are small. Compressed tiles are decoded a row of them at a time if
 * that is little; else one by one, and go through a temporary file.
 *
 * <p><b>Memory:</b> a block of rows, the code of a strip or tile twice, and up to two more copies
 * of it decoded, as {@link Plan#heldBytes} says; {@link ImageLimits#maxHeldBytes} bounds it. Among
 * that are {@value #PLACE_BYTES} bytes a strip or tile, and for LZW up to 8 MB of strings. While an
 * image is only open, none of it is held.
 */
final class TiffImage {
  /** What the decoder takes for where a strip or tile is and how long. */
  private static final long PLACE_BYTES = 40;

  /** Strings that the decoder keeps for LZW: one for each code, and no two of the same length. */
  private static final int LZW_STRINGS = 4096;

  private static final long LZW_LONGEST_BYTES = (long) LZW_STRINGS * LZW_STRINGS / 2;

  /** What an array takes beside its bytes, and the reference to it. */
  private static final long LZW_STRING_BYTES = 32;

  private static final int BLOCK_BYTES = 1 << 18;

  /** Decoded rows of tiles that are still held at once. */
  private static final int TILES_BYTES = 1 << 20;

  private final SeekableBytes bytes;
  private final TiffHeader header;
  private final ImageLimits limits;
  private final long rowBytes;
  private final long blockBytes;
  private final boolean plain;

  private TiffImage(SeekableBytes bytes, TiffHeader header, ImageLimits limits) {
    this.bytes = bytes;
    this.header = header;
    this.limits = limits;
    rowBytes = ((long) header.width() * header.bits() * header.samples() + 7) / 8;
    blockBytes = header.blockRowBytes() * header.blockHeight();
    plain = header.compression() == Compression.NONE;
  }

  /** Opens a file; the caller closes the rows, and after them the bytes. */
  static PlannedRows open(SeekableBytes bytes, ImageLimits limits, Memory memory)
      throws IOException {
    TiffHeader header =
        SeekableInput.walk(TiffDirectory.FORMAT, bytes, in -> TiffHeader.read(in, limits));
    return new TiffImage(bytes, header, limits).open(memory);
  }

  private PlannedRows open(Memory memory) throws IOException {
    ImageIoDecoder decoder =
        new ImageIoDecoder(TiffDirectory.FORMAT, PlugIns.jdkTiff(), inOrder(), header.patches());
    try {
      TiffBlocks places = new TiffBlocks(decoder, header);
      long largest = decoder.ask(reader -> places.checkPlaces(limits));
      ImageTypeSpecifier type = memory.during(placesBytes(), () -> type(decoder));
      ImageGeometry geometry = geometry(type);
      Plan plan = plan(largest, geometry);
      LimitCheck.heldBytes(limits, plan.heldBytes());
      LimitCheck.spoolBytes(limits, plan.spoolBytes());
      if (Math.max(blockBytes, plan.heldBytes()) > Integer.MAX_VALUE) {
        throw decoder.wrong("strips and tiles of 2 GiB and more are not read here");
      }
      return rows(decoder, geometry, new TiffBlocks(decoder, header), plan, memory.cancel());
    } catch (Throwable e) {
      decoder.close();
      throw e;
    }
  }

  /** The file with the bits of its blocks in their usual order. */
  private SeekableBytes inOrder() {
    return header.structure().isEmpty()
        ? bytes
        : new ReversedBytes(bytes, header.structure().complement());
  }

  private long placesBytes() {
    return PLACE_BYTES * header.blocks();
  }

  /** Each code that stands for bytes adds a string one longer than they are. */
  private long stringBytes() {
    return header.compression() == Compression.LZW
        ? Math.min(blockBytes, LZW_LONGEST_BYTES) + LZW_STRINGS * LZW_STRING_BYTES
        : 0;
  }

  private Plan plan(long largestStored, ImageGeometry geometry) {
    long region = rowBytes * blockRows();
    if (plain) {
      return plan(false, 2 * region, 0);
    }
    long block = copies() * blockBytes + 2 * largestStored;
    if (spooled()) {
      long pixelBytes = (long) geometry.bands() * geometry.depth() / 8;
      long tile = pixelBytes * header.blockWidth() * header.blockHeight();
      return plan(
          false, blockBytes + block + tile, pixelBytes * geometry.width() * geometry.height());
    }
    boolean whole = blockRows() == header.height() && region > BLOCK_BYTES;
    return plan(whole, region + block, 0);
  }

  /**
   * How often the decoder has a block in memory beside the image it makes: once as bytes if samples
   * are larger, once as an image of its own if it is not a strip of all samples.
   */
  private int copies() {
    return (header.bits() == 16 ? 1 : 0) + (header.tiled() || header.planes() > 1 ? 1 : 0);
  }

  private Plan plan(boolean whole, long pixelBytes, long spooled) {
    return new Plan(
        TiffDirectory.FORMAT,
        TiffDirectory.MEDIA_TYPE,
        header.metadata(),
        header.orientation(),
        whole,
        pixelBytes + placesBytes() + stringBytes(),
        spooled);
  }

  /** Whether rows of tiles are too much to hold. */
  private boolean spooled() {
    return header.tiled() && !plain && rowBytes * header.blockHeight() > TILES_BYTES;
  }

  private int blockRows() {
    long rows =
        plain
            ? Math.max(1, BLOCK_BYTES / rowBytes)
            : Math.max(1, BLOCK_BYTES / (rowBytes * header.blockHeight())) * header.blockHeight();
    return (int) Math.min(rows, header.height());
  }

  private PlannedRows rows(
      ImageIoDecoder decoder,
      ImageGeometry geometry,
      TiffBlocks blocks,
      Plan plan,
      CancelSignal cancel) {
    if (plan.spoolBytes() > 0) {
      return new TiledRows(decoder, geometry, plan, header, blocks, limits, cancel);
    }
    int blockRows = blockRows();
    return new RegionRows(
        decoder,
        geometry,
        plan,
        y -> {
          int rows = Math.min(blockRows, geometry.height() - y);
          return blocks.read(new Rectangle(0, y, geometry.width(), rows));
        });
  }

  /** Checks that the decoder understands the header as we do, and has it forget that again. */
  private ImageTypeSpecifier type(ImageIoDecoder decoder) throws IOException {
    decoder.checkSize(header.width(), header.height());
    ImageTypeSpecifier type = Objects.requireNonNull(decoder.type());
    SampleModel samples = type.getSampleModel();
    boolean same =
        samples.getNumBands() == header.samples()
            && samples.getSampleSize(0) == header.bits()
            && decoder.ask(reader -> reader.getTileWidth(0)) == header.blockWidth()
            && decoder.ask(reader -> reader.getTileHeight(0)) == header.blockHeight();
    if (!same) {
      throw decoder.wrong("the decoder sees other samples or blocks than the header has");
    }
    decoder.rest();
    return type;
  }

  private ImageGeometry geometry(ImageTypeSpecifier type) {
    return RasterSamples.of(
            TiffDirectory.FORMAT,
            type.getColorModel(),
            type.getSampleModel(),
            header.width(),
            header.height())
        .geometry();
  }

  /**
   * The bytes of a TIFF file whose blocks were written with the lowest bit first (FillOrder 2):
   * each is seen with its bits in the usual order, but for those of the header, the directory and
   * the values of its fields.
   *
   * <p><b>Memory:</b> a range for each of these. <b>Ownership:</b> the bytes are not closed.
   */
  private record ReversedBytes(SeekableBytes bytes, ImmutableRangeSet<Long> reversed)
      implements SeekableBytes {
    @Override
    public long length() {
      return bytes.length();
    }

    @Override
    public void read(long position, ByteBuffer target) throws IOException {
      int start = target.position();
      bytes.read(position, target);
      long end = position + target.position() - start;
      for (Range<Long> part : reversed.subRangeSet(Range.closedOpen(position, end)).asRanges()) {
        int from = start + (int) (part.lowerEndpoint() - position);
        reverse(target, from, start + (int) (part.upperEndpoint() - position));
      }
    }

    private static void reverse(ByteBuffer target, int from, int to) {
      for (int i = from; i < to; i++) {
        target.put(i, (byte) (Integer.reverse(target.get(i)) >>> (Integer.SIZE - Byte.SIZE)));
      }
    }
  }
}
