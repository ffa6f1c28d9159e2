package io.github.maskloom.internal.jpeg.splice;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.common.primitives.Bytes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The IJG library's programs, where they are installed. */
public final class IndependentDecoders {
  private IndependentDecoders() {}

  /** Skips the test where a program is not installed. */
  static void require(String program) {
    boolean installed =
        Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":", -1))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    assumeTrue(installed, program + " is not installed");
  }

  /** Decodes by djpeg, which must not say a word; returns its PNM. */
  public static byte[] djpeg(byte[] jpeg, String... options) throws IOException {
    require("djpeg");
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

  /**
   * Encodes by cjpeg.
   *
   * @param rgb samples row by row
   * @param options as its command line takes them
   */
  public static byte[] cjpeg(int width, int height, byte[] rgb, List<String> options)
      throws IOException {
    require("cjpeg");
    Path image = Files.createTempFile("maskloom-test", ".ppm");
    try {
      byte[] head = ("P6 " + width + " " + height + " 255\n").getBytes(US_ASCII);
      Files.write(image, Bytes.concat(head, rgb));
      List<String> command = new ArrayList<>(List.of("cjpeg"));
      command.addAll(options);
      command.add(image.toString());
      Process process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      try (InputStream in = process.getInputStream()) {
        byte[] jpeg = in.readAllBytes();
        assertThat(jpeg).as("what %s writes", command).isNotEmpty();
        return jpeg;
      }
    } finally {
      Files.delete(image);
    }
  }
}
