package io.github.maskloom.internal.jpeg.scan;

import java.io.IOException;

/** The entropy-coded data of one scan, restart markers included, in order. */
public interface ScanBytes {
  /**
   * Reads the next bytes.
   *
   * @param length room in {@code target}, at least 2
   * @return how many; 0 behind the last
   * @throws IOException if what holds them fails
   */
  int read(byte[] target, int offset, int length) throws IOException;

  /** Where the first byte stands in the file, for messages. */
  long offset();

  /** Where the file ends, if it is cut and ends with these data; negative if it is not. */
  long cutAt();

  /** The data that follow in a file, read as they are asked for. */
  static ScanBytes following(JpegInput input) {
    long offset = input.position();
    return new ScanBytes() {
      @Override
      public int read(byte[] target, int at, int length) throws IOException {
        return input.readScanData(target, at, length);
      }

      @Override
      public long offset() {
        return offset;
      }

      @Override
      public long cutAt() {
        return input.ended() ? input.position() : -1;
      }
    };
  }
}
