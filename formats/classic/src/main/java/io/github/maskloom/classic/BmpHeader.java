package io.github.maskloom.classic;

import io.github.maskloom.errors.ImageFormatException;
import io.github.maskloom.format.SeekableBytes;
import io.github.maskloom.image.ImageLimits;
import io.github.maskloom.image.ImageMetadata;
import io.github.maskloom.internal.limits.LimitCheck;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * What a BMP file says of itself: headers of 12, 40, 52, 56, 108 and 124 bytes; 1 to 32 bits
 * without compression or with bit fields, RLE4 and RLE8. Values are taken from the bytes when asked
 * for.
 */
final class BmpHeader {
  static final String FORMAT = "BMP";

  private static final int FILE_HEADER = 14;
  private static final int CORE = 12;
  private static final int PLAIN = 40;
  private static final int WITH_ALPHA = 56;
  private static final int WITH_PROFILE = 124;
  private static final int RGB = 0;
  private static final int RLE8 = 1;
  private static final int RLE4 = 2;
  private static final int BITFIELDS = 3;
  private static final int FIELD_MASKS_AT = 54;
  private static final int COLOR_SPACE_AT = FILE_HEADER + 56;
  private static final int PROFILE_AT = FILE_HEADER + 112;
  private static final int EMBEDDED = 0x4D424544;

  private final SeekableBytes bytes;

  /** The largest header; zeros behind the end of the file. */
  private final ByteBuffer head =
      ByteBuffer.allocate(FILE_HEADER + WITH_PROFILE).order(ByteOrder.LITTLE_ENDIAN);

  private BmpHeader(SeekableBytes bytes) throws IOException {
    this.bytes = bytes;
    bytes.read(0, head.limit((int) Math.min(head.capacity(), bytes.length())));
    head.clear();
  }

  /**
   * Reads a header.
   *
   * @throws ImageFormatException if it is damaged, promises more than the file holds, or is of a
   *     kind that is not read
   * @throws io.github.maskloom.errors.ImageLimitException if the image is too large
   */
  static BmpHeader read(SeekableBytes bytes, ImageLimits limits) throws IOException {
    BmpHeader header = new BmpHeader(bytes);
    header.checkSize(limits);
    header.checkCompression();
    header.checkPlaces(limits);
    if (header.isDeep()) {
      header.checkFields();
    }
    return header;
  }

  private int size() {
    return head.getInt(FILE_HEADER);
  }

  int width() {
    return size() == CORE ? head.getShort(18) : head.getInt(18);
  }

  int height() {
    return Math.abs(signedHeight());
  }

  /** Whether the first row that is stored is the top. */
  boolean topDown() {
    return signedHeight() < 0;
  }

  private int signedHeight() {
    return size() == CORE ? head.getShort(20) : head.getInt(22);
  }

  /** Bits of a pixel. */
  int bits() {
    return Short.toUnsignedInt(head.getShort(size() == CORE ? 24 : 28));
  }

  private int compression() {
    return size() == CORE ? RGB : head.getInt(30);
  }

  /** Whether pixels are run-length coded. */
  boolean runLengths() {
    return compression() == RLE4 || compression() == RLE8;
  }

  /** Whether pixels are of bit fields. */
  boolean isDeep() {
    return size() != CORE && (bits() == 16 || bits() == 32);
  }

  /** Where the pixels stand. */
  long pixelsAt() {
    return unsigned(10);
  }

  /** Bytes from a row without run lengths to the next. */
  long rowBytes() {
    return ((long) width() * bits() + 31) / 32 * 4;
  }

  /** Where run lengths end. */
  long codesEnd() {
    return unsigned(34) == 0 ? bytes.length() : pixelsAt() + unsigned(34);
  }

  /**
   * The mask of red, green, blue or alpha in pixels of bit fields; 0 if there is no such field.
   * Masks of a file that does not say that it has bit fields mean nothing, as Pillow and
   * ImageMagick see it.
   */
  int field(int band) {
    if (compression() == BITFIELDS) {
      return band == 3 && size() < WITH_ALPHA
          ? 0
          : head.getInt(FIELD_MASKS_AT + band * Integer.BYTES);
    } else if (band == 3) {
      return 0;
    }
    return bits() == 16 ? 0x7C00 >> (5 * band) : 0xFF0000 >> (8 * band);
  }

