package io.github.maskloom.internal.jpeg;

import io.github.maskloom.internal.imageio.FirstFailure;
import io.github.maskloom.internal.jpeg.scan.JpegMarker;
import java.io.IOException;
import java.io.OutputStream;
import javax.imageio.stream.ImageOutputStreamImpl;

/**
 * Takes the bytes of the JDK's encoder, with a head of our own.
 *
 * <p>Without metadata the encoder begins every file with SOI and a JFIF segment of fixed size; both
 * are replaced. It never goes back, so nothing is cached. Closing it lets go of the stream, which
 * stays open: what has a finalizer outlives its last use.
 */
final class EncoderOutput extends ImageOutputStreamImpl {
  /** SOI and a JFIF segment without thumbnail. */
  private static final int REPLACED_BYTES = 20;

  private OutputStream out;
  private final FirstFailure failure;
  private final byte[] replaced = new byte[REPLACED_BYTES];

  /**
   * Begins a file.
   *
   * @param out where the file goes; should be buffered
   * @param failure told what {@code out} fails with
   */
  EncoderOutput(OutputStream out, FirstFailure failure) {
    this.out = out;
    this.failure = failure;
  }

  @Override
  public void write(int value) throws IOException {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    int dropped = (int) Math.min(length, Math.max(0, REPLACED_BYTES - streamPos));
    if (dropped > 0) {
      System.arraycopy(bytes, offset, replaced, (int) streamPos, dropped);
    }
    streamPos += length;
    if (dropped > 0 && streamPos >= REPLACED_BYTES) {
      checkReplaced();
    }
    pass(bytes, offset + dropped, length - dropped);
  }

  @Override
  public void close() throws IOException {
    super.close();
    out = OutputStream.nullOutputStream();
  }

  private void pass(byte[] bytes, int offset, int length) throws IOException {
    try {
      out.write(bytes, offset, length);
    } catch (IOException | RuntimeException | Error e) {
      failure.keep(e);
      throw e;
    }
  }

  private void checkReplaced() {
    boolean expected =
        (replaced[1] & 0xFF) == JpegMarker.SOI
            && (replaced[3] & 0xFF) == JpegMarker.APP0
            && replaced[5] == REPLACED_BYTES - 4;
    if (!expected) {
      throw new IllegalStateException("the JDK's encoder began a file without a JFIF segment");
    }
  }

  @Override
  public int read() {
    throw new UnsupportedOperationException("write only");
  }

  @Override
  public int read(byte[] target, int offset, int length) {
    throw new UnsupportedOperationException("write only");
  }
}
