package io.github.maskloom.internal.png;

import java.io.IOException;
import java.util.Arrays;

/**
 * The colours of a palette image, with the alpha that tRNS gives them (PNG 3rd edition, sections
 * 11.2.2 and 11.3.1.1). An index beyond them is opaque black, as with libpng.
 */
final class Palette {
  private static final int MAX_ENTRIES = 256;
  private static final int OPAQUE = 0xFF;

  private final byte[] rgb;
  private final byte[] alpha;
  private final int entries;
  private final boolean hasAlpha;

  private Palette(byte[] rgb, byte[] alpha, int entries, boolean hasAlpha) {
    this.rgb = rgb;
    this.alpha = alpha;
    this.entries = entries;
    this.hasAlpha = hasAlpha;
  }

  /**
   * Reads the current PLTE chunk.
   *
   * @param maxEntries as many as an index can name
   */
  static Palette read(ChunkReader chunks, int maxEntries) throws IOException {
    long length = chunks.length();
    if (length == 0 || length % 3 != 0 || length > 3L * Math.min(maxEntries, MAX_ENTRIES)) {
      throw chunks.broken(length + " bytes are not 1 to " + maxEntries + " colours of 3 bytes");
    }
    byte[] rgb = Arrays.copyOf(chunks.readAll(), 3 * MAX_ENTRIES);
    byte[] alpha = new byte[MAX_ENTRIES];
    Arrays.fill(alpha, (byte) OPAQUE);
    return new Palette(rgb, alpha, (int) length / 3, false);
  }

  /** Reads the current tRNS chunk: alpha of the first entries; the others stay opaque. */
  Palette readAlpha(ChunkReader chunks) throws IOException {
    if (chunks.length() > entries) {
      throw chunks.broken(
          chunks.length() + " values of alpha for a palette of " + entries + " colours");
    }
    byte[] first = chunks.readAll();
    byte[] all = alpha.clone();
    System.arraycopy(first, 0, all, 0, first.length);
    return new Palette(rgb, all, entries, true);
  }

  /** Whether some colour may be other than opaque. */
  boolean hasAlpha() {
    return hasAlpha;
  }

  /** Writes a colour as 3 bytes, or 4 if there is alpha. */
  void copyTo(int entry, byte[] target, int offset) {
    target[offset] = rgb[3 * entry];
    target[offset + 1] = rgb[3 * entry + 1];
    target[offset + 2] = rgb[3 * entry + 2];
    if (hasAlpha) {
      target[offset + 3] = alpha[entry];
    }
  }
}
