package io.github.maskloom.internal.png;

/**
 * The seven reduced images of an interlaced one (PNG 3rd edition, section 8.1), in the order of the
 * file. Each takes every {@code stepX}-th pixel of every {@code stepY}-th row.
 */
enum Adam7Pass {
  PASS1(0, 0, 8, 8),
  PASS2(4, 0, 8, 8),
  PASS3(0, 4, 4, 8),
  PASS4(2, 0, 4, 4),
  PASS5(0, 2, 2, 4),
  PASS6(1, 0, 2, 2),
  PASS7(0, 1, 1, 2);

  private final int startX;
  private final int startY;
  private final int stepX;
  private final int stepY;

  Adam7Pass(int startX, int startY, int stepX, int stepY) {
    this.startX = startX;
    this.startY = startY;
    this.stepX = stepX;
    this.stepY = stepY;
  }

  int startX() {
    return startX;
  }

  int stepX() {
    return stepX;
  }

  /** Pixels in a row of this pass; may be 0. */
  int width(PngHeader header) {
    return count(header.width(), startX, stepX);
  }

  /** Rows of this pass; may be 0. */
  int height(PngHeader header) {
    return count(header.height(), startY, stepY);
  }

  /** Whether the file holds no scanline of this pass. */
  boolean isEmpty(PngHeader header) {
    return width(header) == 0 || height(header) == 0;
  }

  /** Whether this pass has a row at that row of the image. */
  boolean holdsRow(int y) {
    return y >= startY && (y - startY) % stepY == 0;
  }

  /** Decompressed bytes of all passes before this one. */
  long bytesBefore(PngHeader header) {
    long bytes = 0;
    for (Adam7Pass pass : values()) {
      if (pass == this) {
        break;
      }
      bytes += pass.bytes(header);
    }
    return bytes;
  }

  /** Bytes of all scanlines of this pass, each with its filter type. */
  private long bytes(PngHeader header) {
    return isEmpty(header) ? 0 : height(header) * (1 + header.rowBytes(width(header)));
  }

  private static int count(int size, int start, int step) {
    return size <= start ? 0 : (size - start - 1) / step + 1;
  }
}
