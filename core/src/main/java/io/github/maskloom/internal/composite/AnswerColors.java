package io.github.maskloom.internal.composite;

import io.github.maskloom.Restored.ColorMatch;
import io.github.maskloom.errors.ImageException;
import io.github.maskloom.format.Splicing;
import io.github.maskloom.image.ProfileConversion;
import io.github.maskloom.internal.color.ColorChange;
import io.github.maskloom.internal.color.ColorCorrection;
import io.github.maskloom.internal.color.ImageColors;
import io.github.maskloom.internal.color.RgbSpace;
import io.github.maskloom.internal.pipeline.Cost;
import io.github.maskloom.internal.pipeline.Scope;
import io.github.maskloom.internal.pipeline.Stage;
import io.github.maskloom.internal.pipeline.WindowSize;
import io.github.maskloom.internal.rows.ConvertedRows;
import io.github.maskloom.internal.rows.RecoloredRows;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.WindowReader;
import java.io.IOException;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What becomes of the colors of a model's answer on their way into a photo: they are corrected in
 * the answer's own samples, which is where the model shifted them, then brought to the photo's
 * profile.
 */
final class AnswerColors {
  private static final double LEVELS = 255;

  private final RestoreImages open;
  private final ImageColors photo;
  private final ImageColors answer;

  /** Whether the result has color; gray stays as it is. */
  private final boolean colored;

  /** Whether a correction is to be found before rows are opened. */
  private final boolean matches;

  private Optional<ColorCorrection> match = Optional.empty();

  /** The colors of images. */
  AnswerColors(RestoreImages open) {
    this.open = open;
    photo = open.photo().colors();
    answer = open.replacement().map(Replacement::colors).orElse(ImageColors.SRGB);
    colored = open.photo().geometry().colorBands() == 3 || open.isColored();
    matches = open.how().matchColor();
  }

  /** Whether colors are brought to the photo's profile. */
  ProfileConversion conversion() {
    return colored ? answer.conversionTo(photo) : ProfileConversion.NONE;
  }

  private boolean converts() {
    return conversion() == ProfileConversion.CONVERTED;
  }

  /** What was found; empty if nobody looked. */
  Optional<ColorMatch> match() {
    return match.map(AnswerColors::figures);
  }

  /** The answer as it goes into the photo. */
  Stage<WindowReader> forPhoto(Stage<WindowReader> rows) {
    if (!matches && !converts()) {
      return rows;
    }
    ColorChange change =
        colored ? answer.changeTo(photo) : ColorChange.between(RgbSpace.SRGB, RgbSpace.SRGB);
    return RecoloredRows.stage(
        inColor(rows),
        matches ? "match colors" : "convert colors to the photo's",
        change.to(),
        () -> match.map(found -> change.correcting(found.corrections())).orElse(change),
        UnaryOperator.identity());
  }

  /** Gray that is to be changed channel by channel has three of them first. */
  private Stage<WindowReader> inColor(Stage<WindowReader> rows) {
    ImageGeometry geometry = rows.geometry();
    int windowRows = open.scope().windowRows(geometry);
    return colored && geometry.colorBands() == 1
        ? ConvertedRows.stage(rows, geometry.bands() + 2, geometry.depth(), 0, windowRows)
        : rows;
  }

  /** What looking at the colors takes, with the images that are open meanwhile. */
  Cost looking() {
    Stage<WindowReader> ringed = ringed();
    long window = WindowSize.bytes(ringed.geometry(), open.windowRows());
    return ringed.cost().plus(Cost.heap(window)).plus(open.images().idle());
  }

  /** Finds a correction in a pass of its own over all three images. */
  void look(RestoreImages.Sources again) throws IOException {
    try (Scope pass = open.passBefore()) {
      OpenImages images = open.images().before(pass);
      RestoreImages before =
          new RestoreImages(
              images,
              open.how(),
              open.place(),
              Photo.open(images, again.photo()),
              Optional.of(Replacement.open(images, again.replacement())),
              MaskInput.openAgain(images, again.mask()));
      images.forgetCopies();
      AnswerColors colors = new AnswerColors(before);
      Stage<WindowReader> ringed = colors.ringed();
      before.mask().lookBefore();
      ringed.open(pass).push(before.windowRows(), window -> {});
      match = colors.match;
    } catch (ImageException e) {
      throw open.images().checked(e, Role.PHOTO);
    }
  }

  /** The photo beside the replacement, around the paint. */
  private Stage<WindowReader> ringed() {
    boolean answerColored = open.isColored();
    Stage<PaintRows> coverage = open.coverage();
    Splicing.Offer none = Splicing.Offer.not("the replacement is not kept");
    Stage<PaintRows> ring =
        RingRows.stage(
            open.placed(open.replacement().orElseThrow().rows(), none, coverage),
            coverage,
            Blend.canvas(open.photo().geometry(), answerColored),
            found -> match = Optional.of(found));
    return new Blend(
            photoForAnswer(),
            new PaintRows.Plan(ring, answerColored),
            RestorePlan.NEAREST,
            open.images().job().output(),
            open.scope())
        .rows();
  }

  /** The photo as it looks in the answer's samples, with the bands of the result. */
  private Stage<WindowReader> photoForAnswer() {
    Stage<WindowReader> rows = open.photo().rows();
    ColorChange change = photo.changeTo(answer);
    return converts()
        ? RecoloredRows.stage(
            inColor(rows),
            "convert colors to the answer's",
            change.to(),
            () -> change,
            UnaryOperator.identity())
        : rows;
  }

  private static ColorMatch figures(ColorCorrection match) {
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
