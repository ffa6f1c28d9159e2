package io.github.maskloom.internal.png;

import io.github.maskloom.errors.ImageFormatException;
import io.github.maskloom.internal.deflate.Inflate;
import io.github.maskloom.internal.deflate.InflateStatus;
import java.io.IOException;

/**
 * Decompresses the zlib data of an image (RFC 1950, RFC 1951) to its filtered rows.
 *
 * <p>It decodes ahead of the rows that are asked for, as far as it has room. <b>Memory:</b> about
 * 180 KiB.
 */
final class IdatInflater {
  private static final int INPUT_BYTES = 1 << 14;

  private final IdatStream stream;
  private final Inflate inflate = new Inflate(1);
  private final byte[] input = new byte[INPUT_BYTES];
  private long inputBytes;

  IdatInflater(IdatStream stream) {
    this.stream = stream;
    if (stream.ignoresChecksum()) {
      inflate.ignoreChecksum();
    }
  }

  /**
   * Decompresses exactly so many bytes.
   *
   * @throws ImageFormatException if the data are broken or end before
   */
  void read(byte[] target, int offset, int length) throws IOException {
    int done = 0;
    while (done < length) {
      switch (fill()) {
        case NEEDS_INPUT -> feed(stream.read(input, 0, input.length));
        case REACHED -> done += copy(target, offset + done, length - done);
        default -> throw stream.broken("the compressed data end before the last row");
      }
    }
  }

  private int copy(byte[] target, int offset, int maxBytes) {
    int count = Math.min((int) (inflate.position() - inflate.readPosition()), maxBytes);
    int from = inflate.index(inflate.readPosition());
    System.arraycopy(inflate.window(), from, target, offset, count);
    inflate.release(count);
    return count;
  }

  /**
   * Checks that nothing is left but the check value, and that it is right.
   *
   * @throws ImageFormatException if not
   */
  void finish() throws IOException {
    InflateStatus status = fill();
    while (status == InflateStatus.NEEDS_INPUT) {
      feed(stream.read(input, 0, input.length));
      status = fill();
    }
    if (status == InflateStatus.REACHED) {
      throw stream.broken("the compressed data go on after the last row");
    }
    if (inflate.endByte() < inputBytes || !stream.endsHere()) {
      throw stream.broken("bytes follow the compressed data");
    }
  }

  private InflateStatus fill() {
    try {
      return inflate.fill(1);
    } catch (ImageFormatException e) {
      ImageFormatException failure = stream.broken("broken compressed data, " + e.getMessage());
      failure.initCause(e);
      throw failure;
    }
  }

  private void feed(int count) {
    if (count < 0) {
      throw stream.broken("the compressed data end too early");
    }
    inflate.setInput(input, 0, count);
    inputBytes += count;
  }
}
