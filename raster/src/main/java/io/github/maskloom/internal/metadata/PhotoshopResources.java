package io.github.maskloom.internal.metadata;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Set;

/**
 * Image resource blocks, one behind the other (Adobe Photoshop file formats specification). IPTC's
 * fields are one of them.
 *
 * <p>Nothing throws. What follows a damaged block cannot be found, and goes.
 */
public final class PhotoshopResources {
  /** 8BIM, and what ImageReady, PhotoDeluxe and others write in its place. */
  private static final Set<Integer> SIGNATURES =
      Set.of(0x3842494D, 0x50485554, 0x41674867, 0x44435352, 0x4D655361);

  private static final int IPTC = 0x0404;
  private static final int OLD_THUMBNAIL = 0x0409;
  private static final int THUMBNAIL = 0x040C;
  private static final int ICC = 0x040F;
  private static final int EXIF = 0x0422;
  private static final int EXIF_3 = 0x0423;
  private static final int XMP = 0x0424;

  private static final int IPTC_MARK = 0x1C;
  private static final int IPTC_HEAD_BYTES = 5;
  private static final int OBJECT_PREVIEW = 2 << 8 | 202;

  private static final int NAME_AT = 6;
  private static final int MIN_BYTES = 12;

  private final byte[] bytes;
  private final int end;
  private final int depth;
  private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
  private int pictures;
  private boolean whole;

  private PhotoshopResources(byte[] bytes, int end, int depth) {
    this.bytes = bytes;
    this.end = end;
    this.depth = depth;
  }

  /**
   * {@return the blocks without thumbnails, and with all other pictures in them zero}
   *
   * @param blocks unchanged
   */
  public static Cleaned withoutPictures(byte[] blocks) {
    PhotoshopResources resources = new PhotoshopResources(blocks.clone(), blocks.length, 0).take(0);
    return new Cleaned(resources.kept.toByteArray(), resources.pictures, resources.whole);
  }

  /**
   * Does that in place: blocks move up, and zeroes follow the last one.
   *
   * @param depth how many blocks of metadata these stand in
   * @return how many pictures there were
   */
  static int erase(byte[] bytes, int from, int end, int depth) {
    PhotoshopResources resources = new PhotoshopResources(bytes, end, depth).take(from);
    byte[] left = resources.kept.toByteArray();
    Arrays.fill(bytes, from, end, (byte) 0);
    System.arraycopy(left, 0, bytes, from, left.length);
    return resources.pictures;
  }

  private PhotoshopResources take(int from) {
    int at = from;
    while (at <= end - MIN_BYTES && SIGNATURES.contains(int32(at))) {
      int data = at + NAME_AT + even(1 + (bytes[at + NAME_AT] & 0xFF)) + Integer.BYTES;
      long size = data > end ? end : int32(data - Integer.BYTES) & 0xFFFFFFFFL;
      if (data + size > end) {
        break;
      }
      int id = int16(at + 4);
      int next = Math.min(end, data + even((int) size));
      if (id == OLD_THUMBNAIL || id == THUMBNAIL) {
        pictures++;
      } else {
        pictures += eraseWithin(id, data, data + (int) size);
        kept.write(bytes, at, next - at);
      }
      at = next;
    }
    whole = isZero(at);
    return this;
  }

  /** Whether nothing but filling stands behind the last block. */
  private boolean isZero(int from) {
    int at = from;
    while (at < end && bytes[at] == 0) {
      at++;
    }
    return at >= end;
  }

  private int eraseWithin(int id, int from, int to) {
    return switch (id) {
      case ICC -> 0;
      case EXIF, EXIF_3 -> eraseExif(from, to);
      case XMP -> XmpPacket.erase(bytes, from, to);
      case IPTC -> eraseIptc(from, to) + PictureScan.erase(bytes, from, to);
      default -> PictureScan.erase(bytes, from, to);
    };
  }

  private int eraseExif(int from, int to) {
    if (depth >= TiffPictures.MAX_DEPTH) {
      Arrays.fill(bytes, from, to, (byte) 0);
      return 1;
    }
    byte[] tiff = Arrays.copyOfRange(bytes, from, to);
    int erased = TiffPictures.erase(tiff, depth + 1);
    System.arraycopy(tiff, 0, bytes, from, tiff.length);
    return erased + (ExifBlock.isTiff(tiff) ? 0 : PictureScan.erase(bytes, from, to));
  }

  /** Zeroes the preview among IPTC's fields (IIM 4.2, section 1.6), of whatever format. */
  private int eraseIptc(int from, int to) {
    int erased = 0;
    int at = from;
    while (at <= to - IPTC_HEAD_BYTES && bytes[at] == IPTC_MARK) {
      int field = int16(at + 1);
      int length = int16(at + 3);
      int data = at + IPTC_HEAD_BYTES;
      if (length > to - data) {
        break;
      }
      if (field == OBJECT_PREVIEW && new TiffBytes(bytes).clear(data, data + length)) {
        erased++;
      }
      at = data + length;
    }
    return erased;
  }

  private int int16(int at) {
    return Short.toUnsignedInt(ByteBuffer.wrap(bytes).getShort(at));
  }

  private int int32(int at) {
    return ByteBuffer.wrap(bytes).getInt(at);
  }

  private static int even(int length) {
    return length + 1 & ~1;
  }
}
