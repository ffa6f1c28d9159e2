package io.github.maskloom.internal.jpeg;

import io.github.maskloom.errors.ImageFormatException;
import io.github.maskloom.internal.jpeg.scan.ColorEncoding;
import io.github.maskloom.internal.jpeg.scan.JpegInput;
import io.github.maskloom.internal.jpeg.scan.JpegMarker;
import java.io.IOException;

/**
 * A JPEG file as the decoder gets to see it: its tables, frame and scans unchanged, but instead of
 * its application segments and comments a single one, which states the colour encoding.
 *
 * <p>So no profile is converted or saved, no thumbnail parsed, no encoding guessed, whatever the
 * version of the decoder. An EOI marker that is missing behind coded data is added; the decoder
 * warns if the data are not whole. <b>Memory:</b> that of {@link JpegInput}.
 */
final class CanonicalJpeg implements JpegBytes {
  private final JpegInput input;

  /** Bytes to give out before anything else. */
  private byte[] pending;

  private int pendingAt;

  /** Bytes of a segment's content still to copy. */
  private int contentLeft;

  private boolean inScan;
  private boolean scanned;
  private boolean ended;

  /**
   * Begins at the first byte of a file.
   *
   * @param encoding what the inserted segment states
   */
  CanonicalJpeg(JpegInput input, ColorEncoding encoding) throws IOException {
    this.input = input;
    byte[] segment = encoding.segment();
    pending = new byte[2 + segment.length];
    pending[0] = (byte) input.readByte();
    pending[1] = (byte) input.readByte();
    System.arraycopy(segment, 0, pending, 2, segment.length);
  }

  /** Reads the next bytes; what follows the EOI marker in the file is not touched. */
  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    while (true) {
      if (pendingAt < pending.length) {
        return takePending(target, offset, length);
      }
      if (contentLeft > 0) {
        int count = input.read(target, offset, Math.min(length, contentLeft));
        contentLeft -= count;
        return count;
      }
      if (ended) {
        return -1;
      }
      int count = inScan ? input.readScanData(target, offset, length) : 0;
      if (count > 0) {
        return count;
      }
      beginSegment();
    }
  }

  private int takePending(byte[] target, int offset, int length) {
    int count = Math.min(length, pending.length - pendingAt);
    System.arraycopy(pending, pendingAt, target, offset, count);
    pendingAt += count;
    return count;
  }

  /** Where the file ends without EOI; negative if it does not, as far as it was read. */
  long cutAt() {
    return scanned && input.ended() ? input.position() : -1;
  }

  private void beginSegment() throws IOException {
    try {
      readSegment();
    } catch (ImageFormatException e) {
      if (cutAt() < 0) {
        throw e;
      }
      end();
    }
  }

  private void end() {
    ended = true;
    pend((byte) 0xFF, (byte) JpegMarker.EOI);
  }

  private void readSegment() throws IOException {
    int marker = input.readMarker();
    inScan = marker == JpegMarker.SOS;
    scanned |= inScan;
    if (marker == JpegMarker.EOI) {
      end();
    } else if (JpegMarker.isOptional(marker)) {
      input.skip(input.readContentLength(marker));
    } else if (inScan || JpegMarker.isTable(marker) || JpegMarker.isFrame(marker)) {
      contentLeft = input.readContentLength(marker);
      int length = contentLeft + 2;
      pend((byte) 0xFF, (byte) marker, (byte) (length >> 8), (byte) length);
    } else {
      throw ImageFormatException.at(
          JpegInput.FORMAT,
          JpegMarker.name(marker),
          input.position() - 2,
          "this marker does not belong between scans");
    }
  }

  private void pend(byte... bytes) {
    pending = bytes;
    pendingAt = 0;
  }
}
