package io.github.maskloom.internal.png;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.InflaterInputStream;

/**
 * XMP in an iTXt chunk (PNG 3rd edition, section 11.3.3.4; XMP specification, part 3, section
 * 1.1.5).
 */
final class XmpChunk {
  private static final byte[] KEYWORD = "XML:com.adobe.xmp\0".getBytes(ISO_8859_1);

  /** Not compressed, in no language, and without a translated keyword. */
  private static final byte[] HEAD = "XML:com.adobe.xmp\0\0\0\0\0".getBytes(ISO_8859_1);

  private XmpChunk() {}

  /** Whether a chunk holds XMP, by its keyword. */
  static boolean is(int type, byte[] data) {
    return type == ChunkType.ITXT
        && data.length > KEYWORD.length
        && Arrays.equals(data, 0, KEYWORD.length, KEYWORD, 0, KEYWORD.length);
  }

  /**
   * The packet in a chunk's data.
   *
   * @param maxBytes of a packet that is compressed
   * @return empty if the chunk is broken, or the packet is longer
   */
  static Optional<byte[]> packet(byte[] data, long maxBytes) {
    int flag = KEYWORD.length;
    int language = behindZero(data, flag + 2);
    int text = behindZero(data, language);
    if (text > data.length) {
      return Optional.empty();
    }
    byte[] packet = Arrays.copyOfRange(data, text, data.length);
    return data[flag] == 0 ? Optional.of(packet) : inflated(packet, maxBytes);
  }

  private static int behindZero(byte[] data, int from) {
    int at = from;
    while (at < data.length && data[at] != 0) {
      at++;
    }
    return at + 1;
  }

  private static Optional<byte[]> inflated(byte[] packet, long maxBytes) {
    int most = (int) Math.min(maxBytes, Integer.MAX_VALUE - 64);
    try (InputStream in = new InflaterInputStream(new ByteArrayInputStream(packet))) {
      byte[] text = in.readNBytes(most);
      return in.read() < 0 ? Optional.of(text) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** The data of a chunk that holds a packet. */
  static byte[] of(byte[] packet) {
    byte[] data = Arrays.copyOf(HEAD, HEAD.length + packet.length);
    System.arraycopy(packet, 0, data, HEAD.length, packet.length);
    return data;
  }
}
