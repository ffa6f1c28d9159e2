package io.github.maskloom.testing;

import io.github.maskloom.internal.png.ColorType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

/** A file that states about a gigapixel. */
@SuppressWarnings("ImmutableEnumChecker") // The makers are functions without state.
public enum Bomb {
  PNG(() -> withHeader(TestPng.of(ColorType.GRAY, 1, 8, 8))),
  INTERLACED_PNG(() -> withHeader(TestPng.of(ColorType.RGBA, 16, 8, 8).interlaced(true))),
  JPEG(() -> withFrame(TestJpegs.baseline(8, 8, 3), 0xC0)),
  PROGRESSIVE_JPEG(() -> withFrame(TestJpegs.progressive(8, 8, 3), 0xC2)),
  GIF(
      () ->
          little(29)
              .put("GIF89a".getBytes(StandardCharsets.US_ASCII))
              .putShort((short) Bomb.WIDTH)
              .putShort((short) Bomb.HEIGHT)
              .put(new byte[] {0, 0, 0, ','})
              .putInt(0)
              .putShort((short) Bomb.WIDTH)
              .putShort((short) Bomb.HEIGHT)
              .put(new byte[] {0, 2, 1, 0x2C, 0, ';'})
              .array()),
  RUN_LENGTH_BMP(
      () ->
          little(62)
              .put("BM".getBytes(StandardCharsets.US_ASCII))
              .putInt(62)
              .putInt(0)
              .putInt(58)
              .putInt(40)
              .putInt(Bomb.WIDTH)
              .putInt(Bomb.HEIGHT)
              .putShort((short) 1)
              .putShort((short) 8)
              .putInt(1)
              .putInt(4)
              .putLong(0)
              .putInt(1)
              .putInt(0)
              .putInt(0)
              .putShort((short) 0x0100)
              .array()),
  TIFF(
      () ->
          new TestTiff(8, 8, 1, 1)
              .stored((byte) 0x10, (byte) 1)
              .longs(256, Bomb.WIDTH)
              .longs(257, Bomb.HEIGHT)
              .longs(278, Bomb.HEIGHT)
              .longs(259, 4)
              .encode());

  private static final int WIDTH = 30_000;
  private static final int HEIGHT = 33_000;

  private final Supplier<byte[]> maker;

  Bomb(Supplier<byte[]> maker) {
    this.maker = maker;
  }

  /** The file. */
  public byte[] file() {
    return maker.get();
  }

  /** A PNG that states another size. */
  private static byte[] withHeader(TestPng png) {
    byte[] bomb = png.encode();
    ByteBuffer.wrap(bomb).putInt(16, WIDTH).putInt(20, HEIGHT);
    return Mutation.withRightCrcs(bomb);
  }

  private static ByteBuffer little(int capacity) {
    return ByteBuffer.allocate(capacity).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** A JPEG that states another size. */
  private static byte[] withFrame(byte[] jpeg, int marker) {
    int frame = JpegEdits.indexOfMarker(jpeg, marker);
    return ByteBuffer.wrap(jpeg)
        .putShort(frame + 5, (short) HEIGHT)
        .putShort(frame + 7, (short) WIDTH)
        .array();
  }
}
