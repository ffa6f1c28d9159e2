package io.github.maskloom.testing;

import com.google.common.base.Ascii;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Writes the corpus that fuzzing starts from, into the folders in which Jazzer looks for it. What
 * fuzzing finds is kept beside it and runs in every build.
 */
public final class CorpusFiles {
  private static final Path ROOT = Path.of("io", "github", "maskloom");

  private CorpusFiles() {}

  /** The formats that a fuzz test starts from. */
  private record Target(String folder, List<SeedImages> formats) {}

  private static final List<Target> TARGETS =
      List.of(
          new Target("internal/png/PngFuzzTestInputs/anyBytes", List.of(SeedImages.PNG)),
          new Target("internal/imageio/JpegFuzzTestInputs/anyBytes", List.of(SeedImages.JPEG)),
          new Target(
              "internal/codec/SeekableFormatFuzzTestInputs/anyBytes",
              List.of(SeedImages.GIF, SeedImages.BMP, SeedImages.TIFF, SeedImages.WEBP)),
          new Target("image/Base64FuzzTestInputs/anyText", List.of(SeedImages.BASE64)));

  /** Argument: the folder of test resources. */
  public static void main(String[] args) throws IOException {
    for (Target target : TARGETS) {
      Path folder = Files.createDirectories(Path.of(args[0]).resolve(ROOT).resolve(target.folder));
      for (SeedImages format : target.formats) {
        int number = 0;
        for (byte[] file : format.files()) {
          Files.write(folder.resolve(Ascii.toLowerCase(format.name()) + "-" + number++), file);
        }
      }
    }
  }
}
