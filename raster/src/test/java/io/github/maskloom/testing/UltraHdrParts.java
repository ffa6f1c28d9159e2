package io.github.maskloom.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.google.common.primitives.Bytes;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes an Ultra HDR file apart as a reader by the standards does, for tests. */
@SuppressWarnings("ArrayRecordComponent")
public record UltraHdrParts(byte[] file, byte[] photo) {
  private static final Pattern LENGTH =
      Pattern.compile("Item:Semantic=\"GainMap\"[^>]*Item:Length=\"(\\d+)\"");

  /** Takes a file apart. */
  public static UltraHdrParts of(byte[] file) {
    return new UltraHdrParts(file, Arrays.copyOf(file, end(file, 0)));
  }

  /** What the index names beside the photo. */
  public byte[] map() {
    int index = segment(photo, 0xE2, "MPF\0");
    if (index < 0) {
      throw new AssertionError("the file has no index");
    }
    return second(file, index);
  }

  /** CIPA DC-007, for big-endian indexes whose entries stand behind three fields. */
  private static byte[] second(byte[] file, int index) {
    ByteBuffer in = ByteBuffer.wrap(file);
    int base = index + 8;
    if (in.getInt(base) != 0x4D4D002A || in.getInt(base + 8 + 2 + 12 + 8) != 2) {
      throw new AssertionError("not a big-endian index of two pictures");
    }
    int entries = base + in.getInt(base + 8 + 2 + 24 + 8);
    int photoBytes = in.getInt(entries + 4);
    int mapBytes = in.getInt(entries + 16 + 4);
    int map = base + in.getInt(entries + 16 + 8);
    if (photoBytes != map || map + mapBytes != file.length) {
      throw new AssertionError("the pictures do not follow each other to the end of the file");
    }
    return Arrays.copyOfRange(file, map, map + mapBytes);
  }

  /** The length that XMP of the photo states for the map. */
  public Optional<Integer> statedLength() {
    int at = segment(photo, 0xE1, UltraHdr.XMP);
    if (at < 0) {
      return Optional.empty();
    }
    Matcher matcher = LENGTH.matcher(new String(photo, at, length(photo, at), ISO_8859_1));
    return matcher.find() ? Optional.of(Integer.parseInt(matcher.group(1))) : Optional.empty();
  }

  /** The photo without the segments that speak of a map. */
  public byte[] plainPhoto() {
    byte[] plain = photo;
    plain = without(plain, 0xE2, "MPF\0");
    plain = without(plain, 0xE2, UltraHdr.ISO);
    return without(plain, 0xE1, UltraHdr.XMP);
  }

  private static byte[] without(byte[] jpeg, int marker, String name) {
    int at = segment(jpeg, marker, name);
    if (at < 0) {
      return jpeg;
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(jpeg, 0, at);
    int end = at + 2 + length(jpeg, at);
    out.write(jpeg, end, jpeg.length - end);
    return out.toByteArray();
  }

  /** Where a segment of a name begins before the first scan; -1 if there is none. */
  public static int segment(byte[] jpeg, int marker, String name) {
    byte[] start = name.getBytes(ISO_8859_1);
    int at = 2;
    while ((jpeg[at + 1] & 0xFF) != 0xDA) {
      int end = at + 4 + start.length;
      if ((jpeg[at + 1] & 0xFF) == marker
          && Bytes.indexOf(Arrays.copyOfRange(jpeg, at + 4, end), start) == 0) {
        return at;
      }
      at += 2 + length(jpeg, at);
    }
    return -1;
  }

  private static int length(byte[] jpeg, int segment) {
    return (jpeg[segment + 2] & 0xFF) << 8 | (jpeg[segment + 3] & 0xFF);
  }

  /** Behind the EOI marker of the image that begins at an offset. */
  public static int end(byte[] file, int start) {
    int at = start + 2;
    while ((file[at + 1] & 0xFF) != 0xD9) {
      int marker = file[at + 1] & 0xFF;
      boolean coded = marker == 0 || (marker & 0xF8) == 0xD0;
      at += coded ? 2 : 2 + length(file, at);
      while (file[at] != (byte) 0xFF) {
        at++;
      }
    }
    return at + 2;
  }
}
