package io.github.maskloom.testing;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;

/** Damages files as attackers and bad lines do; the same seed gives the same damage. */
public final class Mutation {
  private static final int[] INTERESTING = {
    0, 1, 0x7F, 0x80, 0xFF, 0x7FFF, 0xFFFF, 0x7FFFFFFF, 0x80000000, -1, -2, 65500, 30000
  };
  private static final int SIGNATURE_BYTES = 8;

  private final Random random;
  private byte[] file;

  private Mutation(byte[] file, long seed) {
    this.file = file.clone();
    this.random = new Random(seed);
  }

  /** A copy with one to six damages. */
  public static byte[] of(byte[] file, long seed) {
    Mutation mutation = new Mutation(file, seed);
    int damages = 1 + mutation.random.nextInt(6);
    for (int i = 0; i < damages && mutation.file.length > 0; i++) {
      mutation.damage();
    }
    return mutation.file;
  }

  private void damage() {
    switch (random.nextInt(8)) {
      case 0 -> file[place()] ^= (byte) (1 << random.nextInt(8));
      case 1 -> file[place()] = (byte) random.nextInt(256);
      case 2 -> putNumber();
      case 3 -> file = Arrays.copyOf(file, random.nextInt(file.length + 1));
      case 4 -> repeatRange();
      case 5 -> removeRange();
      case 6 -> copyRange();
      default -> fillRange();
    }
  }

  /** Headers are short and decide much, so every second damage falls into the first 64 bytes. */
  private int place() {
    int bound = random.nextBoolean() ? Math.min(64, file.length) : file.length;
    return random.nextInt(bound);
  }

  private void putNumber() {
    ByteBuffer buffer = ByteBuffer.allocate(Integer.BYTES);
    int number = INTERESTING[random.nextInt(INTERESTING.length)];
    buffer.putInt(random.nextBoolean() ? number : Integer.reverseBytes(number));
    int length = 1 + random.nextInt(Integer.BYTES);
    int from = place();
    System.arraycopy(
        buffer.array(), Integer.BYTES - length, file, from, Math.min(length, file.length - from));
  }

  private void fillRange() {
    int from = place();
    int length = 1 + random.nextInt(Math.min(40, file.length - from));
    Arrays.fill(file, from, from + length, (byte) random.nextInt(256));
  }

  private void repeatRange() {
    int from = place();
    int length = 1 + random.nextInt(Math.min(200, file.length - from));
    byte[] longer = new byte[file.length + length];
    System.arraycopy(file, 0, longer, 0, from + length);
    System.arraycopy(file, from, longer, from + length, file.length - from);
    file = longer;
  }

  private void removeRange() {
    int from = place();
    int length = 1 + random.nextInt(Math.min(50, file.length - from));
    byte[] shorter = new byte[file.length - length];
    System.arraycopy(file, 0, shorter, 0, from);
    System.arraycopy(file, from + length, shorter, from, shorter.length - from);
    file = shorter;
  }

  private void copyRange() {
    int from = place();
    int to = place();
    int length = Math.min(1 + random.nextInt(40), file.length - Math.max(from, to));
    System.arraycopy(file, from, file, to, length);
  }

  /** A copy of a PNG whose chunks have right CRCs, so that damage gets past them. */
  public static byte[] withRightCrcs(byte[] png) {
    byte[] file = png.clone();
    ByteBuffer buffer = ByteBuffer.wrap(file);
    int at = SIGNATURE_BYTES;
    while (at + 12 <= file.length) {
      int length = buffer.getInt(at);
      if (length < 0 || length > file.length - at - 12) {
        break;
      }
      CRC32 crc = new CRC32();
      crc.update(file, at + 4, length + 4);
      buffer.putInt(at + 8 + length, (int) crc.getValue());
      at += 12 + length;
    }
    return file;
  }
}
