package io.github.maskloom.examples.spark;

import com.google.common.hash.Hashing;
import com.google.common.io.MoreFiles;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/** A folder with a photo, a mask and an answer, and job files that use them. */
record JobFolder(Path folder) {
  /** Makes the images, of so many pixels. */
  static JobFolder of(Path folder, int width, int height) throws IOException {
    ImageIO.write(photo(width, height), "png", folder.resolve("photo.png").toFile());
    ImageIO.write(photo(width, height), "jpg", folder.resolve("photo.jpg").toFile());
    ImageIO.write(photo(width / 2, height / 2), "png", folder.resolve("answer.png").toFile());
    ImageIO.write(mask(width, height), "png", folder.resolve("mask.png").toFile());
    Files.createDirectory(folder.resolve("out"));
    return new JobFolder(folder);
  }

  private static BufferedImage photo(int width, int height) {
    BufferedImage photo = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Random random = new Random(width);
    for (int i = 0; i < width * height; i++) {
      int level = 60 + (i % width) * 100 / width + random.nextInt(20);
      photo.setRGB(i % width, i / width, level << 16 | level << 8 | 90);
    }
    return photo;
  }

  private static BufferedImage mask(int width, int height) {
    BufferedImage mask = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
    Graphics2D graphics = mask.createGraphics();
    graphics.setColor(new Color(0, 120, 255, 128));
    graphics.fillOval(width / 4, height / 4, width / 3, height / 3);
    graphics.dispose();
    return mask;
  }

  /** A file's SHA-256, in hexadecimal digits. */
  static String etag(String file) throws IOException {
    return MoreFiles.asByteSource(Path.of(file)).hash(Hashing.sha256()).toString();
  }

  Path file(String name) {
    return folder.resolve(name);
  }

  Path out(String name) {
    return folder.resolve("out").resolve(name);
  }

  Path manifest() {
    return folder.resolve("manifest");
  }

  String composite(String photo, String out) {
    return "{\"photo\":\"%s\",\"mask\":\"%s\",\"out\":\"%s\"}"
        .formatted(file(photo), file("mask.png"), out(out));
  }

  String restore(String out) {
    return ("{\"command\":\"restore\",\"photo\":\"%s\",\"mask\":\"%s\",\"replacement\":\"%s\","
            + "\"out\":\"%s\",\"feather\":2}")
        .formatted(file("photo.png"), file("mask.png"), file("answer.png"), out(out));
  }

  String prepare(String out) {
    return "{\"command\":\"prepare\",\"in\":\"%s\",\"max-side\":40,\"out\":\"%s\"}"
        .formatted(file("photo.jpg"), out(out));
  }

  /** A job file of these lines. */
  Path jobs(List<String> lines) throws IOException {
    return Files.write(folder.resolve("jobs.jsonl"), lines);
  }

  /** A job file of so many jobs, of three kinds. */
  Path jobs(int count) throws IOException {
    return jobs(
        Stream.iterate(0, i -> i + 1)
            .limit(count)
            .map(
                i ->
                    i % 3 == 0
                        ? composite("photo.jpg", i + ".jpg")
                        : i % 3 == 1 ? composite("photo.png", i + ".png") : prepare(i + ".jpg"))
            .toList());
  }

  /** Names of all that lies where results go. */
  List<String> results() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("out"))) {
      return files.map(file -> String.valueOf(file.getFileName())).sorted().toList();
    }
  }
}