  /** The palette, ARGB: all between header and pixels, whatever number of colors is stated. */
  int[] colors() throws IOException {
    int colorBytes = size() == CORE ? 3 : 4;
    int[] colors = new int[(int) Math.min(1 << 8, gap() / colorBytes)];
    int storedBytes = colors.length * colorBytes;
    ByteBuffer stored = ByteBuffer.allocate(storedBytes + 1).order(ByteOrder.LITTLE_ENDIAN);
    bytes.read(FILE_HEADER + size(), stored.limit(storedBytes));
    stored.clear();
    for (int i = 0; i < colors.length; i++) {
      colors[i] = 0xFF000000 | stored.getInt(i * colorBytes);
    }
    return colors;
  }

  /** The profile, and the resolution. */
  ImageMetadata metadata(ImageLimits limits) throws IOException {
    if (size() == CORE) {
      return ImageMetadata.NONE;
    }
    ImageMetadata.Builder metadata = ImageMetadata.NONE.toBuilder();
    metadata.pixelsPerMeter(Math.max(0, head.getInt(38)), Math.max(0, head.getInt(42)));
    if (size() == WITH_PROFILE && head.getInt(COLOR_SPACE_AT) == EMBEDDED) {
      long at = FILE_HEADER + unsigned(PROFILE_AT);
      long length = unsigned(PROFILE_AT + Integer.BYTES);
      LimitCheck.metadataBytes(limits, length);
      require(at + length <= bytes.length(), PROFILE_AT, "the color profile is outside the file");
      byte[] profile = new byte[(int) length];
      bytes.read(at, ByteBuffer.wrap(profile));
      metadata.iccProfile(profile);
    }
    return metadata.build();
  }

  private void checkSize(ImageLimits limits) {
    requireFile(FILE_HEADER + Integer.BYTES);
    require(
        List.of(CORE, PLAIN, 52, WITH_ALPHA, 108, WITH_PROFILE).contains(size()),
        FILE_HEADER,
        "a header of " + Integer.toUnsignedLong(size()) + " bytes is not read here");
    requireFile(FILE_HEADER + size());
    require(width() > 0 && signedHeight() != 0, FILE_HEADER + 4, "there are no pixels");
    RasterSamples.checkSize(width(), Math.abs((long) signedHeight()), limits);
  }

  private void checkCompression() {
    int bits = bits();
    boolean read =
        switch (compression()) {
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
            .formatted(bits, Integer.toUnsignedLong(compression())));
  }

  private long gap() {
    return pixelsAt() - FILE_HEADER - size();
  }

  private void checkPlaces(ImageLimits limits) {
    require(gap() >= 0 && pixelsAt() <= bytes.length(), 10, "the pixels are outside the file");
    LimitCheck.metadataBytes(limits, gap());
    require(bits() > 8 || gap() >= (size() == CORE ? 3 : 4), 10, "there is no palette");
    if (size() == PLAIN && compression() == BITFIELDS) {
      long colors = 4 * unsigned(46);
      require(gap() >= 12 + colors, FILE_HEADER + 32, "the palette passes the pixels");
    }
    // What pads the last row may be missing.
    long padding = rowBytes() - ((long) width() * bits() + 7) / 8;
    requireFile(runLengths() ? codesEnd() : pixelsAt() + rowBytes() * height() - padding);
  }

  private void checkFields() {
    boolean disjoint = bits() == 16 && compression() == BITFIELDS && size() >= WITH_ALPHA;
    int taken = bits() == 16 ? 0xFFFF0000 : 0;
    int all = 0;
    for (int band = 0; band < 4; band++) {
      int mask = field(band);
      boolean whole = Integer.bitCount(mask + Integer.lowestOneBit(mask)) <= 1;
      require(
          whole && (mask & taken) == 0,
          FIELD_MASKS_AT + 4L * band,
          "a bit field has gaps or passes its pixel");
      taken |= disjoint ? mask : 0;
      all |= mask;
    }
    require(all != 0, FIELD_MASKS_AT, "there are no bit fields");
  }

  private long unsigned(int at) {
    return Integer.toUnsignedLong(head.getInt(at));
  }

  private void requireFile(long length) {
    if (length > bytes.length()) {
      throw ImageFormatException.at(
          FORMAT, "", bytes.length(), "the file ends before the image does");
    }
  }

  private static void require(boolean holds, long at, String rule) {
    if (!holds) {
      throw ImageFormatException.at(FORMAT, "header", at, rule);
    }
  }
}
