package io.github.maskloom.internal.composite;

import io.github.maskloom.format.ImageFormats;
import io.github.maskloom.image.CancelSignal;
import io.github.maskloom.image.ImageTarget;
import io.github.maskloom.image.MaskOptions;
import io.github.maskloom.image.OutputOptions;
import io.github.maskloom.image.ReadOptions;
import io.github.maskloom.image.WorkOptions;
import java.util.Objects;

/**
 * What a compositor or a restorer was asked for.
 *
 * @param mask how masks are taken
 * @param output what is written
 * @param reading how images are read
 * @param work how the work is done
 */
public record PhotoJob(
    MaskOptions mask, OutputOptions output, ReadOptions reading, WorkOptions work) {
  /** With every option at its default. */
  public static final PhotoJob DEFAULT =
      new PhotoJob(
          MaskOptions.DEFAULT, OutputOptions.DEFAULT, ReadOptions.DEFAULT, WorkOptions.DEFAULT);

  /** Refuses null. */
  public PhotoJob {
    Objects.requireNonNull(mask, "mask");
    Objects.requireNonNull(output, "output");
    Objects.requireNonNull(reading, "reading");
    Objects.requireNonNull(work, "work");
  }

  /** The same with masks taken otherwise. */
  public PhotoJob with(MaskOptions other) {
    return new PhotoJob(other, output, reading, work);
  }

  /** The same with something else written. */
  public PhotoJob with(OutputOptions other) {
    return new PhotoJob(mask, other, reading, work);
  }

  /** The same with images read otherwise. */
  public PhotoJob with(ReadOptions other) {
    return new PhotoJob(mask, output, other, work);
  }

  /** The same, done in another way. */
  public PhotoJob with(WorkOptions other) {
    return new PhotoJob(mask, output, reading, other);
  }

  /** The same, stopped by this signal too. */
  public PhotoJob or(CancelSignal cancel) {
    return with(work.withCancel(work.cancel().or(cancel)));
  }

  /**
   * The same for a target, whose name counts where no format is asked for.
   *
   * @throws IllegalArgumentException if no image is written under such a name
   */
  public PhotoJob to(ImageTarget target) {
    if (output.format().isPresent()) {
      return this;
    }
    return target
        .name()
        .flatMap(ImageFormats.installed()::named)
        .map(format -> with(output.withFormat(format)))
        .orElse(this);
  }
}
