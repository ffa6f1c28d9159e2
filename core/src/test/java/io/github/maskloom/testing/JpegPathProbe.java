package io.github.maskloom.testing;

import io.github.maskloom.MaskCompositor;
import io.github.maskloom.PhotoRestorer;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.ImageTarget;
import io.github.maskloom.image.OutputFormat;
import io.github.maskloom.prepare.ImagePreparer;
import java.io.IOException;
import java.nio.file.Path;

/** A process of its own that does with JPEG whatever can be done with it. */
public final class JpegPathProbe {
  private JpegPathProbe() {}

  /** Arguments: a JPEG photo, a PNG mask, a folder. */
  public static void main(String[] args) throws IOException {
    Path photo = Path.of(args[0]);
    Path mask = Path.of(args[1]);
    Path folder = Path.of(args[2]);
    composite(photo, mask, OutputFormat.JPEG, folder.resolve("spliced.jpg"));
    composite(photo, mask, OutputFormat.PNG, folder.resolve("decoded.png"));
    composite(photo, mask, new OutputFormat.Jpeg(80, 0), folder.resolve("encoded.jpg"));
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

  private static void composite(Path photo, Path mask, OutputFormat format, Path result)
      throws IOException {
    MaskCompositor.create().withFormat(format).composite(photo, mask, result);
  }
}
