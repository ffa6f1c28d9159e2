package io.github.maskloom.benchmarks;

import io.github.maskloom.MaskCompositor;
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
   * @param job {@code maskloom}, {@code maskloom2} for two threads, {@code java2d}, or {@code
   *     inflater} for {@link PngData#inflate} on the photo's data, which are read before the work
   *     begins
   */
  static Work of(String job, Path photo, Path mask, Path result) throws IOException {
    return switch (job) {
      case "maskloom" -> maskloom(MaskCompositor.create(), photo, mask, result);
      case "maskloom2" ->
          maskloom(MaskCompositor.builder().threads(2).build(), photo, mask, result);
      case "java2d" -> () -> Java2dRoute.composite(photo, mask, result);
      case "inflater" -> inflater(PngData.read(photo));
      default -> throw new IllegalArgumentException("there is no job " + job);
    };
  }

  private static Work maskloom(MaskCompositor compositor, Path photo, Path mask, Path result) {
    return () -> compositor.composite(photo, mask, result);
  }

  private static Work inflater(List<byte[]> data) {
    return () -> PngData.inflate(data);
  }
}
