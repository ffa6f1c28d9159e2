package io.github.maskloom.testing;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.maskloom.internal.png.ColorType;
import java.awt.image.BufferedImage;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/** Small sound images of every format, from which damaged ones are made. */
@SuppressWarnings("ImmutableEnumChecker") // The makers are functions without state.
public enum SeedImages {
  PNG(
      () ->
          List.of(
              TestPng.of(ColorType.GRAY, 1, 9, 3).encode(),
              TestPng.of(ColorType.GRAY, 16, 3, 3).transparent(5).interlaced(true).encode(),
              TestPng.of(ColorType.PALETTE, 4, 5, 4).paletteAlpha((byte) 3).encode(),
              TestPng.of(ColorType.RGB, 8, 20, 16)
                  .idatBytes(50)
                  .chunk("gAMA", new byte[4])
                  .encode(),
              TestPng.of(ColorType.RGBA, 16, 4, 4).chunk("eXIf", new byte[12]).encode(),
              TestPng.of(ColorType.RGBA, 8, 17, 13).interlaced(true).encode())),
  JPEG(
      () -> {
        byte[] photo = TestJpegs.baseline(40, 24, 3);
        return List.of(
            photo,
            TestJpegs.baseline(19, 21, 1),
            TestJpegs.progressive(33, 25, 3),
            TestJpegs.subsampled(33, 17, 4, 1),
            TestJpegs.restarting(48, 32, 2),
            TestJpegs.inks(16, 16, new int[] {10, 20, 30, 40}, 2),
            JpegEdits.withExif(photo, JpegEdits.exif(ByteOrder.BIG_ENDIAN, 6)),
            JpegEdits.withProfile(photo, new byte[100], 2));
      }),
  GIF(
      () -> {
        BufferedImage picture = picture(BufferedImage.TYPE_BYTE_INDEXED);
        return List.of(ForeignFiles.gif(picture, false), ForeignFiles.gif(picture, true));
      }),
  BMP(
      () ->
          List.of(
              ForeignFiles.bmp(picture(BufferedImage.TYPE_3BYTE_BGR), "BI_RGB"),
              ForeignFiles.bmp(picture(BufferedImage.TYPE_BYTE_INDEXED), "BI_RLE8"),
              ForeignFiles.bmp(picture(BufferedImage.TYPE_BYTE_BINARY), "BI_RGB"),
              ForeignFiles.bmp(picture(BufferedImage.TYPE_USHORT_565_RGB), "BI_BITFIELDS"))),
  TIFF(
      () -> {
        BufferedImage picture = picture(BufferedImage.TYPE_3BYTE_BGR);
        return List.of(
            ForeignFiles.tiff(picture, "", 0),
            ForeignFiles.tiff(picture, "LZW", 0),
            ForeignFiles.tiff(picture, "Deflate", 0),
            ForeignFiles.tiff(picture(BufferedImage.TYPE_BYTE_GRAY), "PackBits", 0),
            ForeignFiles.tiff(picture(BufferedImage.TYPE_USHORT_GRAY), "ZLib", 0));
      }),
  WEBP(
      () ->
          List.of(
              ForeignFiles.webp("lossy"),
              ForeignFiles.webp("lossless"),
              ForeignFiles.webp("lossy-alpha"),
              ForeignFiles.webp("lossless-alpha"))),
  BASE64(
      () -> {
        byte[] png = TestPng.of(ColorType.RGB, 8, 7, 5).encode();
        String text = Base64.getEncoder().encodeToString(png);
        return List.of(
            text.getBytes(US_ASCII),
            ("data:image/png;base64," + text).getBytes(US_ASCII),
            ("data:image/jpeg;name=a;base64," + text.replace("+", "%2B")).getBytes(US_ASCII),
            Base64.getMimeEncoder().encode(png));
      });

  private final Supplier<List<byte[]>> maker;

  SeedImages(Supplier<List<byte[]>> maker) {
    this.maker = maker;
  }

  /** The files, the same at every call. */
  public List<byte[]> files() {
    return maker.get();
  }

  private static BufferedImage picture(int type) {
    BufferedImage picture = new BufferedImage(23, 18, type);
    Random random = new Random(type);
    for (int y = 0; y < picture.getHeight(); y++) {
      for (int x = 0; x < picture.getWidth(); x++) {
        picture.setRGB(x, y, 0xFF000000 | (x < 9 ? 0x336699 : random.nextInt(1 << 24)));
      }
    }
    return picture;
  }
}
