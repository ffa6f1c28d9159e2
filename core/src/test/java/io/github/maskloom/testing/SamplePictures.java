package io.github.maskloom.testing;

import io.github.maskloom.image.ImageLimits;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.ImageTarget;
import io.github.maskloom.image.OutputFormat;
import io.github.maskloom.internal.png.ColorType;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.ImageIO;

/** Images of every kind and of one width in a folder. */
record SamplePictures(Path folder, int width, int rows) {
  private static final int CARRIED_BYTES = 400_000;

  /** Draws the images. */
  static SamplePictures in(Path folder, int width, int rows) throws IOException {
    SamplePictures pictures = new SamplePictures(Files.createDirectories(folder), width, rows);
    pictures.drawRows();
    pictures.drawPngs();
    pictures.drawJpegs();
    pictures.drawForeign();
    return pictures;
  }

  private void drawRows() throws IOException {
    SyntheticRows.photo(width, rows).write(OutputFormat.PNG, file("photo.png"));
    SyntheticRows.photo(width, rows).write(OutputFormat.JPEG, file("photo.jpg"));
    SyntheticRows.busy(width, rows).write(OutputFormat.JPEG, file("busy.jpg"));
    SyntheticRows.busy(width, rows).write(OutputFormat.PNG, file("busy.png"));
    SyntheticRows.photo(width / 3, rows / 3).write(OutputFormat.JPEG, file("smaller.jpg"));
    SyntheticRows.mask(width, rows).write(OutputFormat.PNG, file("mask.png"));
    int dotted = Math.min(rows, 2 * ImageLimits.DEFAULT.maxAreas() / width);
    SyntheticRows.dots(width, rows, dotted).write(OutputFormat.PNG, file("dots.png"));
    SyntheticRows.mask(width / 2, rows / 2).write(OutputFormat.PNG, file("half.png"));
    SyntheticRows.mask(width * 2, rows * 2).write(OutputFormat.PNG, file("double.png"));
  }

  private void drawPngs() throws IOException {
    TestPng interlaced = TestPng.of(ColorType.RGB, 8, width, rows).interlaced(true);
    write("interlaced.png", interlaced.encode());
    write("deep.png", TestPng.of(ColorType.RGB, 16, width, rows).encode());
    write("gray.png", TestPng.of(ColorType.GRAY, 8, width, rows).encode());
    write("flat.png", Drawn.flat(ColorType.RGB, width, rows, 0));
    write("wide.png", PngFiles.withProfile(bytes("photo.png"), TestProfiles.displayP3().encode()));
    byte[] exif = JpegEdits.exif(ByteOrder.BIG_ENDIAN, 1);
    byte[] much = Arrays.copyOf(exif, CARRIED_BYTES);
    write("carrying.png", PngFiles.withChunk(bytes("photo.png"), "eXIf", much));
    write("carrying-mask.png", PngFiles.withChunk(bytes("mask.png"), "eXIf", much));
    byte[] flipped = JpegEdits.exif(ByteOrder.BIG_ENDIAN, 4);
    write("flipped.png", PngFiles.withChunk(bytes("photo.png"), "eXIf", flipped));
  }

  private void drawJpegs() throws IOException {
    write("progressive.jpg", TestJpegs.progressive(width, rows, 3));
    BufferedImage busy = ImageIO.read(file("busy.png").toFile());
    write("busy-progressive.jpg", TestJpegs.progressive(busy, 2, 2));
    write("turned.jpg", Drawn.turned(6, bytes("photo.jpg")));
  }

  private void drawForeign() throws IOException {
    BufferedImage drawn = new BufferedImage(width, rows, BufferedImage.TYPE_BYTE_INDEXED);
    for (int i = 0; i < width * rows; i++) {
      drawn.getRaster().setSample(i % width, i / width, 0, (i % width / 50 + i / width / 40) % 256);
    }
    write("photo.bmp", ForeignFiles.bmp(drawn, "BI_RGB"));
    write("runs.bmp", ForeignFiles.bmp(drawn, "BI_RLE8"));
    write("photo.gif", ForeignFiles.gif(drawn, false));
    write("photo.tif", ForeignFiles.tiff(drawn, "Deflate", 8));
    BufferedImage blank = new BufferedImage(width, rows, BufferedImage.TYPE_BYTE_GRAY);
    write("runs.tif", ForeignFiles.tiff(blank, "LZW", rows));
  }

  private void write(String name, byte[] bytes) throws IOException {
    Files.write(file(name), bytes);
  }

  byte[] bytes(String name) throws IOException {
    return Files.readAllBytes(file(name));
  }

  Path file(String name) {
    return folder.resolve(name);
  }

  ImageSource source(String name) {
    return ImageSource.of(file(name));
  }

  /** Ranges of a file, each a stream of its own. */
  ImageSource ranges(String name) throws IOException {
    Path file = file(name);
    return ImageSource.seekable(
        (position, length) -> {
          InputStream stream = Files.newInputStream(file);
          stream.skipNBytes(position);
          return stream;
        },
        Files.size(file));
  }

  ImageTarget target() {
    return ImageTarget.of(file("result"));
  }
}
