package io.github.maskloom.internal.imageio;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Finds the orientation in an EXIF block: tag 0x0112 of the first directory (TIFF 6.0, page 36).
 */
final class ExifOrientation {
  /** The first row is the top, the first column the left. */
  static final int UPRIGHT = 1;

  private static final int TAG = 0x0112;
  private static final int TYPE_SHORT = 3;
  private static final int ENTRY_BYTES = 12;

  private ExifOrientation() {}

  /**
   * Reads the orientation, 1 to 8.
   *
   * @param tiff an EXIF block from its TIFF header on
   * @return {@link #UPRIGHT} if the block does not say or is damaged: EXIF is advice, and a photo
   *     is not refused for it
   */
  static int of(byte[] tiff) {
    if (tiff.length < 8) {
      return UPRIGHT;
    }
    ByteBuffer block = ByteBuffer.wrap(tiff);
    switch (block.getShort(0)) {
      case 0x4949 -> block.order(ByteOrder.LITTLE_ENDIAN);
      case 0x4D4D -> block.order(ByteOrder.BIG_ENDIAN);
      default -> {
        return UPRIGHT;
      }
    }
    long directory = Integer.toUnsignedLong(block.getInt(4));
    if (block.getShort(2) != 42 || directory > tiff.length - 2) {
      return UPRIGHT;
    }
    return inDirectory(block, (int) directory);
  }

  private static int inDirectory(ByteBuffer block, int directory) {
    int entries = Short.toUnsignedInt(block.getShort(directory));
    int entry = directory + 2;
    for (int i = 0; i < entries && entry + ENTRY_BYTES <= block.limit(); i++) {
      if (Short.toUnsignedInt(block.getShort(entry)) == TAG) {
        int value = Short.toUnsignedInt(block.getShort(entry + 8));
        boolean valid = block.getShort(entry + 2) == TYPE_SHORT && value >= 1 && value <= 8;
        return valid ? value : UPRIGHT;
      }
      entry += ENTRY_BYTES;
    }
    return UPRIGHT;
  }
}
