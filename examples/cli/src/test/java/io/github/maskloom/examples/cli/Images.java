package io.github.maskloom.examples.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import javax.imageio.ImageIO;

/** Small images in files. */
final class Images {
  static final int WIDTH = 40;
  static final int HEIGHT = 30;

  private static final String EXIF =
      "\u00FF\u00E1\0\"Exif\0\0MM\0*\0\0\0\b\0\u0001\u0001\u0012\0\u0003\0\0\0\u0001\0\u0006\0\0\0\0\0\0";

  private Images() {}

  /** Those of the demo that were made before, by their widths. */
  private static final Map<Integer, Map<String, byte[]>> DEMOS = new ConcurrentHashMap<>();

  /** The demo's room, sofa and mask, at a width. */
  static void demo(Path folder, int width) throws IOException {
    Map<String, byte[]> known = DEMOS.get(width);
    if (known == null) {
      DemoCommand.bring(folder, width, Streams.unless(true, System.out));
      known = new HashMap<>();
      for (String name : List.of("room.jpg", "sofa.png", "mask.png")) {
        known.put(name, Files.readAllBytes(folder.resolve(name)));
      }
      DEMOS.put(width, known);
    }
    for (Map.Entry<String, byte[]> image : known.entrySet()) {
      Files.write(folder.resolve(image.getKey()), image.getValue());
    }
  }

  /** A gray photo of {@link #WIDTH} by {@link #HEIGHT} pixels. */
  static Path photo(Path file) throws IOException {
    return saved(filled(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB, new Color(100, 100, 100)), file);
  }

  /** A photo of that size that does not compress. */
  static Path noise(Path file) throws IOException {
    BufferedImage noise = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    Random random = new Random(1);
    for (int i = 0; i < WIDTH * HEIGHT; i++) {
      noise.setRGB(i % WIDTH, i / WIDTH, random.nextInt());
    }
    return saved(noise, file);
  }

  /** A mask of that size with half transparent blue on 10 by 5 pixels at (4, 6). */
  static Path mask(Path file) throws IOException {
    BufferedImage mask = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_ARGB);
    for (int y = 6; y < 11; y++) {
      for (int x = 4; x < 14; x++) {
        mask.setRGB(x, y, 0x80_0078FF);
      }
    }
    return saved(mask, file);
  }

  /** A mask of that size with a half transparent frame around 8 by 3 pixels at (5, 7). */
  static Path frame(Path file) throws IOException {
    BufferedImage mask = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_ARGB);
    Graphics2D graphics = mask.createGraphics();
    graphics.setColor(new Color(0x80_FF0000, true));
    graphics.drawRect(4, 6, 9, 4);
    graphics.dispose();
    return saved(mask, file);
  }

  /** A mask of any size on which nothing is painted. */
  static Path emptyMask(Path file, int width, int height) throws IOException {
    return saved(new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB), file);
  }

  /** A white mask: by the white convention all of it edits. */
  static Path whiteMask(Path file) throws IOException {
    return saved(filled(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB, Color.WHITE), file);
  }

  /** A camera's raw file, as far as it takes to know one. */
  static Path dng(Path file) throws IOException {
    ByteBuffer tiff = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
    tiff.putInt(0x002A4949).putInt(8).putShort((short) 3);
    for (int tag : new int[] {256, 257, 50_706}) {
      tiff.putShort((short) tag)
          .putShort((short) (tag > 257 ? 1 : 4))
          .putInt(tag > 257 ? 4 : 1)
          .putInt(tag > 257 ? 0x401 : 4);
    }
    return Files.write(file, tiff.array());
  }

  /** A JPEG of 40 by 30 pixels that an EXIF block behind its first marker turns by a quarter. */
  static Path turned(Path file) throws IOException {
    BufferedImage photo = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
    ImageIO.write(photo, "jpeg", jpeg);
    return Files.writeString(
        file, jpeg.toString(ISO_8859_1).replaceFirst("^..", "$0" + EXIF), ISO_8859_1);
  }

  /** Cuts a file to the first part of its bytes. */
  static Path cut(Path file, int bytes) throws IOException {
    return Files.write(file, Arrays.copyOf(Files.readAllBytes(file), bytes));
  }

  private static BufferedImage filled(int width, int height, int type, Color color) {
    BufferedImage picture = new BufferedImage(width, height, type);
    Graphics2D graphics = picture.createGraphics();
    graphics.setColor(color);
    graphics.fillRect(0, 0, width, height);
    graphics.dispose();
    return picture;
  }

  private static Path saved(BufferedImage picture, Path file) throws IOException {
    ImageIO.write(picture, "png", file.toFile());
    return file;
  }
}
