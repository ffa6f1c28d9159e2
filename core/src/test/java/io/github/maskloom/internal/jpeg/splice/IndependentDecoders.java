package io.github.maskloom.internal.jpeg.splice;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** The IJG library's programs, where they are installed. */
final class IndependentDecoders {
  private IndependentDecoders() {}

  static boolean hasDjpeg() {
    return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":", -1))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, "djpeg")));
  }

  /** Decodes by djpeg, which must not say a word; returns its PNM. */
  static byte[] djpeg(byte[] jpeg, String... options) throws IOException {
    Path file = Files.createTempFile("maskloom-test", ".jpg");
    Path words = Files.createTempFile("maskloom-test", ".txt");
    try {
      Files.write(file, jpeg);
      String[] command = new String[options.length + 2];
      command[0] = "djpeg";
      System.arraycopy(options, 0, command, 1, options.length);
      command[options.length + 1] = file.toString();
      Process process = new ProcessBuilder(command).redirectError(words.toFile()).start();
      byte[] pnm;
      try (InputStream in = process.getInputStream()) {
        pnm = in.readAllBytes();
      }
      assertThat(Files.readString(words)).as("what djpeg says").isEmpty();
      return pnm;
    } finally {
      Files.delete(file);
      Files.delete(words);
    }
  }
}
