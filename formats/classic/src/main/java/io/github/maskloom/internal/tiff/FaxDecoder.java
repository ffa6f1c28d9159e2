package io.github.maskloom.internal.tiff;

import io.github.maskloom.errors.ImageFormatException;
import io.github.maskloom.internal.imageio.SeekableInput;
import java.io.IOException;

/**
 * Decodes the fax codes of a strip or tile of a TIFF file, row by row (ITU-T T.4 and T.6; TIFF 6.0,
 * sections 10 and 11).
 *
 * <p>A row is kept as the places where its colour changes, of which there may be as many as pixels.
 * <b>Memory:</b> 8 bytes a pixel of a row, and 4 KiB.
 */
final class FaxDecoder {
  private static final int BUFFER_BYTES = 1 << 12;
  private static final int MODE_BITS = 7;
  private static final int EOL_ZEROS = 11;

  /** Before the first pixel, where a row begins. */
  private static final int BEFORE = -1;

  /** How rows are coded. */
  enum Coding {
    /** Run lengths, each row from a byte on: TIFF compression 2. */
    ALIGNED_RUNS,
    /** Run lengths, with an end of line before each row. */
    RUNS,
    /** Run lengths or differences, as a bit behind the end of line before each row tells. */
    MIXED,
    /** Differences to the row above: T.6. */
    DIFFERENCES
  }

  private final SeekableInput in;
  private final String part;
  private final int width;
  private final Coding coding;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private final long end;
  private long readAt;
  private int at;
  private int filled;

  /** The next bits, the first of them topmost, and how many of them are there. */
  private long bits;

  private int count;

  /** The first row that was not decoded yet, counted in the strip or tile. */
  private int row;

  // Invariant: places are from 0 to width - 1 and rise; the first is where white ends.
  private int[] changes;
  private int changed;
  private int[] above;
  private int changedAbove;

  /**
   * Begins with the first row.
   *
   * @param part names the strip or tile in messages
   */
  FaxDecoder(SeekableInput in, String part, long offset, long bytes, int width, Coding coding) {
    this.in = in;
    this.part = part;
    this.readAt = offset;
    this.end = offset + bytes;
    this.width = width;
    this.coding = coding;
    this.changes = new int[width];
    this.above = new int[width];
  }

  /** Heap that decoding rows of a width takes. */
  static long heapBytes(int width) {
    return 2L * Integer.BYTES * width + BUFFER_BYTES;
  }

  /** How many rows were decoded. */
  int rows() {
    return row;
  }

  /**
   * Decodes the next row.
   *
   * @throws ImageFormatException if its codes are broken or end early
   */
  void next() throws IOException {
    int[] last = above;
    above = changes;
    changedAbove = changed;
    changes = last;
    changed = 0;
    switch (coding) {
      case ALIGNED_RUNS -> {
        drop(count & 7);
        decodeRuns();
      }
      case RUNS -> {
        skipEndOfLine();
        decodeRuns();
      }
      case MIXED -> decodeMixed();
      case DIFFERENCES -> decodeDifferences();
    }
    row++;
  }

  /** Sets the bits of the row's black pixels up to {@code limit}, from a bit of a target on. */
  void paint(byte[] target, long firstBit, int limit) {
    for (int i = 0; i < changed && changes[i] < limit; i += 2) {
      int stop = i + 1 < changed ? Math.min(limit, changes[i + 1]) : limit;
      set(target, firstBit + changes[i], firstBit + stop);
    }
  }

  private static void set(byte[] target, long from, long to) {
    int first = (int) (from >> 3);
    int last = (int) ((to - 1) >> 3);
    int firstMask = 0xFF >> (from & 7);
    int lastMask = 0xFF << (7 - ((to - 1) & 7));
    if (first == last) {
      target[first] |= (byte) (firstMask & lastMask);
      return;
    }
    target[first] |= (byte) firstMask;
    for (int i = first + 1; i < last; i++) {
      target[i] = (byte) 0xFF;
    }
    target[last] |= (byte) lastMask;
  }

  private void decodeMixed() throws IOException {
    if (!skipEndOfLine()) {
      throw wrong("an end of line was expected");
    }
    boolean runs = peek(1) == 1;
    drop(1);
    if (runs) {
      decodeRuns();
    } else {
      decodeDifferences();
    }
  }

