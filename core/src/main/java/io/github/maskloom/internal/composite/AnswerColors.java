package io.github.maskloom.internal.composite;

import io.github.maskloom.Restored.ColorMatch;
import io.github.maskloom.image.ProfileConversion;
import io.github.maskloom.internal.color.ColorChange;
import io.github.maskloom.internal.color.ColorCorrection;
import io.github.maskloom.internal.color.ImageColors;
import io.github.maskloom.internal.color.RgbSpace;
import io.github.maskloom.internal.pipeline.Scope;
import io.github.maskloom.internal.pipeline.Stage;
import io.github.maskloom.internal.rows.ConvertedRows;
import io.github.maskloom.internal.rows.RecoloredRows;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.WindowReader;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What becomes of the colors of a model's answer on their way into a photo: they are corrected in
 * the answer's own samples, which is where the model shifted them, then brought to the photo's
 * profile.
 */
final class AnswerColors {
  private static final double LEVELS = 255;

  private final ImageColors photo;
  private final ImageColors answer;
  private final boolean colored;
  private final boolean matches;
  private Optional<ColorCorrection> match = Optional.empty();

  /**
   * Colors of an answer.
   *
   * @param colored whether the result has color; gray stays as it is
   * @param matches whether a correction is to be found before rows are opened
   */
  AnswerColors(ImageColors photo, ImageColors answer, boolean colored, boolean matches) {
    this.photo = photo;
    this.answer = answer;
    this.colored = colored;
    this.matches = matches;
  }

  /** Whether colors are brought to the photo's profile. */
  ProfileConversion conversion() {
    return colored ? answer.conversionTo(photo) : ProfileConversion.NONE;
  }

  private boolean converts() {
    return conversion() == ProfileConversion.CONVERTED;
  }

  private ColorChange change() {
    return colored ? answer.changeTo(photo) : ColorChange.between(RgbSpace.SRGB, RgbSpace.SRGB);
  }

  /** Takes what was found of the ring. */
  void correct(ColorCorrection found) {
    match = Optional.of(found);
  }

  /** What was found; empty if nobody looked. */
  Optional<ColorCorrection> match() {
    return match;
  }

  /** The answer as it goes into the photo. */
  Stage<WindowReader> forPhoto(Stage<WindowReader> rows, Scope scope) {
    if (!matches && !converts()) {
      return rows;
    }
    ColorChange change = change();
    return RecoloredRows.stage(
        inColor(rows, scope.windowRows(rows.geometry())),
        name(),
        change.to(),
        () -> match.map(found -> change.correcting(found.corrections())).orElse(change));
  }

  private String name() {
    return matches ? "match colors" : "convert colors to the photo's";
  }

  /** Gray that is to be changed channel by channel has three of them first. */
  private Stage<WindowReader> inColor(Stage<WindowReader> rows, int windowRows) {
    ImageGeometry geometry = rows.geometry();
    return colored && geometry.colorBands() == 1
        ? ConvertedRows.stage(rows, geometry.bands() + 2, geometry.depth(), 0, windowRows)
        : rows;
  }

  /** The photo as it looks in the answer's samples, with the bands of the result. */
  Stage<WindowReader> photoForAnswer(Stage<WindowReader> rows, int windowRows) {
    return converts()
        ? RecoloredRows.stage(
            inColor(rows, windowRows),
            "convert colors to the answer's",
            photo.changeTo(answer),
            UnaryOperator.identity())
        : rows;
  }

  /** What a match is reported as. */
  static ColorMatch figures(ColorCorrection match) {
    return new ColorMatch(
        ColorMatch.Outcome.valueOf(match.outcome().name()),
        match.channels().stream().map(AnswerColors::figures).toList());
  }

  private static ColorMatch.Channel figures(ColorCorrection.Channel channel) {
    return new ColorMatch.Channel(
        channel.correction().gain(),
        channel.correction().offset() * LEVELS,
        channel.before(),
        channel.after());
  }
}
