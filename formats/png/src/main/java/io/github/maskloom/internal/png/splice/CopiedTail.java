package io.github.maskloom.internal.png.splice;

import io.github.maskloom.internal.deflate.BitWriter;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Copies bytes of which the last four, a checksum, are held back. */
final class CopiedTail {
  private final BitWriter out;
  private final byte[] held = new byte[Integer.BYTES];
  private int heldBytes;

  CopiedTail(BitWriter out) {
    this.out = out;
  }

  void write(byte[] bytes, int from, int count) throws IOException {
    int pass = Math.max(0, heldBytes + count - Integer.BYTES);
    int passHeld = Math.min(pass, heldBytes);
    int passNew = pass - passHeld;
    out.copy(held, 0, passHeld * 8L);
    out.copy(bytes, from * 8L, passNew * 8L);
    System.arraycopy(held, passHeld, held, 0, heldBytes - passHeld);
    heldBytes -= passHeld;
    System.arraycopy(bytes, from + passNew, held, heldBytes, count - passNew);
    heldBytes += count - passNew;
  }

  boolean hasChecksum() {
    return heldBytes == Integer.BYTES;
  }

  /** The last four bytes, the highest first (RFC 1950, section 2.2). */
  int checksum() {
    return ByteBuffer.wrap(held).getInt();
  }
}
