package io.github.maskloom.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.Adler32;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.Inflater;

/** What stands in a PNG file, read without any code of the library. */
public final class PngFiles {
  private static final int IDAT = 0x49444154;

  /** The signature, and the first chunk with its 13 bytes of data. */
  private static final int HEADER_END = 8 + 12 + 13;

  private PngFiles() {}

  /** A file with one more chunk behind its header. */
  public static byte[] withChunk(byte[] file, String type, byte[] data) {
    byte[] name = type.getBytes(StandardCharsets.US_ASCII);
    CRC32 crc = new CRC32();
    crc.update(name);
    crc.update(data);
    return ByteBuffer.allocate(file.length + 12 + data.length)
        .put(file, 0, HEADER_END)
        .putInt(data.length)
        .put(name)
        .put(data)
        .putInt((int) crc.getValue())
        .put(file, HEADER_END, file.length - HEADER_END)
        .array();
  }

  /** A PNG with a color profile. */
  public static byte[] withProfile(byte[] file, byte[] profile) throws IOException {
    ByteArrayOutputStream chunk = new ByteArrayOutputStream();
    chunk.write("profile\0\0".getBytes(StandardCharsets.US_ASCII));
    try (DeflaterOutputStream deflater = new DeflaterOutputStream(chunk)) {
      deflater.write(profile);
    }
    return withChunk(file, "iCCP", chunk.toByteArray());
  }

  /** Where the data of the last IDAT end, before its CRC. */
  public static int endOfData(byte[] file) {
    ByteBuffer chunks = ByteBuffer.wrap(file).position(8);
    int end = 0;
    while (chunks.hasRemaining()) {
      int length = chunks.getInt();
      boolean data = chunks.getInt() == IDAT;
      end = data ? chunks.position() + length : end;
      chunks.position(chunks.position() + length + 4);
    }
    return end;
  }

  /** The types of all chunks, in order. */
  public static List<String> types(byte[] file) {
    List<String> types = new ArrayList<>();
    ByteBuffer chunks = ByteBuffer.wrap(file).position(8);
    while (chunks.hasRemaining()) {
      int length = chunks.getInt();
      types.add(new String(file, chunks.position(), 4, StandardCharsets.US_ASCII));
      chunks.position(chunks.position() + 4 + length + 4);
    }
    return types;
  }

  /** The data of the first chunk of a type. */
  public static byte[] data(byte[] file, String type) {
    ByteBuffer chunks = ByteBuffer.wrap(file).position(8);
    while (chunks.hasRemaining()) {
      int length = chunks.getInt();
      int at = chunks.position() + 4;
      if (new String(file, at - 4, 4, StandardCharsets.US_ASCII).equals(type)) {
        return Arrays.copyOfRange(file, at, at + length);
      }
      chunks.position(at + length + 4);
    }
    throw new IllegalArgumentException("there is no " + type);
  }

  /** A file in which the CRC of the first chunk of a type is wrong. */
  public static byte[] withWrongCrc(byte[] file, String type) {
    byte[] damaged = file.clone();
    ByteBuffer chunks = ByteBuffer.wrap(damaged).position(8);
    while (chunks.hasRemaining()) {
      int length = chunks.getInt();
      int at = chunks.position();
      if (new String(file, at, 4, StandardCharsets.US_ASCII).equals(type)) {
        damaged[at + 4 + length] ^= 1;
        return damaged;
      }
      chunks.position(at + 4 + length + 4);
    }
    throw new IllegalArgumentException("there is no " + type);
  }

  /** The data of all IDAT chunks as one stream. */
  public static byte[] zlib(byte[] file) {
    ByteArrayOutputStream zlib = new ByteArrayOutputStream();
    ByteBuffer chunks = ByteBuffer.wrap(file).position(8);
    while (chunks.hasRemaining()) {
      int length = chunks.getInt();
      if (chunks.getInt() == IDAT) {
        zlib.write(file, chunks.position(), length);
      }
      chunks.position(chunks.position() + length + 4);
    }
    return zlib.toByteArray();
  }

  /**
   * What a stream holds, its checksum verified.
   *
   * @throws DataFormatException if it is broken or incomplete, or something follows it
   */
  public static byte[] inflated(byte[] zlib) throws DataFormatException {
    Inflater inflater = new Inflater();
    try {
      inflater.setInput(zlib);
      ByteArrayOutputStream data = new ByteArrayOutputStream();
      byte[] buffer = new byte[1 << 16];
      while (!inflater.finished()) {
        int count = inflater.inflate(buffer);
        if (count == 0 && !inflater.finished()) {
          throw new DataFormatException("cut off");
        }
        data.write(buffer, 0, count);
      }
      if (inflater.getRemaining() > 0) {
        throw new DataFormatException(inflater.getRemaining() + " bytes follow");
      }
      return data.toByteArray();
    } finally {
      inflater.end();
    }
  }

  /**
   * Puts the checksum that its data would need behind a damaged stream, so that a verdict is about
   * the rest. Unchanged if zlib objects to the rest.
   */
  public static byte[] withRightChecksum(byte[] zlib) {
    Inflater inflater = new Inflater(true);
    try {
      inflater.setInput(zlib, Math.min(2, zlib.length), Math.max(0, zlib.length - 2));
      Adler32 adler = new Adler32();
      byte[] buffer = new byte[1 << 16];
      while (!inflater.finished()) {
        int count = inflater.inflate(buffer);
        if (count == 0 && !inflater.finished()) {
          return zlib;
        }
        adler.update(buffer, 0, count);
      }
      int end = 2 + (int) inflater.getBytesRead();
      return ByteBuffer.allocate(end + 4).put(zlib, 0, end).putInt((int) adler.getValue()).array();
    } catch (DataFormatException e) {
      return zlib;
    } finally {
      inflater.end();
    }
  }
}
