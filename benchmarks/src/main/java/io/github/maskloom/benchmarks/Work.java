package io.github.maskloom.benchmarks;

import io.github.maskloom.MaskCompositor;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.ImageTarget;
import io.github.maskloom.image.OutputFormat;
import io.github.maskloom.prepare.ImagePreparer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.DataFormatException;

/** What {@link ColdRun} does once and {@link WarmRuns} again and again. */
@FunctionalInterface
interface Work {
  void run() throws IOException, DataFormatException;

  /**
   * Looks a job up by its name.
   *
   * @param job {@code maskloom}, {@code maskloom2} for two threads, {@code jpeg} for a result in
   *     that format, {@code scene} for a scene of 1024 pixels ready to be sent, {@code restore}
   *     with the photo for an answer, {@code java2d}, or {@code inflater} for {@link
   *     PngData#inflate} on the photo's data, which are read before the work begins
   */
  static Work of(String job, Path photo, Path mask, Path result) throws IOException {
    return switch (job) {
      case "maskloom" -> maskloom(MaskCompositor.create(), photo, mask, result);
      case "maskloom2" ->
          maskloom(MaskCompositor.builder().threads(2).build(), photo, mask, result);
      case "jpeg" ->
          maskloom(MaskCompositor.builder().format(OutputFormat.JPEG).build(), photo, mask, result);
      case "scene" -> scene(photo, mask, result);
      case "restore" -> () -> MaskCompositor.create().restore(photo, photo, mask, result);
      case "java2d" -> () -> Java2dRoute.composite(photo, mask, result);
      case "inflater" -> inflater(PngData.read(photo));
      default -> throw new IllegalArgumentException("there is no job " + job);
    };
  }

  private static Work maskloom(MaskCompositor compositor, Path photo, Path mask, Path result) {
    return () -> compositor.composite(photo, mask, result);
  }

  private static Work scene(Path photo, Path mask, Path result) {
    ImagePreparer preparer =
        ImagePreparer.builder().maxSide(1024).format(OutputFormat.JPEG).build();
    return () ->
        MaskCompositor.create()
            .composite(
                ImageSource.of(photo), ImageSource.of(mask), preparer, ImageTarget.of(result));
  }

  private static Work inflater(List<byte[]> data) {
    return () -> PngData.inflate(data);
  }
}
