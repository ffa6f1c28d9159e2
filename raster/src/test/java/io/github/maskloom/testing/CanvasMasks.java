package io.github.maskloom.testing;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPInputStream;

/** Masks of 2048 by 2048 pixels, by the canvases of browsers: see the README beside them. */
public final class CanvasMasks {
  private CanvasMasks() {}

  /** Nothing painted, and 8 %, by each browser. */
  public static List<String> names() {
    return List.of("chromium-2k-0", "chromium-2k-8", "firefox-2k-0", "firefox-2k-8");
  }

  /** The PNG file of a name. */
  public static byte[] read(String name) throws IOException {
    try (InputStream in =
        CanvasMasks.class.getResourceAsStream("canvas/%s.png.gz".formatted(name))) {
      return new GZIPInputStream(Objects.requireNonNull(in, name)).readAllBytes();
    }
  }
}
