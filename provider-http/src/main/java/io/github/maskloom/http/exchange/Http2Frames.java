package io.github.maskloom.http.exchange;

/**
 * Finds the bytes of bodies in what a client receives over HTTP/2: those of DATA frames without
 * their padding (RFC 9113, sections 4.1 and 6.1). <b>Threads:</b> confined to one.
 */
public final class Http2Frames {
  private static final int HEADER_BYTES = 9;
  private static final int LENGTH_BYTES = 3;
  private static final int TYPE_INDEX = 3;
  private static final int FLAGS_INDEX = 4;
  private static final int DATA = 0;
  private static final int PADDED = 8;

  private int headerBytes;
  private int length;
  private boolean data;
  private boolean padded;
  private int bodyLeft;
  private int otherLeft;

  /** How many of the next bytes are of bodies. */
  public int bodyBytes(byte[] bytes, int offset, int count) {
    int found = 0;
    for (int i = offset; i < offset + count; ) {
      int left = offset + count - i;
      if (headerBytes < HEADER_BYTES) {
        readHeader(bytes[i++] & 0xFF);
      } else if (padded) {
        readPadLength(bytes[i++] & 0xFF);
      } else if (bodyLeft > 0) {
        int part = Math.min(bodyLeft, left);
        bodyLeft -= part;
        found += part;
        i += part;
      } else {
        int part = Math.min(otherLeft, left);
        otherLeft -= part;
        i += part;
      }
      endFrame();
    }
    return found;
  }

  private void readHeader(int b) {
    if (headerBytes < LENGTH_BYTES) {
      length = length << 8 | b;
    } else if (headerBytes == TYPE_INDEX) {
      data = b == DATA;
      bodyLeft = data ? length : 0;
      otherLeft = length - bodyLeft;
    } else if (headerBytes == FLAGS_INDEX) {
      padded = data && (b & PADDED) != 0 && length > 0;
    }
    headerBytes++;
  }

  /** Padding beyond the frame's end breaks the rules, which OkHttp will say. */
  private void readPadLength(int padding) {
    padded = false;
    otherLeft = Math.min(padding, length - 1);
    bodyLeft = length - 1 - otherLeft;
  }

  private void endFrame() {
    if (headerBytes == HEADER_BYTES && !padded && bodyLeft + otherLeft == 0) {
      headerBytes = 0;
      length = 0;
    }
  }
}
