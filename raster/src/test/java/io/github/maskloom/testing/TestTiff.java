package io.github.maskloom.testing;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.Deflater;

/**
 * Writes TIFF files of noise in any layout, sound or not: what ImageIO's writer does not offer.
 * Fields are LONG unless they are set otherwise.
 */
public final class TestTiff {
  private static final int SHORT = 3;
  private static final int LONG = 4;

  private final int width;
  private final int height;
  private final int samples;
  private final int bits;
  private final Map<Integer, Field> fields = new TreeMap<>();
  private final Set<Integer> absent = new HashSet<>();
  private ByteOrder order = ByteOrder.LITTLE_ENDIAN;
  private int blockWidth;
  private int blockHeight;
  private boolean tiled;
  private boolean planar;
  private int compression = 1;
  private byte[] stored = {};
  private boolean reversed;

  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  private record Field(int type, long count, byte[] bytes) {}

  /** An image of one strip without compression, gray or RGB. */
  public TestTiff(int width, int height, int samples, int bits) {
    this.width = width;
    this.height = height;
    this.samples = samples;
    this.bits = bits;
    blockWidth = width;
    blockHeight = height;
  }

  public TestTiff order(ByteOrder value) {
    order = value;
    return this;
  }

  public TestTiff strips(int rows) {
    blockHeight = rows;
    return this;
  }

  public TestTiff tiles(int tileWidth, int tileHeight) {
    blockWidth = tileWidth;
    blockHeight = tileHeight;
    tiled = true;
    return this;
  }

  public TestTiff planar() {
    planar = true;
    return this;
  }

  /** 1 for none, 8 for deflate, 32773 for PackBits of literals. */
  public TestTiff compression(int value) {
    compression = value;
    return this;
  }

  /** Stores bytes as they are, as the only strip, in place of noise. */
  public TestTiff stored(byte... strip) {
    stored = strip.clone();
    return this;
  }

  /** Writes the lowest bit of each byte of the blocks first. */
  public TestTiff reversed() {
    reversed = true;
    return shorts(266, 2);
  }

  /** Leaves a field out. */
  public TestTiff without(int tag) {
    absent.add(tag);
    return this;
  }

  /** Sets a field of SHORT values last, whatever stood there. */
  public TestTiff shorts(int tag, int... values) {
    ByteBuffer bytes = ByteBuffer.allocate(2 * values.length).order(order);
    for (int value : values) {
      bytes.putShort((short) value);
    }
    fields.put(tag, new Field(SHORT, values.length, bytes.array()));
    return this;
  }

  /** Sets a field of LONG values last, whatever stood there. */
  public TestTiff longs(int tag, long... values) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(order);
    for (long value : values) {
      bytes.putInt((int) value);
    }
    fields.put(tag, new Field(LONG, values.length, bytes.array()));
    return this;
  }

  /** Sets a field of bytes of any type. */
  public TestTiff bytes(int tag, int type, long count, byte[] bytes) {
    fields.put(tag, new Field(type, count, bytes.clone()));
    return this;
  }

  /** Writes the file: header, blocks, values, directory. */
  public byte[] encode() {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.writeBytes(new byte[8]);
    Map<Integer, Field> overrides = new TreeMap<>(fields);
    writeBlocks(file);
    shorts(256, width).shorts(257, height);
    int[] depths = new int[samples];
    Arrays.fill(depths, bits);
    shorts(258, depths).shorts(259, compression).shorts(262, samples < 3 ? 1 : 2);
    shorts(277, samples).shorts(284, planar ? 2 : 1);
    if (samples % 2 == 0) {
      shorts(338, 2);
    }
    if (tiled) {
      shorts(322, blockWidth).shorts(323, blockHeight);
    } else {
      shorts(278, blockHeight);
    }
    fields.putAll(overrides);
    fields.keySet().removeAll(absent);
    return withDirectory(file);
  }

  private void writeBlocks(ByteArrayOutputStream file) {
    List<Long> offsets = new ArrayList<>();
    List<Long> lengths = new ArrayList<>();
    Random random = new Random(width * 31L + height);
    int planes = planar ? samples : 1;
    for (int plane = 0; plane < planes; plane++) {
      for (int y = 0; y < height; y += blockHeight) {
        for (int x = 0; x < width; x += blockWidth) {
          int rows = tiled ? blockHeight : Math.min(blockHeight, height - y);
          byte[] block = new byte[(blockWidth * (samples / planes) * bits + 7) / 8 * rows];
          random.nextBytes(block);
          byte[] coded = stored.length > 0 ? stored : compressed(block);
          offsets.add((long) file.size());
          lengths.add((long) coded.length);
          file.writeBytes(reversed ? reversed(coded) : coded);
        }
      }
    }
    longs(tiled ? 324 : 273, offsets.stream().mapToLong(Long::longValue).toArray());
    longs(tiled ? 325 : 279, lengths.stream().mapToLong(Long::longValue).toArray());
  }

  private static byte[] reversed(byte[] coded) {
    byte[] reversed = new byte[coded.length];
    for (int i = 0; i < coded.length; i++) {
      reversed[i] = (byte) (Integer.reverse(coded[i]) >>> 24);
    }
    return reversed;
  }

  private byte[] compressed(byte[] block) {
    return switch (compression) {
      case 8 -> deflated(block);
      case 32_773 -> literals(block);
      default -> block;
    };
  }

  private static byte[] deflated(byte[] block) {
    Deflater deflater = new Deflater();
    deflater.setInput(block);
    deflater.finish();
    byte[] coded = new byte[block.length * 2 + 100];
    int length = deflater.deflate(coded);
    deflater.end();
    return Arrays.copyOf(coded, length);
  }

  private static byte[] literals(byte[] block) {
    ByteArrayOutputStream coded = new ByteArrayOutputStream();
    for (int i = 0; i < block.length; i += 128) {
      int count = Math.min(128, block.length - i);
      coded.write(count - 1);
      coded.write(block, i, count);
    }
    return coded.toByteArray();
  }

  private byte[] withDirectory(ByteArrayOutputStream file) {
    ByteBuffer directory = ByteBuffer.allocate(2 + 12 * fields.size() + 4).order(order);
    directory.putShort((short) fields.size());
    for (Map.Entry<Integer, Field> entry : fields.entrySet()) {
      Field field = entry.getValue();
      directory.putShort(entry.getKey().shortValue()).putShort((short) field.type);
      directory.putInt((int) field.count);
      if (field.bytes.length <= 4) {
        directory.put(Arrays.copyOf(field.bytes, 4));
      } else {
        directory.putInt(file.size());
        file.writeBytes(field.bytes);
      }
    }
    int at = file.size();
    file.writeBytes(directory.array());
    byte[] bytes = file.toByteArray();
    ByteBuffer header = ByteBuffer.wrap(bytes).order(order);
    header.putShort((short) (order == ByteOrder.LITTLE_ENDIAN ? 0x4949 : 0x4D4D));
    header.putShort((short) 42).putInt(at);
    return bytes;
  }
}
