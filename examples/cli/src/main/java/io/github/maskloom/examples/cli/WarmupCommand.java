package io.github.maskloom.examples.cli;

import io.github.maskloom.ImageRows;
import io.github.maskloom.image.ImageTarget;
import io.github.maskloom.image.OutputFormat;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.RasterWindow;
import io.github.maskloom.raster.RowReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * {@code maskloom warmup}: does what short runs do, while the launcher has the JVM keep the classes
 * for later runs.
 */
final class WarmupCommand extends Command {
  private static final int WIDTH = 640;
  private static final int HEIGHT = 480;

  WarmupCommand() {
    super("warmup");
  }

  @Override
  Optional<String> conflict() {
    return !Boolean.getBoolean("maskloom.launcher")
        ? Optional.of("only the launcher can be warmed up: maskloom warmup")
        : Optional.empty();
  }

  @Override
  void run(Streams streams) throws IOException {
    Path folder = Files.createTempDirectory("maskloom-warmup-");
    try {
      Path mask = write(folder.resolve("mask.png"), 4, OutputFormat.PNG);
      for (OutputFormat format : List.of(OutputFormat.PNG, OutputFormat.JPEG)) {
        String extension = format == OutputFormat.PNG ? "png" : "jpg";
        Path photo = write(folder.resolve("photo." + extension), 3, format);
        Path out = folder.resolve("out." + extension);
        run("composite", "--photo", photo, "--mask", mask, "--out", out, "--json");
        run("restore", "--photo", photo, "--replacement", photo, "--mask", mask, "--out", out);
        run("prepare", "--in", photo, "--max-side", "320", "--out", folder.resolve("small.jpg"));
        run("inspect", photo);
      }
    } finally {
      delete(folder);
    }
  }

  private static void run(Object... words) throws IOException {
    String[] args = new String[words.length];
    for (int i = 0; i < words.length; i++) {
      args[i] = words[i].toString();
    }
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    try (PrintStream text = new PrintStream(said, true, StandardCharsets.UTF_8)) {
      Streams streams =
          new Streams(InputStream.nullInputStream(), OutputStream.nullOutputStream(), text, text);
      if (Main.execute(args, streams) != 0) {
        throw new IOException(said.toString(StandardCharsets.UTF_8));
      }
    }
  }

  /** Something to work on, half of it painted if it is a mask. */
  private static Path write(Path file, int bands, OutputFormat format) throws IOException {
    RowReader rows =
        new RowReader(ImageGeometry.of(WIDTH, HEIGHT, bands, 8)) {
          @Override
          protected void fill(RasterWindow window, int y, int rows) {
            for (int row = 0; row < rows; row++) {
              for (int x = 0; x < WIDTH; x++) {
                for (int band = 0; band < bands; band++) {
                  int sample = band == 3 ? (x < WIDTH / 2 ? 200 : 0) : (x * 3 + (y + row) * band);
                  window.raster().setSample(x, row, band, sample & 0xFF);
                }
              }
            }
          }
        };
    long ignored = ImageRows.create().write(rows, format, ImageTarget.of(file));
    return file;
  }

  private static void delete(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }
}
