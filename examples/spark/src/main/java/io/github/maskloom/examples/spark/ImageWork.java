package io.github.maskloom.examples.spark;

import static com.google.common.base.Preconditions.checkArgument;

import io.github.maskloom.MaskCompositor;
import io.github.maskloom.PhotoRestorer;
import io.github.maskloom.RestoreOptions;
import io.github.maskloom.RestoreOptions.Comparison;
import io.github.maskloom.examples.batch.MadeImage;
import io.github.maskloom.format.ImageFormats;
import io.github.maskloom.image.Brush;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.MaskOptions;
import io.github.maskloom.image.OutputFormat;
import io.github.maskloom.image.WorkOptions;
import io.github.maskloom.prepare.ImagePreparer;
import io.github.maskloom.prepare.UploadLimits;
import java.io.IOException;
import java.util.Optional;

/**
 * Makes the image of a job, from a store and into it.
 *
 * @param work within which memory, and until when
 */
record ImageWork(ImageStore store, WorkOptions work) {
  private static final int MAX_SIDE = 65_535;

  /**
   * Makes the image of a job, which is there only if all went well.
   *
   * @throws IllegalArgumentException if the job cannot be understood
   * @throws IOException if an image cannot be read or written
   * @throws io.github.maskloom.errors.MaskloomException if an image cannot be used
   */
  MadeImage make(ImageJob job) throws IOException {
    job.check();
    return switch (job.command()) {
      case "composite" -> composite(job);
      case "restore" -> restore(job);
      default -> prepare(job);
    };
  }

  private MadeImage composite(ImageJob job) throws IOException {
    Brush brush = job.option("brush").map(ImageWork::brush).orElse(Brush.BLUE);
    MaskCompositor compositor =
        MaskCompositor.create()
            .withMask(MaskOptions.DEFAULT.withBrush(brush))
            .withFormat(format(job))
            .withWork(work);
    return MadeImage.of(
        compositor.composite(source(job, "photo"), source(job, "mask"), store.target(job.out())));
  }

  private MadeImage restore(ImageJob job) throws IOException {
    RestoreOptions plain = RestoreOptions.DEFAULT;
    int feather =
        job.number("feather", 0, RestoreOptions.MAX_FEATHER_PIXELS).orElse(plain.featherPixels());
    int grow = job.number("grow", 0, RestoreOptions.MAX_GROW_PIXELS).orElse(plain.growPixels());
    PhotoRestorer restorer =
        PhotoRestorer.create()
            .withWork(work)
            .withFormat(format(job))
            .withRestoring(plain.withFeather(feather).withGrow(grow))
            .withComparison(Comparison.OFF);
    ImageSource answer = source(job, "replacement");
    return MadeImage.of(
        restorer.restore(
            source(job, "photo"), answer, source(job, "mask"), store.target(job.out())));
  }

  private MadeImage prepare(ImageJob job) throws IOException {
    ImagePreparer all = ImagePreparer.create().withWork(work).withFormat(format(job));
    ImagePreparer preparer =
        job.number("max-side", 1, MAX_SIDE)
            .map(side -> all.withLimits(UploadLimits.NONE.withMaxSide(side)))
            .orElse(all);
    return MadeImage.of(preparer.prepare(source(job, "in"), store.target(job.out())));
  }

  private ImageSource source(ImageJob job, String option) throws IOException {
    return store.source(job.required(option));
  }

  private static OutputFormat format(ImageJob job) {
    OutputFormat named =
        ImageFormats.installed()
            .named(job.out())
            .orElseThrow(
                () ->
                    new IllegalArgumentException("out: expected a name that ends in .png or .jpg"));
    Optional<OutputFormat> jpeg = job.number("quality", 1, 100).map(OutputFormat::jpeg);
    checkArgument(
        jpeg.isEmpty() || named instanceof OutputFormat.Jpeg, "quality: is no option of a PNG");
    return jpeg.orElse(named);
  }

  private static Brush brush(String text) {
    checkArgument(text.matches("[0-9a-fA-F]{6}"), "brush: expected RRGGBB, such as 0078FF");
    return new Brush(Integer.parseInt(text, 16), Brush.BLUE.opacity());
  }
}
