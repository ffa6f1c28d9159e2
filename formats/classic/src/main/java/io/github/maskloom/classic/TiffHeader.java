package io.github.maskloom.classic;

import com.google.common.collect.ImmutableRangeSet;
import com.google.common.primitives.Ints;
import com.google.common.primitives.Longs;
import io.github.maskloom.errors.ImageFormatException;
import io.github.maskloom.image.ImageLimits;
import io.github.maskloom.image.ImageMetadata;
import io.github.maskloom.internal.limits.LimitCheck;
import io.github.maskloom.internal.metadata.ExifBlock;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the first directory of a TIFF file says of its image (TIFF 6.0). Only what can be read here
 * has a header: gray, RGB or palette, with at most one more sample, which is alpha; 1 to 16 bits;
 * in strips or tiles, plain or packed.
 *
 * @param order in which the bytes of a number stand
 * @param width pixels per row
 * @param height rows
 * @param bits bits of a sample
 * @param samples samples of a pixel
 * @param compression how blocks are coded
 * @param planes 1, or as many as samples where each has blocks of its own
 * @param tiled whether blocks are tiles; if not, they are strips
 * @param blockWidth pixels across a block
 * @param blockHeight rows of a block; the last strip may have fewer
 * @param offsets where blocks stand
 * @param lengths how many bytes they take
 * @param orientation how rows must be turned to be seen upright, 1 to 8
 * @param metadata what stands beside the pixels, as it holds once that is done
 * @param structure what is not reversed of a file whose bytes are; empty for others
 * @param patches what the decoder is to see instead: no color profile, a palette that it reads as
 *     others do, and values that say the same in the way it understands
 */
