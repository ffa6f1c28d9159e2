package io.github.maskloom.benchmarks;

import io.github.maskloom.ImageInfo;
import io.github.maskloom.MaskCompositor;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.ImageTarget;
import io.github.maskloom.image.OutputFormat;
import io.github.maskloom.prepare.DataUrl;
import io.github.maskloom.prepare.ImagePart;
import io.github.maskloom.prepare.ImagePreparer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * All that a backend does before it calls a model: the mask is composited over the photo, the part
 * around the paint is cut out and made small, and goes out as a JPEG in a data URL.
 */
final class RequestWork {
  private RequestWork() {}

  /**
   * The work for one photo.
   *
   * @param result takes the data URL
   * @param part of the photo: left, top, width and height, with commas between
   */
  static Work of(Path photo, Path mask, Path result, String part) throws IOException {
    ImagePreparer preparer =
        ImagePreparer.create()
            .withPart(part(photo, part))
            .withMaxSide(Work.SCENE_SIDE)
            .withFormat(OutputFormat.JPEG);
    MaskCompositor compositor = MaskCompositor.create();
    Path jpeg = result.resolveSibling(result.getFileName() + ".jpg");
    return () -> {
      compositor.composite(
          ImageSource.of(photo), ImageSource.of(mask), preparer, ImageTarget.of(jpeg));
      try (OutputStream out = Files.newOutputStream(result)) {
        DataUrl.of(ImageSource.of(jpeg), Long.MAX_VALUE).writeTo(out);
      }
      return result;
    };
  }

  private static ImagePart part(Path photo, String numbers) throws IOException {
    int[] box = Arrays.stream(numbers.split(",")).mapToInt(Integer::parseInt).toArray();
    ImageInfo info = ImageInfo.read(ImageSource.of(photo));
    return new ImagePart(
        info.geometry().width(), info.geometry().height(), box[0], box[1], box[2], box[3]);
  }
}
