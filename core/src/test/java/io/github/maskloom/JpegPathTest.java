package io.github.maskloom;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.ImageTarget;
import io.github.maskloom.image.OutputFormat;
import io.github.maskloom.prepare.ImagePreparer;
import io.github.maskloom.testing.Probe;
import io.github.maskloom.testing.SyntheticRows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What JPEG takes of the JDK: no codec, so that results are the same on every one. */
class JpegPathTest {
  @TempDir Path folder;

  @Test
  void noClassOfImageIoIsLoaded() throws Exception {
    SyntheticRows.photo(160, 120).write(OutputFormat.JPEG, folder.resolve("photo.jpg"));
    SyntheticRows.mask(160, 120).write(OutputFormat.PNG, folder.resolve("mask.png"));
    Path log = folder.resolve("classes.log");

    assertThat(Probe.lines(Child.class, folder, List.of(folder), "-Xlog:class+load:file=" + log))
        .isEmpty();

    assertThat(folder.resolve("scene.jpg")).isNotEmptyFile();
    assertThat(Files.readString(log))
        .contains(MaskCompositor.class.getName())
        .doesNotContain("javax.imageio.", "com.sun.imageio.");
  }

  /** Does with JPEG whatever can be done with it. */
  static final class Child {
    private Child() {}

    /** Argument: a folder with {@code photo.jpg} and {@code mask.png}. */
    public static void main(String[] args) throws IOException {
      Path folder = Path.of(args[0]);
      Path photo = folder.resolve("photo.jpg");
      Path mask = folder.resolve("mask.png");
      for (OutputFormat format :
          List.of(OutputFormat.JPEG, OutputFormat.PNG, new OutputFormat.Jpeg(80, 0))) {
        MaskCompositor.create().withFormat(format).composite(photo, mask, folder.resolve("image"));
      }
      PhotoRestorer.create()
          .withFormat(OutputFormat.JPEG)
          .restore(photo, photo, mask, folder.resolve("restored.jpg"));
      ImagePreparer preparer = ImagePreparer.create().withMaxSide(64);
      preparer.prepare(photo, folder.resolve("prepared.jpg"));
      MaskCompositor.create()
          .composite(
              ImageSource.of(photo),
              ImageSource.of(mask),
              preparer,
              ImageTarget.of(folder.resolve("scene.jpg")));
    }
  }
}
