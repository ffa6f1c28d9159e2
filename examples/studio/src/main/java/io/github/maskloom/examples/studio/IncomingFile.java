package io.github.maskloom.examples.studio;

import io.github.maskloom.image.ImageSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What was sent, on disk for as long as it is worked on. */
record IncomingFile(Path file) implements AutoCloseable {
  /** The image in it, as what people are told of it. */
  ImageSource source(String name) {
    return ImageSource.of(file).named(name);
  }

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(file);
  }
}
