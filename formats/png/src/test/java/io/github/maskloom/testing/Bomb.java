package io.github.maskloom.testing;

import io.github.maskloom.internal.png.ColorType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** A file that states about a gigapixel. */
public enum Bomb {
  PNG {
    @Override
    public byte[] file() {
      byte[] png = TestPng.of(ColorType.GRAY, 1, 8, 8).encode();
      ByteBuffer.wrap(png).putInt(16, WIDTH).putInt(20, HEIGHT);
      return Mutation.withRightCrcs(png);
    }
  },
  INTERLACED_PNG {
    @Override
    public byte[] file() {
      byte[] png = TestPng.of(ColorType.RGBA, 16, 8, 8).interlaced(true).encode();
      ByteBuffer.wrap(png).putInt(16, WIDTH).putInt(20, HEIGHT);
      return Mutation.withRightCrcs(png);
    }
  },
  JPEG {
    @Override
    public byte[] file() {
      return withFrame(TestJpegs.baseline(8, 8, 3), 0xC0);
    }
  },
  PROGRESSIVE_JPEG {
    @Override
    public byte[] file() {
      return withFrame(TestJpegs.progressive(8, 8, 3), 0xC2);
    }
  },
  GIF {
    @Override
    public byte[] file() {
      return little(29)
          .put("GIF89a".getBytes(StandardCharsets.US_ASCII))
          .putShort((short) WIDTH)
          .putShort((short) HEIGHT)
          .put(new byte[] {0, 0, 0, ','})
          .putInt(0)
          .putShort((short) WIDTH)
          .putShort((short) HEIGHT)
          .put(new byte[] {0, 2, 1, 0x2C, 0, ';'})
          .array();
    }
  },
  RUN_LENGTH_BMP {
    @Override
    public byte[] file() {
      return little(62)
          .put("BM".getBytes(StandardCharsets.US_ASCII))
          .putInt(62)
          .putInt(0)
          .putInt(58)
          .putInt(40)
          .putInt(WIDTH)
          .putInt(HEIGHT)
          .putShort((short) 1)
          .putShort((short) 8)
          .putInt(1)
          .putInt(4)
          .putLong(0)
          .putInt(1)
          .putInt(0)
          .putInt(0)
          .putShort((short) 0x0100)
          .array();
    }
  },
  TIFF {
    @Override
    public byte[] file() {
      int[][] fields = {
        {256, WIDTH},
        {257, HEIGHT},
        {258, 1},
        {259, 4},
        {262, 1},
        {273, 8},
        {278, HEIGHT},
        {279, 2}
      };
      byte[] bytes = new byte[16 + 2 + fields.length * 12 + 4];
      ByteBuffer file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
      file.putShort((short) 0x4949).putShort((short) 42).putInt(16).putLong(0x0110);
      file.putShort((short) fields.length);
      for (int[] field : fields) {
        file.putShort((short) field[0]).putShort((short) 4).putInt(1).putInt(field[1]);
      }
      return bytes;
    }
  };

  /** The file. */
  public abstract byte[] file();

  private static final int WIDTH = 30_000;
  private static final int HEIGHT = 33_000;

  private static ByteBuffer little(int capacity) {
    return ByteBuffer.allocate(capacity).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** A JPEG that states another size. */
  private static byte[] withFrame(byte[] jpeg, int marker) {
    byte[] bomb = jpeg.clone();
    for (int i = 2; i + 9 < bomb.length; i++) {
      if ((bomb[i] & 0xFF) == 0xFF && (bomb[i + 1] & 0xFF) == marker) {
        ByteBuffer.wrap(bomb).putShort(i + 5, (short) HEIGHT).putShort(i + 7, (short) WIDTH);
        return bomb;
      }
    }
    throw new AssertionError("no frame");
  }
}
