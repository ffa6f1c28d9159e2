package io.github.maskloom.internal.composite;

import io.github.maskloom.RestoreOptions;
import io.github.maskloom.errors.ImageException;
import io.github.maskloom.format.FormatInput.Kept;
import io.github.maskloom.image.Brush;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.ImageTarget;
import io.github.maskloom.image.MaskConvention;
import io.github.maskloom.image.MaskOptions;
import io.github.maskloom.internal.codec.EncodedImage;
import io.github.maskloom.internal.codec.EncodedImage.Opening;
import io.github.maskloom.internal.mask.MaskFill;
import io.github.maskloom.internal.mask.OpacityCheck;
import io.github.maskloom.internal.pipeline.Scope;
import io.github.maskloom.internal.pipeline.Stage;
import io.github.maskloom.internal.pixel.Growth;
import io.github.maskloom.internal.pixel.MaskPaint;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.WindowReader;
import io.github.maskloom.raster.WindowSource;
import java.io.IOException;
import java.util.Optional;

/** A mask on its way to paint: open, checked against the photo, looked through, and filled. */
public final class MaskInput {
  /** With it, a mask's paint is its coverage. */
  private static final Brush FULL = new Brush(0, 255);

  private static final MaskConvention HALF = MaskConvention.binary(127);

  private final OpenImages images;
  private final MaskOptions options;
  private final Stage<WindowReader> rows;

  /** What is looked through before it paints. */
  private final Optional<ImageSource> seenBefore;

  /** What is spooled before it paints, if the mask comes as rows. */
  private final Optional<MaskFill.GivenMask> spooled;

  private Optional<MaskFill> fill = Optional.empty();

  private MaskInput(
      OpenImages images,
      Stage<WindowReader> rows,
      Optional<ImageSource> seenBefore,
      Optional<MaskFill.GivenMask> spooled) {
    this.images = images;
    options = images.job().mask();
    this.rows = rows;
    this.seenBefore = seenBefore;
    this.spooled = spooled;
  }

  private MaskInput(OpenImages images, EncodedImage file, Optional<ImageSource> seenBefore) {
    this(images, file.stage(), seenBefore, Optional.empty());
  }

  /** Opens a mask that is only planned with. */
  public static MaskInput open(OpenImages images, ImageSource mask) throws IOException {
    return new MaskInput(images, images.open(mask, Role.MASK, asked(images)), Optional.empty());
  }

  private static Opening asked(OpenImages images) {
    MaskConvention convention = images.job().mask().convention();
    return images
        .strictly(Kept.NOTHING)
        .checked(hasAlpha -> OpacityCheck.header(hasAlpha, convention));
  }

  /**
   * Opens a mask whose paint goes to a target. It is read to its first pixel that is not opaque
   * before anything is written to a stream, from which it could not be taken back. For another
   * target it is checked while it is painted.
   */
  public static MaskInput open(OpenImages images, ImageSource mask, ImageTarget target)
      throws IOException {
    MaskOptions options = images.job().mask();
    if (options.fillEnclosed()) {
      return openAgain(images, images.reopenable(mask, Role.MASK));
    }
    boolean looksBefore =
        !target.atomic() && mask.reopenable() && OpacityCheck.concerns(options.convention());
    return new MaskInput(
        images,
        images.open(mask, Role.MASK, asked(images)),
        Optional.of(mask).filter(source -> looksBefore));
  }

  /** Opens a mask that opens again, and is looked through before if it is filled. */
  static MaskInput openAgain(OpenImages images, ImageSource mask) throws IOException {
    return new MaskInput(
        images,
        images.open(mask, Role.MASK, asked(images)),
        Optional.of(mask).filter(source -> images.job().mask().fillEnclosed()));
  }

  /** Takes a mask that comes as rows. */
  public static MaskInput given(OpenImages images, WindowSource mask) {
    Stage<WindowReader> rows = images.given(mask, Role.MASK);
    if (!images.job().mask().fillEnclosed()) {
      return new MaskInput(images, rows, Optional.empty(), Optional.empty());
    }
    MaskFill.GivenMask spooled = new MaskFill.GivenMask(rows);
    return new MaskInput(
        images,
        spooled.stage(images.scope().windowRows(mask.geometry())),
        Optional.empty(),
        Optional.of(spooled));
  }

