package io.github.maskloom.examples.cli;

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
      DemoCommand.bring(folder, WIDTH, Streams.unless(true, streams.out()));
      run("prepare", folder.resolve("room.jpg"), folder.resolve("room.png"));
      for (String name : List.of("room.png", "room.jpg")) {
        Path photo = folder.resolve(name);
        Path mask = folder.resolve("mask.png");
        Path out = folder.resolve("out-" + name);
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

  private static void delete(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }
}
