package io.github.maskloom.internal.metadata;

import java.util.Arrays;

/**
 * Finds files of JPEG, PNG and TIFF within other bytes, wherever they begin, and zeroes them.
 *
 * <p>A JPEG begins with SOI and segments of a right length, and has a frame and a scan. It ends
 * with EOI, or where something stands that no JPEG has. Its first byte may be another, as some
 * cameras spoil it. Of a TIFF the strips, tiles and JPEG data go, and their directory.
 *
 * <p>Nothing throws. Each byte is looked at some times at most: where false beginnings ask for
 * more, the whole range is zeroed.
 */
public final class PictureScan {
  private static final int SOI = 0xD8;
  private static final int EOI = 0xD9;
  private static final int SOS = 0xDA;
  private static final int DHT = 0xC4;
  private static final int JPG = 0xC8;
  private static final int DAC = 0xCC;

  private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10};
  private static final int IEND = 0x49454E44;
  private static final int CHUNK_BYTES = 12;
  private static final int MAX_DIRECTORIES = 16;
  private static final int ABSENT = -1;

  private final byte[] bytes;
  private final int from;
  private final int end;

  /** Steps that may still be spent on what turns out to be no picture. */
  private long budget;

  private PictureScan(byte[] bytes, int from, int end) {
    this.bytes = bytes;
    this.from = from;
    this.end = end;
    budget = 4096 + 2L * (end - from);
  }

  /**
   * {@return a copy in which pictures are zero}
   *
   * @param block metadata of any kind; unchanged
   */
  public static Cleaned without(byte[] block) {
    byte[] copy = block.clone();
    int pictures = erase(copy, 0, copy.length);
    return new Cleaned(copy, pictures, true);
  }

  /**
   * Zeroes pictures in a range.
   *
   * @return how many
   */
  static int erase(byte[] bytes, long from, long end) {
    int last = (int) Math.min(end, bytes.length);
    return from < last ? new PictureScan(bytes, (int) Math.max(0, from), last).run() : 0;
  }

  private int run() {
    int pictures = 0;
    int at = from;
    while (at < end - 4) {
      int pictureEnd = pictureAt(at);
      if (budget < 0) {
        Arrays.fill(bytes, from, end, (byte) 0);
        return pictures + 1;
      }
      if (pictureEnd > at) {
        Arrays.fill(bytes, at, pictureEnd, (byte) 0);
        pictures++;
        at = pictureEnd;
      } else {
        pictures += isTiff(at) && eraseTiff(at) ? 1 : 0;
        at++;
      }
    }
    return pictures;
  }

  /** Where a JPEG or a PNG ends that begins here; negative if none does. */
  private int pictureAt(int at) {
    if (value(at + 1) == SOI && value(at + 2) == 0xFF) {
      return jpegEnd(at + 2);
    }
    boolean png =
        bytes[at] == PNG[0]
            && end - at >= PNG.length
            && Arrays.equals(bytes, at, at + PNG.length, PNG, 0, PNG.length);
    return png ? pngEnd(at + PNG.length) : ABSENT;
  }

  /**
   * Walks from segment to segment. What has no frame and no scan shows nothing.
   *
   * @param first where the first marker behind SOI begins
   */
  private int jpegEnd(int first) {
    int at = first;
    boolean frame = false;
    boolean scan = false;
    while (at + 3 < end && value(at) == 0xFF && budget-- >= 0) {
      int marker = value(at + 1);
      if (marker == 0xFF) {
        at++;
        continue;
      }
      int next = segmentEnd(at, marker);
      if (next < 0) {
        break;
      }
      frame |= isFrame(marker);
      scan |= marker == SOS;
      at = marker == SOS ? scanEnd(next, frame) : next;
    }
    boolean ended = at + 1 < end && value(at) == 0xFF && value(at + 1) == EOI;
    return frame && scan ? at + (ended ? 2 : 0) : ABSENT;
  }

  /** Where a segment ends; negative if no JPEG has such a one, or if it is cut. */
  private int segmentEnd(int at, int marker) {
    int length = value(at + 2) << 8 | value(at + 3);
    int segmentEnd = at + 2 + length;
    if (!isSegment(marker) || length < 2 || segmentEnd > end) {
      return ABSENT;
    }
    boolean right =
        isFrame(marker)
            ? length > 9 && length == 8 + 3 * value(at + 9)
            : marker != SOS || (length > 5 && length == 6 + 2 * value(at + 4));
    return right ? segmentEnd : ABSENT;
  }

  /**
   * Where the next marker begins that does not belong to coded data.
   *
   * @param shown whether these will be erased
   */
  private int scanEnd(int data, boolean shown) {
    int at = data;
    while (at < end - 1 && budget >= 0) {
      int next = value(at + 1);
      boolean coded = value(at) != 0xFF || next == 0 || next == 0xFF || next >> 3 == 0xD0 >> 3;
      if (!coded) {
        return at;
      }
      at++;
      budget -= shown ? 0 : 1;
    }
    return end;
  }

  private static boolean isFrame(int marker) {
    return marker >= 0xC0 && marker <= 0xCF && marker != DHT && marker != JPG && marker != DAC;
  }

  private static boolean isSegment(int marker) {
    return isFrame(marker)
        || marker == DHT
        || marker == DAC
        || (marker >= SOS && marker <= 0xDF)
        || (marker >= 0xE0 && marker <= 0xEF)
        || marker == 0xFE;
  }

  private int pngEnd(int firstChunk) {
    long at = firstChunk;
    while (at <= end - CHUNK_BYTES) {
      int chunk = (int) at;
      int type = int32(chunk + 4);
      if (!isLetters(type)) {
        return chunk;
      }
      at += CHUNK_BYTES + (int32(chunk) & 0xFFFFFFFFL);
      if (type == IEND) {
        return (int) Math.min(at, end);
      }
    }
    return end;
  }

  private static boolean isLetters(int type) {
    for (int shift = 0; shift < 32; shift += 8) {
      int letter = type >> shift & 0xDF;
      if (letter < 'A' || letter > 'Z') {
        return false;
      }
    }
    return true;
  }

  private boolean isTiff(int at) {
    return bytes[at] == bytes[at + 1]
        && (bytes[at] == 'I' || bytes[at] == 'M')
        && new TiffBytes(bytes, at, end).isTiff();
  }

  private boolean eraseTiff(int at) {
    TiffBytes tiff = new TiffBytes(bytes, at, end);
    boolean erased = false;
    int directory = tiff.firstDirectory();
    for (int i = 0; i < MAX_DIRECTORIES && directory >= 0 && budget >= 0; i++) {
      budget -= tiff.entries(directory);
      int next = tiff.directoryAfter(directory);
      if (TiffPictures.isImage(tiff, directory)) {
        TiffPictures pictures = new TiffPictures(tiff, 0, 0);
        erased |= pictures.eraseImage(directory);
        pictures.erase(directory, tiff.endOf(directory));
        budget -= pictures.spent();
      }
      directory = next;
    }
    return erased;
  }

  private int value(int at) {
    return bytes[at] & 0xFF;
  }

  private int int32(int at) {
    return value(at) << 24 | value(at + 1) << 16 | value(at + 2) << 8 | value(at + 3);
  }
}
