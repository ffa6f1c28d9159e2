package io.github.maskloom.internal.png;

import java.io.Closeable;
import java.io.IOException;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Decompresses the zlib data of a picture (RFC 1950, RFC 1951) to its filtered rows.
 *
 * <p><b>Memory:</b> 16 KiB and zlib's own 40 KiB, which {@link #close} frees.
 */
final class IdatInflater implements Closeable {
  private static final int INPUT_BYTES = 1 << 14;

  private final IdatStream stream;
  private final Inflater inflater = new Inflater();
  private final byte[] input = new byte[INPUT_BYTES];

  IdatInflater(IdatStream stream) {
    this.stream = stream;
  }

  /**
   * Decompresses exactly so many bytes.
   *
   * @throws io.github.maskloom.errors.ImageFormatException if the data are broken or end before
   */
  void read(byte[] target, int offset, int length) throws IOException {
    int done = 0;
    while (done < length) {
      done += inflate(target, offset + done, length - done);
      if (done < length && inflater.finished()) {
        throw stream.broken("the compressed data end before the last row");
      }
    }
  }

  /**
   * Checks that nothing is left but the check value, and that it is right.
   *
   * @throws io.github.maskloom.errors.ImageFormatException if not
   */
  void finish() throws IOException {
    byte[] surplus = new byte[1];
    while (!inflater.finished()) {
      if (inflate(surplus, 0, 1) > 0) {
        throw stream.broken("the compressed data go on after the last row");
      }
    }
    if (inflater.getRemaining() > 0 || stream.read() >= 0) {
      throw stream.broken("bytes follow the compressed data");
    }
  }

  private int inflate(byte[] target, int offset, int length) throws IOException {
    try {
      int count = inflater.inflate(target, offset, length);
      if (count == 0 && !inflater.finished()) {
        feed();
      }
      return count;
    } catch (DataFormatException e) {
      throw stream.broken("the compressed data are broken: " + e.getMessage());
    }
  }

  private void feed() throws IOException {
    if (inflater.needsDictionary()) {
      throw stream.broken("the compressed data ask for a preset dictionary");
    }
    int count = stream.read(input, 0, input.length);
    if (count < 0) {
      throw stream.broken("the compressed data end too early");
    }
    inflater.setInput(input, 0, count);
  }

  @Override
  public void close() {
    inflater.end();
  }
}
