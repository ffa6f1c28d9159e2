package io.github.maskloom.internal.deflate;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.zip.Adler32;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/** The JDK's zlib: the reference for both directions. */
final class Zlib {
  private Zlib() {}

  static byte[] deflate(byte[] data, int level, int strategy) {
    return deflate(data, level, strategy, Deflater.NO_FLUSH, Math.max(1, data.length));
  }

  /** Compresses, flushing in the given way after every {@code flushBytes} of input. */
  static byte[] deflate(byte[] data, int level, int strategy, int flush, int flushBytes) {
    Deflater deflater = new Deflater(level);
    try {
      deflater.setStrategy(strategy);
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      byte[] buffer = new byte[1 << 16];
      for (int at = 0; at < data.length; at += flushBytes) {
        deflater.setInput(data, at, Math.min(flushBytes, data.length - at));
        int count = buffer.length;
        while (!deflater.needsInput() || count == buffer.length) {
          count = deflater.deflate(buffer, 0, buffer.length, flush);
          out.write(buffer, 0, count);
        }
      }
      deflater.finish();
      while (!deflater.finished()) {
        out.write(buffer, 0, deflater.deflate(buffer));
      }
      return out.toByteArray();
    } finally {
      deflater.end();
    }
  }

  /** What zlib makes of a stream; null if it objects to it or wants more. */
  static byte @Nullable [] inflate(byte[] zlib) {
    Inflater inflater = new Inflater();
    try {
      return inflate(inflater, zlib, 0);
    } finally {
      inflater.end();
    }
  }

  /**
   * Puts the checksum that its data would need behind a damaged stream, so that the verdict is
   * about the rest. Unchanged if zlib objects to the rest.
   */
  static byte[] withRightChecksum(byte[] zlib) {
    Inflater raw = new Inflater(true);
    try {
      byte[] data = zlib.length < 2 ? null : inflate(raw, zlib, 2);
      if (data == null) {
        return zlib;
      }
      Adler32 adler = new Adler32();
      adler.update(data);
      int end = 2 + (int) raw.getBytesRead();
      return ByteBuffer.allocate(end + 4).put(zlib, 0, end).putInt((int) adler.getValue()).array();
    } finally {
      raw.end();
    }
  }

  private static byte @Nullable [] inflate(Inflater inflater, byte[] zlib, int offset) {
    inflater.setInput(zlib, offset, zlib.length - offset);
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
    }
  }
}