  /** Goes over an end of line, and fill bits before it, if it is next. */
  private boolean skipEndOfLine() throws IOException {
    if (peek(EOL_ZEROS) != 0) {
      return false;
    }
    drop(EOL_ZEROS);
    while (peek(1) == 0) {
      drop(1);
    }
    drop(1);
    return true;
  }

  private void decodeRuns() throws IOException {
    int pixel = 0;
    boolean black = false;
    while (pixel < width) {
      pixel = change(pixel, run(black));
      black = !black;
    }
  }

  private void decodeDifferences() throws IOException {
    int pixel = BEFORE;
    int next = 0;
    while (pixel < width) {
      boolean black = (changed & 1) == 1;
      next = nextAbove(next, pixel, black);
      int mode = peek(MODE_BITS);
      if (mode >> 4 == 0b001) {
        drop(3);
        pixel = change(Math.max(0, pixel), run(black));
        pixel = change(pixel, run(!black));
      } else if (mode >> 3 == 0b0001) {
        drop(4);
        pixel = placeAbove(next + 1);
      } else {
        int known = Math.max(0, pixel);
        pixel = change(known, placeAbove(next) + vertical(mode) - known);
      }
    }
  }

  /** The first change of the row above that is right of a pixel and to the other colour. */
  private int nextAbove(int from, int pixel, boolean black) {
    int next = Math.min(from, changedAbove);
    while (next > 0 && above[next - 1] > pixel) {
      next--;
    }
    while (next < changedAbove && above[next] <= pixel) {
      next++;
    }
    return (next & 1) == (black ? 1 : 0) ? next : next + 1;
  }

  private int placeAbove(int change) {
    return change < changedAbove ? above[change] : width;
  }

  /** Takes the word of a change that stands near one above, and returns how far to its right. */
  private int vertical(int mode) {
    if (mode >= 0b1000000) {
      drop(1);
      return 0;
    }
    int distance = mode >= 0b0100000 ? 1 : mode >= 0b0000100 ? 2 : 3;
    int length = distance == 1 ? 3 : distance + 4;
    if (mode < 0b0000010) {
      throw wrong(
          mode == 0 ? "the codes end too early" : "uncompressed fax pixels are not read here");
    }
    drop(length);
    boolean right = (mode >> (MODE_BITS - length) & 1) == 1;
    return right ? distance : -distance;
  }

  /** Takes the words of a run. */
  private int run(boolean black) throws IOException {
    int run = 0;
    int found;
    do {
      found = FaxCodes.find(black, peek(FaxCodes.BITS));
      if (found == 0) {
        throw wrong(peek(EOL_ZEROS) == 0 ? "the codes end too early" : "the bits are no fax code");
      }
      drop(found & 0xF);
      run += found >> 4;
      if (run > width) {
        throw wrong("the codes are of more pixels than a row has");
      }
    } while (found >> 4 >= FaxCodes.FIRST_MAKE_UP);
    return run;
  }

  /** Changes the colour where a run ends, which is returned. Two changes at a place are none. */
  private int change(int from, int run) {
    int place = from + run;
    if (run < 0 || place > width) {
      throw wrong("a change is left of the one before or passes the row");
    }
    if (changed > 0 && changes[changed - 1] == place) {
      changed--;
    } else if (place < width) {
      changes[changed++] = place;
    }
    return place;
  }

  /** The next bits; zeros behind the last. */
  private int peek(int length) throws IOException {
    while (count < length && fill()) {
      // Until there are enough.
    }
    return (int) (bits >>> (Long.SIZE - length));
  }

  private boolean fill() throws IOException {
    if (at == filled) {
      filled = (int) Math.min(buffer.length, end - readAt);
      at = 0;
      if (filled <= 0) {
        filled = 0;
        return false;
      }
      in.seek(readAt);
      in.readFully(buffer, 0, filled);
      readAt += filled;
    }
    bits |= (buffer[at++] & 0xFFL) << (Long.SIZE - Byte.SIZE - count);
    count += Byte.SIZE;
    return true;
  }

  private void drop(int length) {
    if (length > count) {
      throw wrong("the codes end too early");
    }
    bits <<= length;
    count -= length;
  }

  private ImageFormatException wrong(String rule) {
    long position = readAt - (filled - at) - count / Byte.SIZE;
    return ImageFormatException.at(TiffDirectory.FORMAT, part + ", row " + row, position, rule);
  }
}
