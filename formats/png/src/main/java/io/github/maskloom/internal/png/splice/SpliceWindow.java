package io.github.maskloom.internal.png.splice;

import io.github.maskloom.internal.deflate.TokenWriter;

/**
 * The new data of a splice on their way into tokens: those that wait for them, and before these the
 * 32768 bytes that matches can repeat.
 *
 * <p><b>Memory:</b> 96 KiB and two rows.
 */
final class SpliceWindow {
  static final int LOOK_BACK = 1 << 15;
  private static final int STRIDE = 1 << 16;

  /** [0, encoded) is only looked back at, [encoded, end) waits. */
  final byte[] bytes;

  int encoded;
  int end;

  /** Index of the bytes that were appended last. */
  int start;

  /** Position in the data of {@code bytes[0]}. */
  private long origin;

  /**
   * An empty window.
   *
   * @param rowLength the most bytes that are appended at once, and that wait before
   */
  SpliceWindow(int rowLength) {
    bytes = new byte[LOOK_BACK + STRIDE + 2 * rowLength + TokenWriter.SLACK_BYTES];
  }

  /**
   * Starts over.
   *
   * @param position of what will be appended
   * @param data holds, before index {@code at}, what precedes that position: 32768 bytes or all
   */
  void begin(long position, byte[] data, int at) {
    int lookBack = (int) Math.min(LOOK_BACK, position);
    System.arraycopy(data, at - lookBack, bytes, 0, lookBack);
    origin = position - lookBack;
    encoded = lookBack;
    end = lookBack;
  }

  /**
   * Appends data.
   *
   * @return how far everything moved toward the start of the array, a multiple of 32768
   */
  int append(byte[] data, int from, int count) {
    int moved = end + count > bytes.length - TokenWriter.SLACK_BYTES ? slide() : 0;
    System.arraycopy(data, from, bytes, end, count);
    start = end;
    end += count;
    return moved;
  }

  private int slide() {
    int drop = (encoded - LOOK_BACK) & -LOOK_BACK;
    System.arraycopy(bytes, drop, bytes, 0, end - drop);
    origin += drop;
    encoded -= drop;
    end -= drop;
    return drop;
  }

  int index(long position) {
    return (int) (position - origin);
  }

  /** Position after the last byte appended. */
  long position() {
    return origin + end;
  }
}
