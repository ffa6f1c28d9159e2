package io.github.maskloom.internal.jpeg;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/**
 * The files in {@code resources/jpeg}, which the JDK's encoder cannot write. They were made with
 * {@code cjpeg} of libjpeg-turbo 2.1.5, their sampling factors or scans as their names say, and,
 * {@code ycck.jpg}, with ImageMagick from the color (200, 80, 40).
 */
public final class JpegFixtures {
  private JpegFixtures() {}

  public static byte[] load(String name) {
    try (InputStream in = JpegFixtures.class.getResourceAsStream("/jpeg/" + name)) {
      return Objects.requireNonNull(in, name).readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
