package io.github.maskloom.examples.s3;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import software.amazon.awssdk.http.ContentStreamProvider;

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

  /** What it holds now, from the first byte, as often as it is asked for until it begins anew. */
  ContentStreamProvider content() {
    List<byte[]> held = List.copyOf(pieces);
    int length = count;
    return () -> {
      List<InputStream> streams = new ArrayList<>();
      for (int at = 0; at < length; at += PIECE_BYTES) {
        int rest = Math.min(PIECE_BYTES, length - at);
        streams.add(new ByteArrayInputStream(held.get(at / PIECE_BYTES), 0, rest));
      }
      return new SequenceInputStream(Collections.enumeration(streams));
    };
  }
}
