package io.github.maskloom;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.hash.Hashing;
import io.github.maskloom.image.OutputFormat;
import io.github.maskloom.raster.testing.internal.ChildJvm;
import io.github.maskloom.testing.JpegPathProbe;
import io.github.maskloom.testing.SyntheticRows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What JPEG takes of the JDK: no codec, so that results are the same on every one. */
class JpegPathTest {
  @TempDir Path folder;
  private Path photo = Path.of("");
  private Path mask = Path.of("");

  @BeforeEach
  void drawImages() throws IOException {
    photo = SyntheticRows.photo(160, 120).write(OutputFormat.JPEG, folder.resolve("photo.jpg"));
    mask = SyntheticRows.mask(160, 120).write(OutputFormat.PNG, folder.resolve("mask.png"));
  }

  @Test
  void resultsAreTheSameBytesOnEveryMachine() throws IOException {
    JpegPathProbe.main(new String[] {photo.toString(), mask.toString(), folder.toString()});

    assertThat(checksum("photo.jpg")).isEqualTo("e23fbe10d3d4386f");
    assertThat(checksum("spliced.jpg")).isEqualTo("50a47b43be1939ae");
    assertThat(checksum("encoded.jpg")).isEqualTo("7b5d1de7fe61f60f");
    assertThat(checksum("restored.jpg")).isEqualTo("105e9b5f7f4c6cb0");
  }

  private String checksum(String file) throws IOException {
    byte[] bytes = Files.readAllBytes(folder.resolve(file));
    return Hashing.sha256().hashBytes(bytes).toString().substring(0, 16);
  }

  @Test
  void noClassOfImageIoIsLoaded() throws Exception {
    Path log = folder.resolve("classes.log");

    Process child =
        ChildJvm.startWith(
            JpegPathProbe.class,
            List.of(photo.toString(), mask.toString(), folder.toString()),
            "-Xlog:class+load:file=" + log);

    assertThat(child.waitFor()).isZero();
    assertThat(folder.resolve("scene.jpg")).isNotEmptyFile();
    try (Stream<String> classes = Files.lines(log)) {
      List<String> loaded = classes.toList();
      assertThat(loaded).anyMatch(line -> line.contains(MaskCompositor.class.getName()));
      assertThat(loaded)
          .noneMatch(line -> line.contains("javax.imageio."))
          .noneMatch(line -> line.contains("com.sun.imageio."));
    }
  }
}
