package io.github.maskloom.internal.bmp;

import io.github.maskloom.errors.ImageFormatException;
import io.github.maskloom.internal.imageio.SeekableInput;
import java.io.IOException;

/**
 * Walks run-length data of a BMP to their end, as the decoder would not miss it: rows that are not
 * there it leaves black.
 */
final class BmpRunLengths {
  private static final int END_OF_ROW = 0;
  private static final int END = 1;
  private static final int MOVE = 2;

  private final SeekableInput in;
  private final int bits;
  private final int width;
  private final int height;
  private long x;
  private long y;

  /** Data that begin where the input stands. */
  BmpRunLengths(SeekableInput in, int bits, int width, int height) {
    this.in = in;
    this.bits = bits;
    this.width = width;
    this.height = height;
  }

  /**
   * Walks so many bytes.
   *
   * @throws ImageFormatException if they end before the image, by its end mark or its last pixel,
   *     or leave the image
   */
  void check(long bytes) throws IOException {
    long start = in.getStreamPosition();
    long end = start + bytes;
    boolean ended = false;
    while (!ended && in.getStreamPosition() + 2 <= end) {
      ended = step(in.readUnsignedByte(), in.readUnsignedByte());
      if (in.getStreamPosition() > end) {
        throw wrong("the file ends before the image does");
      }
      boolean inside = y < height || (y == height && x == 0);
      if (!inside) {
        throw wrong("run lengths leave the image");
      }
    }
    if (!ended && y < height - 1) {
      throw wrong("the file ends before the image does");
    }
    if (!ended && y == height - 1 && x < width) {
      throw wrong("the file ends before the image does");
    }
  }

  /** Takes a run, a literal or a mark; true if that was the end. */
  private boolean step(int count, int value) throws IOException {
    if (count != 0) {
      x += count;
    } else if (value == END) {
      return true;
    } else if (value == END_OF_ROW) {
      x = 0;
      y++;
    } else if (value == MOVE) {
      x += in.readUnsignedByte();
      y += in.readUnsignedByte();
    } else {
      x += value;
      int literal = bits == 8 ? value : (value + 1) / 2;
      in.skipBytes(literal + literal % 2);
    }
    return false;
  }

  private ImageFormatException wrong(String rule) throws IOException {
    return ImageFormatException.at(BmpHeader.FORMAT, "pixels", in.getStreamPosition(), rule);
  }
}
