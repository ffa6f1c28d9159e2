package io.github.maskloom.internal.bmp;

import io.github.maskloom.errors.ImageFormatException;
import io.github.maskloom.image.ImageLimits;
import io.github.maskloom.image.ImageMetadata;
import io.github.maskloom.internal.imageio.RasterSize;
import io.github.maskloom.internal.imageio.SeekableInput;
import io.github.maskloom.internal.limits.LimitCheck;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What a BMP file says of itself, as far as the JDK's decoder reads it: headers of 12, 40, 52, 56,
 * 108 and 124 bytes; 1 to 32 bits without compression or with bit fields, RLE4 and RLE8.
 *
 * @param width pixels per row
 * @param height rows
 * @param bits bits of a pixel
 * @param fields masks of red, green, blue and alpha in pixels of 16 bits that have alpha; else
 *     empty
 * @param pixelsAt where the pixels stand
 * @param topDown whether the first row that is stored is the top
 * @param runLengths whether pixels are run-length coded
 * @param dataBytes bytes of the pixels as they are stored
 * @param patches what the decoder is to see instead: a size for run-length data that give none, and
 *     no colour profile, as it would read one even from another file
 * @param metadata the profile, and the resolution
 */
record BmpHeader(
    int width,
    int height,
    int bits,
    List<Integer> fields,
    long pixelsAt,
    boolean topDown,
    boolean runLengths,
    long dataBytes,
    List<SeekableInput.Patch> patches,
    ImageMetadata metadata) {

  static final String FORMAT = "BMP";
  static final String MEDIA_TYPE = "image/bmp";

  private static final int FILE_HEADER = 14;
  private static final int CORE = 12;
  private static final int RGB = 0;
  private static final int RLE8 = 1;
  private static final int RLE4 = 2;
  private static final int BITFIELDS = 3;
  private static final int FIELD_MASKS_AT = 54;
  private static final int DATA_SIZE_AT = FILE_HEADER + 20;
  private static final int COLOR_SPACE_AT = FILE_HEADER + 56;
  private static final int PROFILE_AT = FILE_HEADER + 112;
  private static final int EMBEDDED = 0x4D424544;
  private static final int LINKED = 0x4C494E4B;

  BmpHeader {
    fields = List.copyOf(fields);
    patches = List.copyOf(patches);
  }

  /** Where a row stands, if there are no run lengths. */
  long rowAt(int y) {
    long stored = topDown ? y : height - 1L - y;
    return pixelsAt + stored * (dataBytes / height);
  }

  /**
   * What is held of an image of run lengths: the decoder collects them in pieces and then puts the
   * pieces together.
   */
  static long heldBytes(int width, int height, int bits, long dataBytes) {
    return ((long) width * bits + 7) / 8 * height + 2 * dataBytes;
  }

  /**
   * Reads a header, and walks run-length data to their end.
   *
   * @throws ImageFormatException if it is damaged, promises more than the file holds, or is of a
   *     kind that is not read
   * @throws io.github.maskloom.errors.ImageLimitException if the image is too large
   */
  static BmpHeader read(SeekableInput in, ImageLimits limits) throws IOException {
    return new Walk(in, limits).header();
  }

  private static final class Walk {
    private final SeekableInput in;
    private final ImageLimits limits;
    private final List<SeekableInput.Patch> patches = new ArrayList<>();
    private long pixelsAt;
    private int size;
    private int width;
    private int height;
    private boolean topDown;
    private int bits;
    private int compression;
    private long dataSize;
    private long colors;
    private final ImageMetadata.Builder metadata = ImageMetadata.NONE.toBuilder();

    Walk(SeekableInput in, ImageLimits limits) {
      this.in = in;
      this.limits = limits;
    }

    BmpHeader header() throws IOException {
      in.setByteOrder(ByteOrder.LITTLE_ENDIAN);
      in.seek(10);
      pixelsAt = in.readUnsignedInt();
      size = in.readInt();
      require(
          size == CORE || size == 40 || size == 52 || size == 56 || size == 108 || size == 124,
          FILE_HEADER,
          "a header of " + Integer.toUnsignedLong(size) + " bytes is not read here");
      readSize();
      if (size != CORE) {
        readInfo();
      }
      checkCompression();
      List<Integer> fields = alphaFields();
      checkColors();
      if (size >= 108) {
        readColorSpace();
      }
      boolean runLengths = compression == RLE8 || compression == RLE4;
      long dataBytes = runLengths ? runLengthBytes() : pixelBytes();
      return new BmpHeader(
          width,
          height,
          bits,
          fields,
          pixelsAt,
          topDown,
          runLengths,
          dataBytes,
          patches,
          metadata.build());
    }

    private void readSize() throws IOException {
      width = size == CORE ? in.readShort() : in.readInt();
      int rows = size == CORE ? in.readShort() : in.readInt();
      require(width > 0 && rows != 0, FILE_HEADER + 4, "there are no pixels");
      RasterSize.check(width, Math.abs((long) rows), limits);
      height = Math.abs(rows);
      topDown = rows < 0;
      in.readUnsignedShort();
      bits = in.readUnsignedShort();
    }

    private void readInfo() throws IOException {
      compression = in.readInt();
      dataSize = in.readUnsignedInt();
      metadata.pixelsPerMeter(Math.max(0, in.readInt()), Math.max(0, in.readInt()));
      colors = in.readUnsignedInt();
    }

    private void checkCompression() {
      boolean read =
          switch (compression) {
            case RGB -> bits == 1 || bits == 4 || bits == 8 || bits == 24 || isDeep();
            case RLE8 -> bits == 8;
            case RLE4 -> bits == 4;
            case BITFIELDS -> isDeep();
            default -> false;
          };
      require(
          read,
          FILE_HEADER + 14,
          "%d bits of compression %d are not read here"
              .formatted(bits, Integer.toUnsignedLong(compression)));
    }

    private boolean isDeep() {
      return size != CORE && (bits == 16 || bits == 32);
    }

    /** The decoder drops the alpha of 16-bit pixels, which would turn paint opaque. */
    private List<Integer> alphaFields() throws IOException {
      List<Integer> fields = new ArrayList<>();
      if (size >= 56 && bits == 16 && compression == BITFIELDS) {
        in.seek(FIELD_MASKS_AT);
        int taken = 0;
        for (int band = 0; band < 4; band++) {
          int mask = in.readInt();
          boolean sound = (mask & (taken | 0xFFFF0000)) == 0 && isField(mask);
          require(sound, FIELD_MASKS_AT + 4L * band, "a bit field has gaps or passes its pixel");
          taken |= mask;
          fields.add(mask);
        }
      }
      return fields.isEmpty() || fields.get(3) == 0 ? List.of() : fields;
    }

    private static boolean isField(int mask) {
      return mask == 0 || Integer.bitCount(mask + Integer.lowestOneBit(mask)) == 1;
    }

    /** The decoder takes all between header and pixels for the palette. */
    private void checkColors() {
      long gap = pixelsAt - FILE_HEADER - size;
      require(gap >= 0 && pixelsAt <= in.length(), 10, "the pixels are outside the file");
      LimitCheck.metadataBytes(limits, gap);
      if (bits <= 8) {
        require(gap >= (size == CORE ? 3 : 4), 10, "there is no palette");
      }
      if (size == 40 && compression == BITFIELDS) {
        require(gap >= 12 + 4 * colors, FILE_HEADER + 32, "the palette passes the pixels");
      }
    }

    private void readColorSpace() throws IOException {
      in.seek(COLOR_SPACE_AT);
      int space = in.readInt();
      if (space != EMBEDDED && space != LINKED) {
        return;
      }
      byte[] plain = "BGRs".getBytes(StandardCharsets.US_ASCII);
      patches.add(new SeekableInput.Patch(COLOR_SPACE_AT, plain));
      if (space == EMBEDDED && size == 124) {
        in.seek(PROFILE_AT);
        readProfile(in.readUnsignedInt(), in.readUnsignedInt());
      }
    }

    private void readProfile(long offset, long length) throws IOException {
      LimitCheck.metadataBytes(limits, length);
      require(
          FILE_HEADER + offset + length <= in.length(),
          PROFILE_AT,
          "the colour profile is outside the file");
      byte[] profile = new byte[(int) length];
      in.seek(FILE_HEADER + offset);
      in.readFully(profile);
      metadata.iccProfile(profile);
    }

    private long pixelBytes() {
      long rowBits = (long) width * bits;
      long stride = (rowBits + 31) / 32 * 4;
      long bytes = stride * height;
      require(bytes <= Integer.MAX_VALUE, 10, "pixels of 2 GiB and more are not read here");
      long padding = stride - (rowBits + 7) / 8;
      if (pixelsAt + bytes - padding > in.length()) {
        throw ImageFormatException.at(
            FORMAT, "", in.length(), "the file ends before the image does");
      }
      return bytes;
    }

    private long runLengthBytes() throws IOException {
      long rest = in.length() - pixelsAt;
      if (dataSize > rest) {
        throw ImageFormatException.at(
            FORMAT, "", in.length(), "the file ends before the image does");
      }
      long bytes = dataSize == 0 ? rest : dataSize;
      require(bytes <= Integer.MAX_VALUE, 10, "pixels of 2 GiB and more are not read here");
      LimitCheck.heldBytes(limits, heldBytes(width, height, bits, bytes));
      in.seek(pixelsAt);
      new BmpRunLengths(in, bits, width, height).check(bytes);
      if (dataSize == 0) {
        patches.add(new SeekableInput.Patch(DATA_SIZE_AT, littleEndian((int) bytes)));
      }
      return bytes;
    }

    private static byte[] littleEndian(int value) {
      return new byte[] {
        (byte) value, (byte) (value >> 8), (byte) (value >> 16), (byte) (value >> 24)
      };
    }

    private static void require(boolean holds, long at, String rule) {
      if (!holds) {
        throw ImageFormatException.at(FORMAT, "header", at, rule);
      }
    }
  }
}
