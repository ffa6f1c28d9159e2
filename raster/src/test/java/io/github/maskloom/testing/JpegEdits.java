package io.github.maskloom.testing;

import com.google.common.primitives.Bytes;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Changes the segments of JPEG files, for tests. */
public final class JpegEdits {
  private JpegEdits() {}

  /**
   * Inserts a segment behind the file's SOI marker.
   *
   * @param marker the marker's second byte, such as {@code 0xE1}
   */
  public static byte[] withSegment(byte[] jpeg, int marker, byte[] content) {
    int length = content.length + 2;
    byte[] head = {(byte) 0xFF, (byte) marker, (byte) (length >> 8), (byte) length};
    byte[] rest = Arrays.copyOfRange(jpeg, 2, jpeg.length);
    return Bytes.concat(Arrays.copyOf(jpeg, 2), head, content, rest);
  }

  /** The offset of a marker's 0xFF, found by walking the segments before the first scan. */
  public static int indexOfMarker(byte[] jpeg, int marker) {
    int at = 2;
    while ((jpeg[at + 1] & 0xFF) != marker) {
      if ((jpeg[at + 1] & 0xFF) == 0xDA) {
        throw new IllegalArgumentException("no such marker before the first scan");
      }
      at += 2 + ((jpeg[at + 2] & 0xFF) << 8 | (jpeg[at + 3] & 0xFF));
    }
    return at;
  }

  /** Leaves out the first segment of a kind. */
  public static byte[] withoutSegment(byte[] jpeg, int marker) {
    int from = indexOfMarker(jpeg, marker);
    int to = from + 2 + ((jpeg[from + 2] & 0xFF) << 8 | (jpeg[from + 3] & 0xFF));
    return Bytes.concat(Arrays.copyOf(jpeg, from), Arrays.copyOfRange(jpeg, to, jpeg.length));
  }

  /** Leaves out all Huffman codes, as Motion JPEG does. */
  public static byte[] withoutCodes(byte[] jpeg) {
    byte[] without = jpeg;
    int at = 2;
    while ((without[at + 1] & 0xFF) != 0xDA) {
      if ((without[at + 1] & 0xFF) == 0xC4) {
        without = withoutSegment(without, 0xC4);
      } else {
        at += 2 + ((without[at + 2] & 0xFF) << 8 | (without[at + 3] & 0xFF));
      }
    }
    return without;
  }

  /** Replaces bytes from an offset on. */
  public static byte[] withBytes(byte[] jpeg, int offset, int... values) {
    byte[] changed = jpeg.clone();
    for (int i = 0; i < values.length; i++) {
      changed[offset + i] = (byte) values[i];
    }
    return changed;
  }

  /** Renames the components of a baseline file of one scan. */
  public static byte[] withComponentIds(byte[] jpeg, int... ids) {
    byte[] changed = jpeg.clone();
    int frame = indexOfMarker(jpeg, 0xC0);
    int scan = indexOfMarker(jpeg, 0xDA);
    for (int i = 0; i < ids.length; i++) {
      changed[frame + 10 + 3 * i] = (byte) ids[i];
      changed[scan + 5 + 2 * i] = (byte) ids[i];
    }
    return changed;
  }

  /** Inserts Adobe's APP14 segment. */
  public static byte[] withAdobe(byte[] jpeg, int transform) {
    byte[] content = {'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, (byte) transform};
    return withSegment(jpeg, 0xEE, content);
  }

  /** Inserts an EXIF segment. */
  public static byte[] withExif(byte[] jpeg, byte[] tiff) {
    byte[] head = {'E', 'x', 'i', 'f', 0, 0};
    return withSegment(jpeg, 0xE1, Bytes.concat(head, tiff));
  }

  /** An EXIF block whose first directory holds a resolution unit and an orientation. */
  public static byte[] exif(ByteOrder order, int orientation) {
    ByteBuffer tiff = ByteBuffer.allocate(38).order(order);
    ExifBlocks.header(tiff, order);
    tiff.putShort((short) 2);
    ExifBlocks.shortEntry(tiff, 0x0128, 2);
    ExifBlocks.shortEntry(tiff, 0x0112, orientation);
    return tiff.array();
  }

  /** Inserts an ICC profile cut into that many segments, in order. */
  public static byte[] withProfile(byte[] jpeg, byte[] profile, int segments) {
    byte[] result = jpeg;
    for (int number = segments; number >= 1; number--) {
      int from = profile.length * (number - 1) / segments;
      int to = profile.length * number / segments;
      result = withProfileSegment(result, number, segments, Arrays.copyOfRange(profile, from, to));
    }
    return result;
  }

  /** Inserts one segment of an ICC profile. */
  public static byte[] withProfileSegment(byte[] jpeg, int number, int total, byte[] part) {
    byte[] head = "ICC_PROFILE\0  ".getBytes(StandardCharsets.ISO_8859_1);
    head[12] = (byte) number;
    head[13] = (byte) total;
    return withSegment(jpeg, 0xE2, Bytes.concat(head, part));
  }
}
