package io.github.maskloom.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.google.common.primitives.Bytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
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
  /** The signature, and the first chunk with its 13 bytes of data. */
  private static final int HEADER_END = 8 + 12 + 13;

  private PngFiles() {}

  /** A chunk with its length and CRC. */
  public static byte[] chunk(String type, byte... data) {
    byte[] name = type.getBytes(ISO_8859_1);
    CRC32 crc = new CRC32();
    crc.update(name);
    crc.update(data);
    return ByteBuffer.allocate(12 + data.length)
        .putInt(data.length)
        .put(name)
        .put(data)
        .putInt((int) crc.getValue())
        .array();
  }

  /** A file with one more chunk behind its header. */
  public static byte[] withChunk(byte[] file, String type, byte[] data) {
    return Bytes.concat(
        Arrays.copyOf(file, HEADER_END),
        chunk(type, data),
        Arrays.copyOfRange(file, HEADER_END, file.length));
  }

  /** A PNG with a color profile. */
  public static byte[] withProfile(byte[] file, byte[] profile) throws IOException {
    ByteArrayOutputStream chunk = new ByteArrayOutputStream();
    chunk.write("profile\0\0".getBytes(ISO_8859_1));
    try (DeflaterOutputStream deflater = new DeflaterOutputStream(chunk)) {
      deflater.write(profile);
    }
    return withChunk(file, "iCCP", chunk.toByteArray());
  }

  /** A chunk of a file, and where its data begin. */
  private record Place(String type, int at, int length) {}

  private static List<Place> places(byte[] file) {
    List<Place> places = new ArrayList<>();
    ByteBuffer chunks = ByteBuffer.wrap(file).position(8);
    while (chunks.hasRemaining()) {
      int length = chunks.getInt();
      String type = new String(file, chunks.position(), 4, ISO_8859_1);
      places.add(new Place(type, chunks.position() + 4, length));
      chunks.position(chunks.position() + 4 + length + 4);
    }
    return places;
  }

  private static Place first(byte[] file, String type) {
    return places(file).stream()
        .filter(place -> place.type.equals(type))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("there is no " + type));
  }

  /** Where the data of the last IDAT end, before its CRC. */
  public static int endOfData(byte[] file) {
    return places(file).stream()
        .filter(place -> place.type.equals("IDAT"))
        .mapToInt(place -> place.at + place.length)
        .max()
        .orElse(0);
  }

  /** The types of all chunks, in order. */
  public static List<String> types(byte[] file) {
    return places(file).stream().map(Place::type).toList();
  }

  /** The data of the first chunk of a type. */
  public static byte[] data(byte[] file, String type) {
    Place place = first(file, type);
    return Arrays.copyOfRange(file, place.at, place.at + place.length);
  }

  /** A file in which the CRC of the first chunk of a type is wrong. */
  public static byte[] withWrongCrc(byte[] file, String type) {
    Place place = first(file, type);
    byte[] damaged = file.clone();
    damaged[place.at + place.length] ^= 1;
    return damaged;
  }

  /** The data of all IDAT chunks as one stream. */
  public static byte[] zlib(byte[] file) {
    ByteArrayOutputStream zlib = new ByteArrayOutputStream();
    for (Place place : places(file)) {
      if (place.type.equals("IDAT")) {
        zlib.write(file, place.at, place.length);
      }
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