record TiffHeader(
    ByteOrder order,
    int width,
    int height,
    int bits,
    int samples,
    Compression compression,
    int planes,
    boolean tiled,
    int blockWidth,
    int blockHeight,
    TiffDirectory.Field offsets,
    TiffDirectory.Field lengths,
    int orientation,
    ImageMetadata metadata,
    ImmutableRangeSet<Long> structure,
    List<SeekableInput.Patch> patches) {

  /** The codings that are read. */
  enum Compression {
    NONE,
    LZW,
    DEFLATE,
    PACK_BITS
  }

  TiffHeader {
    patches = List.copyOf(patches);
  }

  /**
   * Reads a header.
   *
   * @throws ImageFormatException if it is damaged or of a kind that is not read
   * @throws io.github.maskloom.errors.ImageLimitException if the image passes a limit
   */
  static TiffHeader read(SeekableInput in, ImageLimits limits) throws IOException {
    return new Parser(in, limits).parse();
  }

  int blocksAcross() {
    return (int) (((long) width + blockWidth - 1) / blockWidth);
  }

  int blocksDown() {
    return (int) (((long) height + blockHeight - 1) / blockHeight);
  }

  /** Number of all blocks. */
  long blocks() {
    return (long) blocksAcross() * blocksDown() * planes;
  }

  /** Rows that a block holds that starts with row {@code y}. */
  int rowsOfBlock(int y) {
    return tiled ? blockHeight : Math.min(blockHeight, height - y);
  }

  /** Bytes of a row of a block, decoded. */
  long blockRowBytes() {
    long rowBits = (long) blockWidth * bits * (planes == 1 ? samples : 1);
    return (rowBits + 7) / 8;
  }

  /** Reads a header, checking what the JDK's decoder takes on trust. Used once. */
  private static final class Parser {
    // Numbers of the fields that matter here (TIFF 6.0, appendix A).
    private static final int WIDTH = 256;
    private static final int HEIGHT = 257;
    private static final int BITS = 258;
    private static final int COMPRESSION = 259;
    private static final int PHOTOMETRIC = 262;
    private static final int FILL_ORDER = 266;
    private static final int STRIP_OFFSETS = 273;
    private static final int ORIENTATION = 274;
    private static final int SAMPLES = 277;
    private static final int ROWS_PER_STRIP = 278;
    private static final int STRIP_BYTES = 279;
    private static final int X_RESOLUTION = 282;
    private static final int Y_RESOLUTION = 283;
    private static final int PLANAR = 284;
    private static final int RESOLUTION_UNIT = 296;
    private static final int PREDICTOR = 317;
    private static final int COLOR_MAP = 320;
    private static final int TILE_WIDTH = 322;
    private static final int TILE_HEIGHT = 323;
    private static final int TILE_OFFSETS = 324;
    private static final int TILE_BYTES = 325;
    private static final int EXTRA_SAMPLES = 338;
    private static final int SAMPLE_FORMAT = 339;
    private static final int ICC_PROFILE = 34_675;
    private static final int NEW_SUBFILE_TYPE = 254;
    private static final int MAKE = 271;
    private static final int DNG_VERSION = 50_706;

    /** All that the decoder reads into memory, and what is of use beside. */
    private static final int[] WANTED = {
      WIDTH, HEIGHT, BITS, COMPRESSION, PHOTOMETRIC,
      FILL_ORDER, STRIP_OFFSETS, ORIENTATION, SAMPLES, ROWS_PER_STRIP,
      STRIP_BYTES, X_RESOLUTION, Y_RESOLUTION, PLANAR, RESOLUTION_UNIT,
      PREDICTOR, COLOR_MAP, TILE_WIDTH, TILE_HEIGHT, TILE_OFFSETS,
      TILE_BYTES, EXTRA_SAMPLES, SAMPLE_FORMAT, ICC_PROFILE, NEW_SUBFILE_TYPE,
      MAKE, DNG_VERSION
    };

    /** Options of fax codes, and fields of JPEG. */
    private static final int[] WANTED_OF_CODINGS = {
      292, 293, 347, 512, 513, 514, 515, 517, 518, 519, 520, 521, 529, 530, 532
    };

    private static final Set<Integer> COUNTED_AS_PARTS =
        Set.of(STRIP_OFFSETS, STRIP_BYTES, TILE_OFFSETS, TILE_BYTES);

    private static final int WHITE_IS_ZERO = 0;
    private static final int GRAY = 1;
    private static final int RGB = 2;
    private static final int PALETTE = 3;

    private static final List<String> COLORS =
        List.of("gray from white to black", "gray", "RGB", "a palette");

    /** Photometric interpretations of samples that are not read. */
    private static final Map<Integer, String> OTHER_COLORS =
        Map.of(
            4, "a transparency mask",
            5, "CMYK",
            6, "YCbCr",
            8, "CIE Lab",
            9, "ICC Lab",
            10, "ITU Lab",
            32_803, "a sensor's mosaic",
            32_844, "LogL",
            32_845, "LogLuv",
            34_892, "linear raw");

    private static final List<String> FORMATS =
        List.of("other", "unsigned", "signed", "floating-point", "undefined", "complex", "complex");

    /** What stands between the header and the first directory of a CR2, which is at 16. */
    private static final long CR2 = 0x10_00_00_00_43_52_02_00L;

    private static final int CR2_AT = 4;
    private static final int REDUCED = 1;
    private static final int LOWEST_FIRST = 2;

    private static final int UNSIGNED = 1;
    private static final int UNDEFINED = 4;
    private static final short PRIVATE_TAG = (short) 65_000;
    private static final int MAX_TILE_SIDE = 1 << 20;
    private static final double INCHES_PER_METER = 1 / 0.0254;

    private final SeekableInput in;
    private final ImageLimits limits;
    private final TiffDirectory directory;
    private final List<SeekableInput.Patch> patches = new ArrayList<>();
    private int width;
    private int height;
    private int bits;
    private int samples;

    Parser(SeekableInput in, ImageLimits limits) throws IOException {
      this.in = in;
      this.limits = limits;
      directory =
          TiffDirectory.first(
              in, Set.copyOf(Ints.asList(Ints.concat(WANTED, WANTED_OF_CODINGS))), limits);
    }

    TiffHeader parse() throws IOException {
      LimitCheck.metadataBytes(limits, directory.bytesBut(COUNTED_AS_PARTS));
      checkNotRaw();
      long columns = directory.required(WIDTH);
      long rows = directory.required(HEIGHT);
      require(columns > 0 && rows > 0, WIDTH, "there are no pixels");
      RasterSamples.checkSize(columns, rows, limits);
      width = (int) columns;
      height = (int) rows;
      checkColors();
      readSamples();
      checkPhotometric();
      Compression compression = compression();
      boolean tiled = directory.has(TILE_WIDTH) || directory.has(TILE_OFFSETS);
      int planes = planes();
      int orientation = orientation();
      hideProfile();
      readPalette();
      boolean reversed = reversed();
      TiffHeader header =
          new TiffHeader(
              in.getByteOrder(),
              width,
              height,
              bits,
              samples,
              compression,
              planes,
              tiled,
              tiled ? tileSide(TILE_WIDTH) : width,
              tiled ? tileSide(TILE_HEIGHT) : stripHeight(),
              directory.field(tiled ? TILE_OFFSETS : STRIP_OFFSETS),
              directory.field(tiled ? TILE_BYTES : STRIP_BYTES),
              orientation,
              ExifBlock.uprighted(metadata(), orientation),
              reversed
                  ? ImmutableRangeSet.copyOf(TiffDirectory.ranges(in))
                  : ImmutableRangeSet.of(),
              patches);
      LimitCheck.parts(limits, header.blocks());
      directory.checkWholeNumbers(tiled ? TILE_OFFSETS : STRIP_OFFSETS, header.blocks());
      directory.checkWholeNumbers(tiled ? TILE_BYTES : STRIP_BYTES, header.blocks());
      return header;
    }

    /** The first image of a camera's raw file is a preview, or the sensor's mosaic. */
    private void checkNotRaw() throws IOException {
      boolean reduced = (directory.value(NEW_SUBFILE_TYPE, 0L) & REDUCED) != 0;
      if (directory.has(DNG_VERSION)) {
        throw raw(DNG_VERSION, "DNG");
      }
      if (isCr2()) {
        throw raw(MAKE, "CR2 of Canon");
      }
      if (reduced && directory.begins(MAKE, "NIKON")) {
        throw raw(MAKE, "NEF of Nikon");
      }
      require(
          !reduced,
          NEW_SUBFILE_TYPE,
          "the first image is a reduced one, so the photo is elsewhere: save it as JPEG or PNG");
    }

    private boolean isCr2() throws IOException {
      byte[] start = new byte[Long.BYTES];
      in.seek(CR2_AT);
      in.readFully(start);
      return Longs.fromByteArray(start) == CR2;
    }

    private ImageFormatException raw(int tag, String kind) {
      return wrong(
          tag, "this is a camera's raw file (%s): develop it to JPEG or PNG".formatted(kind));
    }

    private void checkColors() throws IOException {
      String other = OTHER_COLORS.get((int) directory.value(PHOTOMETRIC, (long) GRAY));
      require(
          other == null,
          PHOTOMETRIC,
          "samples of %s are not read here: save it as RGB".formatted(other));
    }

    private void checkFormat(long depth) throws IOException {
      int count = directory.has(SAMPLE_FORMAT) ? (int) directory.count(SAMPLE_FORMAT) : 0;
      for (int i = 0; i < Math.min(samples, count); i++) {
        long format = directory.value(SAMPLE_FORMAT, i);
        require(
            format == UNSIGNED || format == UNDEFINED,
            SAMPLE_FORMAT,
            "%s samples of %d bits are not read here"
                .formatted(format < FORMATS.size() ? FORMATS.get((int) format) : "other", depth));
      }
    }

    private void readSamples() throws IOException {
      long count = directory.value(SAMPLES, 1L);
      require(
          count >= 1 && count <= 4,
          SAMPLES,
          "pixels of %d samples are not read here".formatted(count));
      samples = (int) count;
      long depth = directory.value(BITS, 1L);
      for (int i = 1; directory.has(BITS) && i < Math.min(samples, directory.count(BITS)); i++) {
        require(directory.value(BITS, i) == depth, BITS, "samples of several sizes");
      }
      checkFormat(depth);
      boolean packed = samples == 1 && (depth == 1 || depth == 2 || depth == 4);
      require(
          packed || depth == 8 || depth == 16,
          BITS,
          "%d-bit samples are not read here".formatted(depth));
      bits = (int) depth;
    }

    private void checkPhotometric() throws IOException {
      long code = directory.required(PHOTOMETRIC);
      int photometric = (int) Math.min(code, Integer.MAX_VALUE);
      boolean read =
          switch (photometric) {
            case WHITE_IS_ZERO, PALETTE -> samples == 1;
            case GRAY -> samples <= 2;
            case RGB -> samples >= 3;
            default -> false;
          };
      require(
          read,
          PHOTOMETRIC,
          photometric <= PALETTE
              ? "%s of %d samples is not read here".formatted(COLORS.get(photometric), samples)
              : "the kind of color %d is not read here".formatted(code));
      if (photometric == PALETTE || directory.has(COLOR_MAP)) {
        require(directory.count(COLOR_MAP) >= 3L << bits, COLOR_MAP, "the palette is too short");
        require(
            directory.field(COLOR_MAP).type() == TiffDirectory.SHORT,
            COLOR_MAP,
            "the palette is not of 16-bit values");
      }
    }

    private Compression compression() throws IOException {
      int code = (int) directory.value(COMPRESSION, 1L);
      Compression compression =
          switch (code) {
            case 1 -> Compression.NONE;
            case 5 -> Compression.LZW;
            case 8, 32_946 -> Compression.DEFLATE;
            case 32_773 -> Compression.PACK_BITS;
            case 2, 3, 4 ->
                throw wrong(
                    COMPRESSION, "fax codes (CCITT) are not read here: save it as LZW or PNG");
            case 6, 7 ->
                throw wrong(COMPRESSION, "JPEG in a TIFF is not read here: save it as JPEG or PNG");
            default -> throw wrong(COMPRESSION, "compression " + code + " is not read here");
          };
      if (compression == Compression.LZW || compression == Compression.DEFLATE) {
        long predictor = directory.value(PREDICTOR, 1L);
        require(
            predictor == 1 || (predictor == 2 && bits == 8),
            PREDICTOR,
            "predictor %d of %d-bit samples is not read here: save it uncompressed or as PNG"
                .formatted(predictor, bits));
      }
      return compression;
    }

    /** Whether the first pixel of a byte is its lowest bit. The decoder does not know. */
    private boolean reversed() throws IOException {
      boolean reversed = directory.value(FILL_ORDER, 1L) == LOWEST_FIRST;
      if (reversed) {
        patchValue(FILL_ORDER, 1);
      }
      return reversed;
    }

    /**
     * Sees to it that the decoder, which scales a palette's values from 16 bits, makes of them what
     * other readers do: the upper byte, or the value itself if none passes a byte.
     */
    private void readPalette() throws IOException {
      if (!directory.has(COLOR_MAP)) {
        return;
      }
      int count = (int) directory.count(COLOR_MAP);
      int[] values = new int[count];
      boolean bytes = true;
      for (int i = 0; i < count; i++) {
        values[i] = (int) directory.value(COLOR_MAP, i);
        bytes &= values[i] < 0x100;
      }
      ByteBuffer scaled = ByteBuffer.allocate(2 * count).order(in.getByteOrder());
      for (int value : values) {
        scaled.putShort((short) ((bytes ? value : value >> 8) * 0x101));
      }
      patches.add(new SeekableInput.Patch(directory.field(COLOR_MAP).valuesAt(), scaled.array()));
    }

    private int planes() throws IOException {
      long planar = directory.value(PLANAR, 1L);
      require(
          planar == 1 || planar == 2,
          PLANAR,
          "there is no planar configuration %d".formatted(planar));
      if (planar == 2 && samples == 1) {
        patchValue(PLANAR, 1);
      }
      return planar == 2 ? samples : 1;
    }

    private int stripHeight() throws IOException {
      long rows = directory.value(ROWS_PER_STRIP, (long) height);
      require(rows > 0, ROWS_PER_STRIP, "strips without rows");
      if (rows > height) {
        // The decoder adds to it without regard to overflow.
        patchValue(ROWS_PER_STRIP, height);
      }
      return (int) Math.min(rows, height);
    }

    private int tileSide(int tag) throws IOException {
      long side = directory.required(tag);
      require(
          side > 0 && side <= MAX_TILE_SIDE,
          tag,
          "tiles of %d pixels are not read here".formatted(side));
      return (int) side;
    }

    private int orientation() throws IOException {
      long orientation = directory.value(ORIENTATION, 1L);
      return orientation < 1 || orientation > 8 ? 1 : (int) orientation;
    }

    private ImageMetadata metadata() throws IOException {
      ImageMetadata.Builder metadata = ExifBlock.ofFile(in.bytes(), limits.maxMetadataBytes());
      if (directory.has(ICC_PROFILE)) {
        metadata.iccProfile(directory.bytes(ICC_PROFILE, limits));
      }
      double unitsPerMeter =
          switch ((int) directory.value(RESOLUTION_UNIT, 2L)) {
            case 2 -> INCHES_PER_METER;
            case 3 -> 100;
            default -> 0;
          };
      return metadata
          .pixelsPerMeter(
              (int) Math.rint(directory.rational(X_RESOLUTION) * unitsPerMeter),
              (int) Math.rint(directory.rational(Y_RESOLUTION) * unitsPerMeter))
          .build();
    }

    /** Pixels are taken as they are stored, so the decoder need not parse the profile. */
    private void hideProfile() {
      if (directory.has(ICC_PROFILE)) {
        byte[] tag = ByteBuffer.allocate(2).order(in.getByteOrder()).putShort(PRIVATE_TAG).array();
        patches.add(new SeekableInput.Patch(directory.field(ICC_PROFILE).entryAt(), tag));
      }
    }

    private void patchValue(int tag, int value) {
      TiffDirectory.Field field = directory.field(tag);
      ByteBuffer bytes = ByteBuffer.allocate(4).order(in.getByteOrder());
      if (field.type() == TiffDirectory.SHORT) {
        bytes.putShort((short) value);
      } else {
        bytes.putInt(value);
      }
      patches.add(new SeekableInput.Patch(field.valuesAt(), bytes.flip().array()));
    }

    private void require(boolean holds, int tag, String rule) {
      if (!holds) {
        throw wrong(tag, rule);
      }
    }

    private ImageFormatException wrong(int tag, String rule) {
      long at =
          directory.has(tag) ? directory.field(tag).entryAt() : ImageFormatException.NO_OFFSET;
      return TiffDirectory.wrong(tag, at, rule);
    }
  }
}
