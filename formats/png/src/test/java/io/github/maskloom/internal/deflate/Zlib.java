package io.github.maskloom.internal.deflate;

import io.github.maskloom.testing.ZlibStyle;
import java.io.ByteArrayOutputStream;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/** The JDK's zlib: the reference for both directions. */
final class Zlib {
  private Zlib() {}

  static byte[] deflate(byte[] data, int level, int strategy) {
    return deflate(data, level, strategy, Deflater.NO_FLUSH, 0);
  }

  /** Compresses, flushing in the given way after every {@code flushBytes} of input. */
  static byte[] deflate(byte[] data, int level, int strategy, int flush, int flushBytes) {
    return ZlibStyle.deflate(data, level, strategy, flush, flushBytes);
  }

  /** A decoder that has a whole stream as its input. */
  static Inflate opened(byte[] zlib, int maxUnreadBytes) {
    Inflate inflate = new Inflate(maxUnreadBytes);
    inflate.setInput(zlib, 0, zlib.length);
    return inflate;
  }

  /** What zlib makes of a stream; null if it objects to it or wants more. */
  static byte @Nullable [] inflate(byte[] zlib) {
    Inflater inflater = new Inflater();
    inflater.setInput(zlib);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] buffer = new byte[1 << 16];
    try {
      while (!inflater.finished()) {
        int count = inflater.inflate(buffer);
        if (count == 0 && !inflater.finished()) {
          return null;
        }
        out.write(buffer, 0, count);
      }
      return out.toByteArray();
    } catch (DataFormatException e) {
      return null;
    } finally {
      inflater.end();
    }
  }
}
