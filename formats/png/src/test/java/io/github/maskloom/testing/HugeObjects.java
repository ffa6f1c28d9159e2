package io.github.maskloom.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.github.maskloom.image.ImageSource.RangeSupplier;
import io.github.maskloom.internal.file.BlockInputStream;
import io.github.maskloom.internal.png.ColorType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** Objects of a gibibyte of which only the bytes exist that say what they are. */
public final class HugeObjects {
  /** How long each of them is. */
  public static final long BYTES = 1L << 30;

  private static final int WIDTH = 20_000;
  private static final int HEIGHT = 17_000;

  private HugeObjects() {}

  /** An object: bytes at its beginning, zeros, and bytes at its end. */
  public static final class Huge {
    private final byte[] head;
    private final byte[] tail;
    private final byte filling;

    private Huge(byte[] head, byte[] tail, byte filling) {
      this.head = head;
      this.tail = tail;
      this.filling = filling;
    }

    private byte at(long position) {
      if (position < head.length) {
        return head[(int) position];
      }
      long fromTail = position - (BYTES - tail.length);
      return fromTail >= 0 ? tail[(int) fromTail] : filling;
    }

    /** Its ranges, each byte of which counts once it is asked for. */
    public RangeSupplier ranges(AtomicLong asked) {
      return (position, length) -> {
        asked.addAndGet(length);
        return new BlockInputStream() {
          private long next = position;

          @Override
          public int read(byte[] target, int offset, int room) {
            int count = (int) Math.min(room, position + length - next);
            for (int i = 0; i < count; i++) {
              target[offset + i] = at(next++);
            }
            return count == 0 && room > 0 ? -1 : count;
          }
        };
      };
    }
  }

  /** One of each format, by its name. */
  public static Map<String, Huge> all() {
    Map<String, Huge> all = new LinkedHashMap<>();
    all.put("PNG", huge(png(false), (byte) 0));
    all.put("PNG, interlaced", huge(png(true), (byte) 0));
    byte[] jpeg = TestJpegs.baseline(600, 450, 3);
    all.put("JPEG", huge(Arrays.copyOf(jpeg, 700), (byte) 0));
    byte[] progressive = TestJpegs.progressive(600, 450, 3);
    all.put("JPEG, progressive", huge(Arrays.copyOf(progressive, 700), (byte) 0));
    all.put("BMP", huge(bmp(), (byte) 0));
    all.put("GIF", huge(gif(), (byte) 0xFF));
    all.put("TIFF", tiff());
    return all;
  }

  private static Huge huge(byte[] head, byte filling) {
    return new Huge(head, new byte[0], filling);
  }

  private static byte[] png(boolean interlaced) {
    byte[] small = TestPng.of(ColorType.RGB, 8, WIDTH, 1).interlaced(interlaced).encode();
    ByteBuffer head = ByteBuffer.wrap(Arrays.copyOf(small, 41));
    head.putInt(20, HEIGHT);
    byte[] ihdr = PngFiles.chunk("IHDR", Arrays.copyOfRange(head.array(), 16, 29));
    head.put(8, ihdr);
    head.putInt(33, (int) (BYTES - 60));
    return head.array();
  }

  private static byte[] bmp() {
    ByteBuffer head = ByteBuffer.allocate(54).order(ByteOrder.LITTLE_ENDIAN);
    head.put("BM".getBytes(ISO_8859_1)).putInt((int) BYTES).putInt(0).putInt(54);
    head.putInt(40).putInt(WIDTH).putInt(HEIGHT).putShort((short) 1).putShort((short) 24);
    return head.array();
  }

  /** Its blocks of 255 bytes go on to the end. */
  private static byte[] gif() {
    byte[] small = ForeignFiles.gif(TestImages.indexed(8, -1, 60, 40), false);
    return Arrays.copyOf(small, 820);
  }

  /** Its directory stands behind the samples, in one strip. */
  private static Huge tiff() {
    ByteBuffer head = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
    int[][] entries = {
      {256, 3, 1, WIDTH},
      {257, 3, 1, HEIGHT},
      {258, 3, 1, 8},
      {259, 3, 1, 1},
      {262, 3, 1, 1},
      {273, 4, 1, 8},
      {277, 3, 1, 1},
      {278, 4, 1, HEIGHT},
      {279, 4, 1, WIDTH * HEIGHT}
    };
    ByteBuffer tail =
        ByteBuffer.allocate(2 + 12 * entries.length + 4).order(ByteOrder.LITTLE_ENDIAN);
    tail.putShort((short) entries.length);
    for (int[] entry : entries) {
      tail.putShort((short) entry[0]).putShort((short) entry[1]).putInt(entry[2]).putInt(entry[3]);
    }
    head.put("II*\0".getBytes(ISO_8859_1)).putInt((int) (BYTES - tail.capacity()));
    return new Huge(head.array(), tail.array(), (byte) 0);
  }
}
