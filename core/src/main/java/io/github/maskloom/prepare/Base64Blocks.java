package io.github.maskloom.prepare;

import io.github.maskloom.image.ImageSource;
import io.github.maskloom.internal.file.SourceStream;
import io.github.maskloom.internal.pipeline.InputFiles;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Base64;

/**
 * Encodes a stream as base64 (RFC 4648, section 4), block by block, and makes sure that it has the
 * length that was announced. <b>Memory:</b> 56 KiB. Owns the stream that it opens.
 */
final class Base64Blocks implements Closeable {
  private static final int BLOCK_BYTES = 3 << 13;

  private final ImageSource source;
  private final InputFiles files = new InputFiles();
  private final InputStream stream;
  private final byte[] bytes = new byte[BLOCK_BYTES];
  private final byte[] text = new byte[BLOCK_BYTES / 3 * 4];
  private long bytesLeft;

  Base64Blocks(ImageSource source, long announcedBytes) throws IOException {
    this.source = source;
    this.stream = new SourceStream(files.open(source));
    this.bytesLeft = announcedBytes;
  }

  /** The characters of the last block. */
  byte[] text() {
    return text;
  }

  /**
   * Encodes the next block.
   *
   * @return how many characters, or 0 at the end
   * @throws IOException if the stream fails, has another length than was announced, or is of a file
   *     that was written to meanwhile
   */
  int next() throws IOException {
    int count = stream.readNBytes(bytes, 0, BLOCK_BYTES);
    bytesLeft -= count;
    boolean atEnd = count < BLOCK_BYTES;
    if (bytesLeft < 0 || (atEnd && bytesLeft > 0)) {
      throw new IOException(source + ": it changed its length while it was read");
    }
    if (bytesLeft == 0) {
      files.check();
    }
    return encode(count);
  }

  private int encode(int count) {
    if (count == BLOCK_BYTES) {
      return Base64.getEncoder().encode(bytes, text);
    }
    byte[] last = Base64.getEncoder().encode(Arrays.copyOf(bytes, count));
    System.arraycopy(last, 0, text, 0, last.length);
    return last.length;
  }

  @Override
  public void close() throws IOException {
    stream.close();
  }
}
