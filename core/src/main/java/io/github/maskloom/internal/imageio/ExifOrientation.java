package io.github.maskloom.internal.imageio;

import io.github.maskloom.image.ImageMetadata;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Finds the orientation in an EXIF block, or sets it: tag 0x0112 of the first directory (TIFF 6.0,
 * page 36).
 */
public final class ExifOrientation {
  /** The first row is the top, the first column the left. */
  public static final int UPRIGHT = 1;

  private static final int TAG = 0x0112;
  private static final int TYPE_SHORT = 3;
  private static final int ENTRY_BYTES = 12;
  private static final int VALUE_OFFSET = 8;
  private static final int HEAD_BYTES = 8;
  private static final int LAST_THAT_KEEPS_SIDES = 4;

  private ExifOrientation() {}

  /**
   * Reads the orientation, 1 to 8.
   *
   * @param tiff an EXIF block from its TIFF header on
   * @return {@link #UPRIGHT} if the block does not say or is damaged: EXIF is advice, and a photo
   *     is not refused for it
   */
  public static int of(byte[] tiff) {
    ByteBuffer block = inItsByteOrder(tiff);
    int entry = entry(block);
    return entry < 0 ? UPRIGHT : value(block, entry);
  }

  /**
   * The metadata that holds once rows of this orientation are delivered upright: EXIF says so, and
   * the densities have changed sides with the picture.
   */
  public static ImageMetadata uprighted(ImageMetadata stored, int orientation) {
    if (orientation == UPRIGHT) {
      return stored;
    }
    ImageMetadata.Builder upright = stored.toBuilder();
    stored.exif().ifPresent(tiff -> upright.exif(uprighted(tiff)));
    if (orientation > LAST_THAT_KEEPS_SIDES) {
      upright.pixelsPerMeter(stored.pixelsPerMeterY(), stored.pixelsPerMeterX());
    }
    return upright.build();
  }

  private static byte[] uprighted(byte[] tiff) {
    byte[] upright = tiff.clone();
    ByteBuffer block = inItsByteOrder(upright);
    int entry = entry(block);
    if (entry >= 0) {
      block.putShort(entry + VALUE_OFFSET, (short) UPRIGHT);
    }
    return upright;
  }

  private static ByteBuffer inItsByteOrder(byte[] tiff) {
    ByteBuffer block = ByteBuffer.wrap(tiff);
    boolean little = tiff.length > 0 && tiff[0] == 'I';
    return block.order(little ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
  }

  /** Where the orientation's entry starts; negative if there is none in a readable block. */
  private static int entry(ByteBuffer block) {
    if (block.limit() < HEAD_BYTES || !isTiff(block)) {
      return -1;
    }
    long directory = Integer.toUnsignedLong(block.getInt(4));
    if (directory > block.limit() - 2) {
      return -1;
    }
    int entries = Short.toUnsignedInt(block.getShort((int) directory));
    int entry = (int) directory + 2;
    for (int i = 0; i < entries && entry + ENTRY_BYTES <= block.limit(); i++) {
      if (Short.toUnsignedInt(block.getShort(entry)) == TAG) {
        return entry;
      }
      entry += ENTRY_BYTES;
    }
    return -1;
  }

  private static boolean isTiff(ByteBuffer block) {
    return block.get(0) == block.get(1)
        && (block.get(0) == 'I' || block.get(0) == 'M')
        && block.getShort(2) == 42;
  }

  private static int value(ByteBuffer block, int entry) {
    int value = Short.toUnsignedInt(block.getShort(entry + VALUE_OFFSET));
    boolean valid = block.getShort(entry + 2) == TYPE_SHORT && value >= 1 && value <= 8;
    return valid ? value : UPRIGHT;
  }
}
