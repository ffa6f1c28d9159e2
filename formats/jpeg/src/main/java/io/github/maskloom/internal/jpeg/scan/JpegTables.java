package io.github.maskloom.internal.jpeg.scan;

import io.github.maskloom.errors.ImageFormatException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The tables in force at a place of a JPEG stream (ITU-T T.81, B.2.4). */
public final class JpegTables {
  private static final int SLOTS = 4;

  private final int[] @Nullable [] quantization = new int[SLOTS][];
  private final HuffmanTable[] dc = new HuffmanTable[SLOTS];
  private final HuffmanTable[] ac = new HuffmanTable[SLOTS];
  private int restartInterval;

  public JpegTables() {
    Arrays.fill(dc, HuffmanTable.EMPTY);
    Arrays.fill(ac, HuffmanTable.EMPTY);
  }

  /** MCUs between restart markers; 0 for none. */
  public int restartInterval() {
    return restartInterval;
  }

  /** The code of DC differences in a slot from 0 to 3; without words if it was not defined. */
  public HuffmanTable dc(int slot) {
    return dc[slot];
  }

  /** The code of AC coefficients in a slot from 0 to 3; without words if it was not defined. */
  public HuffmanTable ac(int slot) {
    return ac[slot];
  }

  /** The 64 divisors in zigzag order, if they were defined. */
  public int @Nullable [] quantization(int slot) {
    return slot < SLOTS ? quantization[slot] : null;
  }

  /**
   * Takes the definitions of a DQT, DHT or DRI segment.
   *
   * @param content the segment behind its length field
   * @param offset where the segment begins, for messages
   */
  public void define(int marker, byte[] content, long offset) {
    switch (marker) {
      case JpegMarker.DQT -> defineQuantization(content, offset);
      case JpegMarker.DHT -> defineHuffman(content, offset);
      default -> defineRestarts(content, offset);
    }
  }

  private void defineRestarts(byte[] content, long offset) {
    if (content.length != 2) {
      throw wrong("DRI", offset, "the segment holds 2 bytes, not " + content.length);
    }
    restartInterval = (content[0] & 0xFF) << 8 | (content[1] & 0xFF);
  }

  private void defineQuantization(byte[] content, long offset) {
    for (int at = 0; at < content.length; ) {
      int precision = content[at] >> 4;
      int slot = content[at] & 0xF;
      int bytes = precision + 1;
      at++;
      if (slot >= SLOTS || precision < 0 || precision > 1) {
        throw wrong("DQT", offset, "tables have numbers 0 to 3 and elements of 1 or 2 bytes");
      }
      if (content.length - at < 64 * bytes) {
        throw wrong("DQT", offset, "the segment ends within a table");
      }
      quantization[slot] = elements(content, at, bytes);
      at += 64 * bytes;
    }
  }

  private static int[] elements(byte[] content, int from, int bytes) {
    int[] elements = new int[64];
    for (int i = 0; i < 64; i++) {
      int at = from + i * bytes;
      elements[i] =
          bytes == 1 ? content[at] & 0xFF : (content[at] & 0xFF) << 8 | (content[at + 1] & 0xFF);
    }
    return elements;
  }

  private void defineHuffman(byte[] content, long offset) {
    for (int at = 0; at < content.length; ) {
      int slot = content[at] & 0xF;
      int kind = (content[at] & 0xFF) >> 4;
      at++;
      if (slot >= SLOTS || kind > 1) {
        throw wrong("DHT", offset, "codes are of class 0 or 1 and have numbers 0 to 3");
      }
      if (content.length - at < HuffmanTable.MAX_LENGTH) {
        throw wrong("DHT", offset, "the segment ends within a code");
      }
      HuffmanTable table = HuffmanTable.parse(content, at, offset);
      (kind == 0 ? dc : ac)[slot] = table;
      at += HuffmanTable.MAX_LENGTH + table.words();
    }
  }

  private static ImageFormatException wrong(String part, long offset, String rule) {
    return ImageFormatException.at(JpegInput.FORMAT, part, offset, rule);
  }
}