  /** The shape of the mask as it came. */
  ImageGeometry geometry() {
    return rows.geometry();
  }

  /** Looks a mask through that has to be, before its rows are opened. */
  void lookBefore() throws IOException {
    try {
      if (seenBefore.isPresent()) {
        lookThrough(seenBefore.get());
      } else if (spooled.isPresent()) {
        spooled.get().spool(fill.orElseThrow(), images.job().reading().limits(), images.scope());
      }
    } catch (ImageException e) {
      throw images.checked(e, Role.MASK);
    }
  }

  /** It takes no more than painting does. */
  private void lookThrough(ImageSource mask) throws IOException {
    try (Scope apart = images.scope().part()) {
      OpenImages again =
          fill.isPresent() ? images.before(apart) : new OpenImages(images.job(), apart);
      WindowReader reader = again.open(mask, Role.MASK, asked(again)).stage().open(apart);
      int windowRows = apart.windowRows(reader.geometry());
      MaskFill.lookThrough(fill, reader, windowRows, apart.cancel());
    }
  }

  /** Checks that the mask can be painted over the photo with a brush, and says how. */
  MaskPaint over(Photo photo, Brush brush) {
    check(photo);
    return new MaskPaint(
        geometry().withSize(photo.geometry().width(), photo.geometry().height()),
        options.convention(),
        brush,
        photo.fullSize().depth());
  }

  /** Checks that the mask can be painted over the photo. */
  void check(Photo photo) {
    ImageGeometry size = photo.fullSize();
    try {
      images.checkSize(size.width(), size.height(), Role.PHOTO);
      images.checkSize(geometry().width(), geometry().height(), Role.MASK);
      OpacityCheck.header(geometry().hasAlpha(), options.convention());
      new MaskShape(options.fit(), size, photo.isTurned()).check(geometry());
      images.checkScaling(geometry(), size, Role.MASK);
    } catch (ImageException e) {
      throw images.named(e, Role.MASK);
    }
  }

  /** What of a photo may change under a restoration, as far as the mask says. */
  Stage<PaintRows> coverage(Photo photo, RestoreOptions how) {
    return GrownRows.stage(coverage(photo), disc(how), isSoft());
  }

  private Stage<PaintRows> coverage(Photo photo) {
    MaskPaint painter = over(photo, FULL);
    Stage<WindowReader> reader = rows(rows);
    if (options.convention().isPainted() && !MaskShape.isExact(geometry(), photo.geometry())) {
      return ScaledStrokes.stage(reader, painter.paintGeometry(), images.scope());
    }
    MaskConvention scaled = isSoft() ? MaskConvention.WHITE_EDITS : HALF;
    return MaskRows.stage(reader, photo.area(), painter, scaled, images.scope());
  }

  /** Whether coverage between none and full means something: a brush's opacity does not. */
  boolean isSoft() {
    return !(options.convention().isPainted() || options.convention().isBinary());
  }

  /**
   * What paint is widened by, so that an edge along the inside of what comes of it lies where it
   * should. An edge that lies outside begins behind a whole pixel: whatever is within the growth of
   * paint is then as far inside as the part of the edge that lies out there is wide.
   */
  private static Growth.Disc disc(RestoreOptions how) {
    int outside =
        switch (how.featherSide()) {
          case INWARDS -> 0;
          case CENTERED -> (how.featherPixels() + 1) / 2;
          case OUTWARDS -> how.featherPixels();
        };
    return outside == 0
        ? Growth.Disc.within(how.growPixels())
        : Growth.Disc.nearerThan(how.growPixels() + outside + 1);
  }

  /** The rows, of which the last one comes only if the mask may be painted. */
  Stage<WindowReader> rows(Stage<WindowReader> reader) {
    Stage<WindowReader> checked = OpacityCheck.stage(reader, options.convention());
    if (!options.fillEnclosed()) {
      return checked;
    }
    // One for all plans: of several that are made, one is opened.
    MaskFill filling =
        fill.orElseGet(() -> new MaskFill(geometry(), options, images.job().reading().limits()));
    fill = Optional.of(filling);
    return filling.reader(checked);
  }

  /** The rows as they come. */
  Stage<WindowReader> stored() {
    return rows;
  }

  /** How much of the mask was filled. */
  long filledPixels() {
    return fill.map(MaskFill::filledPixels).orElse(0L);
  }
}
