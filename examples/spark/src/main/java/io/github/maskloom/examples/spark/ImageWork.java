package io.github.maskloom.examples.spark;

import io.github.maskloom.MaskCompositor;
import io.github.maskloom.PhotoRestorer;
import io.github.maskloom.RestoreOptions;
import io.github.maskloom.RestoreOptions.Comparison;
import io.github.maskloom.examples.batch.MadeImage;
import io.github.maskloom.format.ImageFormats;
import io.github.maskloom.image.Brush;
import io.github.maskloom.image.MaskOptions;
import io.github.maskloom.image.OutputFormat;
import io.github.maskloom.image.WorkOptions;
import io.github.maskloom.prepare.ImagePreparer;
import io.github.maskloom.prepare.UploadLimits;
import java.io.IOException;

/** Makes the image of a job, from a store and into it. */
final class ImageWork {
  private static final int MAX_SIDE = 65_535;

  private final ImageStore store;
  private final WorkOptions work;

  /**
   * Makes images.
   *
   * @param work within which memory, and until when
   */
  ImageWork(ImageStore store, WorkOptions work) {
    this.store = store;
    this.work = work;
  }

  /**
   * Makes the image of a job, which is there only if all went well.
   *
   * @throws IllegalArgumentException if the job cannot be understood
   * @throws IOException if an image cannot be read or written
   * @throws io.github.maskloom.errors.MaskloomException if an image cannot be used
   */
  MadeImage make(ImageJob job) throws IOException {
    return switch (job.command()) {
      case "composite" -> composite(job);
      case "restore" -> restore(job);
      case "prepare" -> prepare(job);
      case "fuse" ->
          throw new IllegalArgumentException(
              "command: fuse is billed, and a task may run twice; see examples/queue");
      default ->
          throw new IllegalArgumentException("command: expected composite, prepare or restore");
    };
  }

  private MadeImage composite(ImageJob job) throws IOException {
    Brush brush = job.option("brush").map(ImageWork::brush).orElse(Brush.BLUE);
    MaskCompositor compositor =
        MaskCompositor.create()
            .withMask(MaskOptions.DEFAULT.withBrush(brush))
            .withFormat(format(job))
            .withWork(work);
    String photo = job.required("photo");
    String mask = job.required("mask");
    job.checkAllRead();
    return MadeImage.of(
        compositor.composite(store.source(photo), store.source(mask), store.target(job.out())));
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
    String photo = job.required("photo");
    String replacement = job.required("replacement");
    String mask = job.required("mask");
    job.checkAllRead();
    return MadeImage.of(
        restorer.restore(
            store.source(photo),
            store.source(replacement),
            store.source(mask),
            store.target(job.out())));
  }

  private MadeImage prepare(ImageJob job) throws IOException {
    ImagePreparer all = ImagePreparer.create().withWork(work).withFormat(format(job));
    ImagePreparer preparer =
        job.number("max-side", 1, MAX_SIDE)
            .map(side -> all.withLimits(UploadLimits.NONE.withMaxSide(side)))
            .orElse(all);
    String in = job.required("in");
    job.checkAllRead();
    return MadeImage.of(preparer.prepare(store.source(in), store.target(job.out())));
  }

  private static OutputFormat format(ImageJob job) {
    OutputFormat named =
        ImageFormats.installed()
            .named(job.out())
            .orElseThrow(
                () ->
                    new IllegalArgumentException("out: expected a name that ends in .png or .jpg"));
    return named instanceof OutputFormat.Jpeg
        ? job.number("quality", 1, 100).<OutputFormat>map(OutputFormat::jpeg).orElse(named)
        : named;
  }

  private static Brush brush(String text) {
    if (!text.matches("[0-9a-fA-F]{6}")) {
      throw new IllegalArgumentException("brush: expected RRGGBB, such as 0078FF");
    }
    return new Brush(Integer.parseInt(text, 16), Brush.BLUE.opacity());
  }
}
