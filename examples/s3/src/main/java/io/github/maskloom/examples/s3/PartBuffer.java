package io.github.maskloom.examples.s3;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The bytes of one part, in pieces that are made as they are needed and used again. */
final class PartBuffer {
  private static final int PIECE_BYTES = 1 << 18;

  private final int capacity;
  private final List<byte[]> pieces = new ArrayList<>();
  private int count;

  PartBuffer(int capacity) {
    this.capacity = capacity;
  }

  /** How many bytes it holds. */
  int count() {
    return count;
  }

  /** Whether there is no room. */
  boolean isFull() {
    return count == capacity;
  }

  /** Takes as many bytes as there is room for, and says how many. */
  int put(byte[] source, int offset, int length) {
    int taken = 0;
    while (taken < length && count < capacity) {
      int inPiece = count % PIECE_BYTES;
      if (count / PIECE_BYTES == pieces.size()) {
        pieces.add(new byte[PIECE_BYTES]);
      }
      int room = Math.min(PIECE_BYTES - inPiece, capacity - count);
      int step = Math.min(room, length - taken);
      System.arraycopy(source, offset + taken, pieces.get(count / PIECE_BYTES), inPiece, step);
      count += step;
      taken += step;
    }
    return taken;
  }

  /** Begins anew. */
  void clear() {
    count = 0;
  }

  /** Lets go of its memory. */
  void free() {
    clear();
    pieces.clear();
  }

  /** What it holds, from the first byte, as often as it is asked for. */
  InputStream open() {
    List<InputStream> streams = new ArrayList<>();
    for (int at = 0; at < count; at += PIECE_BYTES) {
      int length = Math.min(PIECE_BYTES, count - at);
      streams.add(new ByteArrayInputStream(pieces.get(at / PIECE_BYTES), 0, length));
    }
    return new SequenceInputStream(Collections.enumeration(streams));
  }
}
