package io.github.maskloom.internal.composite;

import io.github.maskloom.BoundingBox;
import io.github.maskloom.RestoreOptions;
import io.github.maskloom.RestoreOptions.Align;
import io.github.maskloom.format.Splicing;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.WorkListener;
import io.github.maskloom.internal.pipeline.Scope;
import io.github.maskloom.internal.pipeline.Stage;
import io.github.maskloom.internal.scale.Area;
import io.github.maskloom.internal.scale.Lanczos.Averaging;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.WindowReader;
import java.util.Optional;
import java.util.function.Function;

/**
 * The images of a restoration in one pass over them, open, and what is made of their rows.
 *
 * @param how paint is brought into the photo
 * @param place where the replacement shows what it stands for, once that is measured
 * @param replacement empty for the least that any would take
 */
record RestoreImages(
    OpenImages images,
    RestoreOptions how,
    AnswerPlace place,
    Photo photo,
    Optional<Replacement> replacement,
    MaskInput mask) {

  /** Where images are had once more. */
  record Sources(ImageSource photo, ImageSource replacement, ImageSource mask) {}

  /** The same with the replacement at a place that was measured. */
  RestoreImages at(AnswerPlace other) {
    return new RestoreImages(images, how, other, photo, replacement, mask);
  }

  Scope scope() {
    return images.scope();
  }

  /** A scope for a pass before, of which nobody hears, by one thread. */
  Scope passBefore() {
    return scope().part(scope().work().withListener(WorkListener.NONE).withThreads(1));
  }

  /** What the result's rows are made ahead by. */
  int windowRows() {
    return scope().windowRows(photo.geometry());
  }

  /** Whether the result may have colors that the photo does not have. */
  boolean isColored() {
    return replacement.filter(answer -> answer.geometry().colorBands() == 3).isPresent();
  }

  /** What may change, as far as the mask says. */
  Stage<PaintRows> coverage() {
    return mask.coverage(photo, how);
  }

  /** The same of what the replacement shows. */
  Stage<PaintRows> shown(Stage<PaintRows> coverage) {
    BoundingBox shown = place.shown();
    ImageGeometry size = coverage.geometry();
    return shown.width() == size.width() && shown.height() == size.height()
        ? coverage
        : RegionRows.stage(coverage, shown);
  }

  /**
   * What is made of the replacement as it lies. Before that is known it takes as much as it may
   * take at the most.
   */
  <T> Stage<T> placed(Function<AnswerPlace, Stage<T>> made) {
    return how.align() == Align.CORRECT ? place.wherever(made) : made.apply(place);
  }

  /** A replacement's rows at their place in the photo. */
  Stage<PlacedReplacement> placed(
      Stage<WindowReader> replacement, Splicing.Offer splice, Stage<PaintRows> coverage) {
    Stage<WindowReader> rows = images.ahead(replacement, splice);
    return placed(
        where -> {
          BoundingBox shown = where.shown();
          Area seen = where.seen(Area.of(rows.geometry()), shown);
          Area wanted = Area.of(shown.width(), shown.height());
          return PlacedReplacement.stage(
              RowCursor.stage(rows, seen, wanted, Averaging.SAMPLES, Role.REPLACEMENT, scope()),
              shown,
              coverage.geometry());
        });
  }
}
