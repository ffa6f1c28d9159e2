package io.github.maskloom.hiding;

import static io.github.maskloom.hiding.OldPicture.join;
import static io.github.maskloom.hiding.OldPicture.latin;

import com.google.common.io.BaseEncoding;
import io.github.maskloom.testing.PngFiles;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** The pieces that files and blocks of metadata consist of, written without the library. */
public final class Containers {
  private static final int PART = 65_000;

  private Containers() {}

  /** A JPEG's segment. */
  static byte[] segment(int marker, byte[]... content) {
    byte[] all = join(content);
    int length = all.length + 2;
    return join(new byte[] {(byte) 0xFF, (byte) marker, (byte) (length >> 8), (byte) length}, all);
  }

  /** Segments of one kind for as much as there is. */
  static byte[] segments(int marker, String name, byte[] content, int part) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int from = 0; from < content.length; from += part) {
      int to = Math.min(content.length, from + part);
      out.writeBytes(segment(marker, latin(name), Arrays.copyOfRange(content, from, to)));
    }
    return out.toByteArray();
  }

  static byte[] profileSegments(byte[] profile, int part) {
    int count = (profile.length + part - 1) / part;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int i = 0; i < count; i++) {
      byte[] bytes =
          Arrays.copyOfRange(profile, i * part, Math.min(profile.length, (i + 1) * part));
      byte[] numbers = {(byte) (i + 1), (byte) count};
      out.writeBytes(segment(0xE2, latin("ICC_PROFILE\0"), numbers, bytes));
    }
    return out.toByteArray();
  }

  /** Adobe's way of more XMP than a segment holds. */
  static byte[] extendedXmp(byte[] packet) {
    byte[] guid = latin("0123456789ABCDEF0123456789ABCDEF");
    String main = "<dc:title>room</dc:title>";
    byte[] head =
        MetadataBlocks.packet("xmpNote:HasExtendedXMP=\"0123456789ABCDEF0123456789ABCDEF\"", main);
    byte[] place = ByteBuffer.allocate(8).putInt(packet.length).putInt(0).array();
    return join(
        segment(0xE1, latin("http://ns.adobe.com/xap/1.0/\0"), head),
        segment(0xE1, latin("http://ns.adobe.com/xmp/extension/\0"), guid, place, packet));
  }

  /** Inserts bytes at a place of a file. */
  static byte[] insert(byte[] file, int at, byte[] bytes) {
    return join(Arrays.copyOf(file, at), bytes, Arrays.copyOfRange(file, at, file.length));
  }

  /** A PNG's chunk. */
  static byte[] chunk(String type, byte[]... data) {
    return PngFiles.chunk(type, join(data));
  }

  /** What ImageMagick makes of a block. */
  static byte[] rawProfile(String chunk, String kind, byte[] block) {
    String hex = BaseEncoding.base16().lowerCase().withSeparator("\n", 72).encode(block);
    byte[] text = latin("\n" + kind + "\n" + block.length + "\n" + hex + "\n");
    byte[] key = latin("Raw profile type " + kind + "\0");
    return switch (chunk) {
      case "tEXt" -> chunk(chunk, key, text);
      case "zTXt" -> chunk(chunk, key, new byte[1], OldPicture.zlib(text));
      default -> chunk("iTXt", key, new byte[] {1, 0, 0, 0}, OldPicture.zlib(text));
    };
  }

  /** A RIFF chunk, padded. */
  public static byte[] riffChunk(String type, byte[] data) {
    return ByteBuffer.allocate(8 + data.length + data.length % 2)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(latin(type))
        .putInt(data.length)
        .put(data)
        .array();
  }

  /** A WebP file of chunks. */
  public static byte[] riff(byte[]... chunks) {
    return riffChunk("RIFF", join(latin("WEBP"), join(chunks)));
  }

  /** A GIF's extension in blocks of 255 bytes. */
  static byte[] extension(int label, String application, byte[] data) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(0x21);
    out.write(label);
    if (!application.isEmpty()) {
      out.write(application.length());
      out.writeBytes(latin(application));
    }
    for (int from = 0; from < data.length; from += 255) {
      int length = Math.min(255, data.length - from);
      out.write(length);
      out.write(data, from, length);
    }
    out.write(0);
    return out.toByteArray();
  }

  /** One of Photoshop's resources. */
  public static byte[] resource(String signature, int id, String name, byte[] data) {
    byte[] label = join(new byte[] {(byte) name.length()}, latin(name));
    int labelBytes = (label.length + 1) / 2 * 2;
    return ByteBuffer.allocate(10 + labelBytes + data.length + data.length % 2)
        .put(latin(signature))
        .putShort((short) id)
        .put(Arrays.copyOf(label, labelBytes))
        .putInt(data.length)
        .put(data)
        .array();
  }

  /** A dataset of IPTC. */
  public static byte[] dataset(int number, int id, byte[] data) {
    byte[] head = {0x1C, (byte) number, (byte) id};
    byte[] length =
        data.length < 0x8000
            ? ByteBuffer.allocate(2).putShort((short) data.length).array()
            : ByteBuffer.allocate(6).putShort((short) 0x8004).putInt(data.length).array();
    return join(head, length, data);
  }

  /** A directory of TIFF: entries in the order of their tags, and what follows it. */
  static final class Directory {
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    private record Entry(int tag, int type, int count, byte[] value, Object target) {}

    private static final Object NOTHING = new Object();
    private static final Object NUMBER = new Object();
    private static final int[] TYPE_BYTES = {1, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4};
    private final List<Entry> entries = new ArrayList<>();
    private Object next = NOTHING;

    /** Adds a value; its count is what its bytes hold. */
    Directory value(int tag, int type, byte[] value) {
      int bytes = TYPE_BYTES[type];
      byte[] whole = Arrays.copyOf(value, (value.length + bytes - 1) / bytes * bytes);
      entries.add(new Entry(tag, type, whole.length / bytes, whole, NOTHING));
      return this;
    }

    Directory number(int tag, int value) {
      entries.add(
          new Entry(tag, 3, 1, ByteBuffer.allocate(2).putShort((short) value).array(), NUMBER));
      return this;
    }

    /** Adds an offset of a directory or of bytes. */
    Directory link(int tag, Object target) {
      entries.add(new Entry(tag, 4, 1, new byte[4], target));
      return this;
    }

    Directory then(Directory following) {
      next = following;
      return this;
    }

    /** The block; gaps stand before its first directory and behind all. */
    byte[] block(ByteOrder order, byte[] before, byte[] behind) {
      ByteBuffer out = ByteBuffer.allocate(PART * 4).order(order);
      out.put(latin(order == ByteOrder.BIG_ENDIAN ? "MM" : "II")).putShort((short) 42);
      out.putInt(8 + before.length).put(before);
      write(out);
      out.put(behind);
      return Arrays.copyOf(out.array(), out.position());
    }

    private void write(ByteBuffer out) {
      entries.sort(Comparator.comparingInt(Entry::tag));
      int at = out.position();
      out.putShort((short) entries.size());
      out.position(at + 6 + 12 * entries.size());
      for (int i = 0; i < entries.size(); i++) {
        Entry entry = entries.get(i);
        int field = at + 2 + 12 * i;
        out.putShort(field, (short) entry.tag).putShort(field + 2, (short) entry.type);
        out.putInt(field + 4, entry.count);
        if (entry.target == NUMBER) {
          out.putShort(field + 8, ByteBuffer.wrap(entry.value).getShort());
        } else if (entry.target != NOTHING) {
          out.putInt(field + 8, out.position());
          put(out, entry.target);
        } else if (entry.value.length <= 4) {
          out.put(field + 8, entry.value);
        } else {
          out.putInt(field + 8, out.position()).put(entry.value);
        }
      }
      if (next != NOTHING) {
        out.putInt(at + 2 + 12 * entries.size(), out.position());
        put(out, next);
      }
    }

    private static void put(ByteBuffer out, Object target) {
      if (target instanceof Directory directory) {
        directory.write(out);
      } else {
        out.put((byte[]) target);
      }
    }
  }
}
