package io.github.maskloom.internal.pipeline;

import io.github.maskloom.raster.RasterWindow;
import java.nio.ByteBuffer;
import java.nio.ShortBuffer;

/** Samples of a window as bytes and back, 16-bit ones big-endian: the form in which rows rest. */
public final class RowBytes {
  private RowBytes() {}

  /**
   * Writes samples of a window as bytes.
   *
   * @param window of either depth
   * @param from index of the first sample in the window's backing array
   * @param samples how many
   * @param target takes 1 byte a sample at depth 8, else 2
   * @param targetOffset where the first byte goes
   */
  public static void copyOut(
      RasterWindow window, int from, int samples, byte[] target, int targetOffset) {
    if (window.geometry().depth() == 8) {
      System.arraycopy(window.bytes(), from, target, targetOffset, samples);
    } else {
      shorts(target, targetOffset, samples).put(window.shorts(), from, samples);
    }
  }

  /**
   * Reads samples of a window from bytes.
   *
   * @param source 1 byte a sample at depth 8, else 2, the higher first
   * @param sourceOffset of the first byte
   * @param window of either depth
   * @param to index in the window's backing array that takes the first sample
   * @param samples how many
   */
  public static void copyIn(
      byte[] source, int sourceOffset, RasterWindow window, int to, int samples) {
    if (window.geometry().depth() == 8) {
      System.arraycopy(source, sourceOffset, window.bytes(), to, samples);
    } else {
      shorts(source, sourceOffset, samples).get(window.shorts(), to, samples);
    }
  }

  private static ShortBuffer shorts(byte[] bytes, int offset, int samples) {
    return ByteBuffer.wrap(bytes, offset, samples * Short.BYTES).asShortBuffer();
  }
}
