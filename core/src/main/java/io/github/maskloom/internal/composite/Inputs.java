package io.github.maskloom.internal.composite;

import io.github.maskloom.Brush;
import io.github.maskloom.MaskStatistics;
import io.github.maskloom.errors.ImageException;
import io.github.maskloom.errors.ImageFormatException;
import io.github.maskloom.errors.ImageLimitException;
import io.github.maskloom.format.FormatInput.Kept;
import io.github.maskloom.format.ImageFormats;
import io.github.maskloom.format.Splicing;
import io.github.maskloom.image.AiLabel;
import io.github.maskloom.image.ImageMetadata;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.ImageTarget;
import io.github.maskloom.image.MaskConvention;
import io.github.maskloom.image.MetadataReport;
import io.github.maskloom.image.OutputFormat;
import io.github.maskloom.image.ReadOptions;
import io.github.maskloom.image.ReadOptions.DamagePolicy;
import io.github.maskloom.internal.codec.ByteCounter;
import io.github.maskloom.internal.codec.EncodedImage;
import io.github.maskloom.internal.color.ImageColors;
import io.github.maskloom.internal.limits.LimitCheck;
import io.github.maskloom.internal.mask.MaskFill;
import io.github.maskloom.internal.mask.OpacityCheck;
import io.github.maskloom.internal.metadata.XmpPacket;
import io.github.maskloom.internal.pipeline.Cost;
import io.github.maskloom.internal.pipeline.Scope;
import io.github.maskloom.internal.pipeline.SpoolFile;
import io.github.maskloom.internal.pipeline.Stage;
import io.github.maskloom.internal.pipeline.WindowHandOff;
import io.github.maskloom.internal.pixel.MaskPaint;
import io.github.maskloom.internal.rows.ImageEncoder;
import io.github.maskloom.internal.scale.Area;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.WindowReader;
import io.github.maskloom.raster.WindowSource;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The images that one result is made of: opens them, and checks them. */
final class Inputs {
  private final CompositeJob.MaskOptions masks;
  private final ReadOptions reading;
  private final Scope scope;
  private final List<Opened> images = new ArrayList<>();
  private Optional<ImageSource> unseenMask = Optional.empty();
  private Optional<MaskFill> fill = Optional.empty();
  private Optional<MaskPass> firstPass = Optional.empty();
  private long firstPassBytes;
  private boolean seenTurned;
  private int frames = 1;
  private @Nullable ImageGeometry maskGeometry;

  /**
   * An image that was opened, perhaps not the only time.
   *
   * @param colors of which nothing else is kept but the label
   * @param label what it says of a model's part in it, if nothing else is kept
   */
  private record Opened(
      Role role, EncodedImage image, Optional<ImageColors> colors, AiLabel label) {
    ImageColors meaning() {
      return colors.orElseGet(() -> ImageColors.of(image.metadata()));
    }
  }

  /** The pass over a mask that comes before the one that paints. */
  private interface MaskPass {
    void run(MaskFill filling) throws IOException;
  }

  Inputs(CompositeJob.MaskOptions masks, ReadOptions reading, Scope scope) {
    this.masks = masks;
    this.reading = reading;
    this.scope = scope;
  }

  /** Opens an image, which the scope closes. */
  Stage<WindowReader> open(ImageSource source, Role role) throws IOException {
    return open(source, role, EncodedImage.Reduction.NONE).stage();
  }

  /** The shape of a photo as it is seen, which is closed again. */
  ImageGeometry seen(ImageSource source) throws IOException {
    try (Scope apart = scope.part()) {
      Inputs others = new Inputs(masks, reading, apart);
      EncodedImage image = others.open(source, Role.PHOTO, EncodedImage.Reduction.NONE);
      seenTurned = image.orientation().swapsSides();
      return image.stage().geometry();
    }
  }

  /** Opens a photo of which fewer pixels may do. */
  SeenPhoto openPhoto(ImageSource source, EncodedImage.Reduction reduction) throws IOException {
    EncodedImage image = open(source, Role.PHOTO, reduction);
    return new SeenPhoto(image.stage(), image.fullSize(), Area.shownBy(image));
  }

  private EncodedImage open(ImageSource source, Role role, EncodedImage.Reduction reduction)
      throws IOException {
    scope.files().called(role.toString(), source);
    try {
      EncodedImage image =
          EncodedImage.open(source.named(role.toString()), asked(role).reduced(reduction), scope);
      scope.register(image);
      images.add(opened(role, image));
      return image;
    } catch (ImageException e) {
      throw scope.files().named(e, role.toString());
    }
  }

  private static Opened opened(Role role, EncodedImage image) {
    if (kept(role) != Kept.COLORS) {
      return new Opened(role, image, Optional.empty(), AiLabel.NONE);
    }
    ImageMetadata metadata = image.takeColors();
    AiLabel label = metadata.xmp().map(XmpPacket::label).orElse(AiLabel.NONE);
    return new Opened(role, image, Optional.of(ImageColors.of(metadata)), label);
  }

  /** What an image says of a model's part in it; nothing if it came as rows. */
  AiLabel label(Role role) {
    return opened(role).map(Opened::label).orElse(AiLabel.NONE);
  }

  private EncodedImage.Opening asked(Role role) {
    EncodedImage.Opening asked =
        EncodedImage.Opening.of(
            role == Role.PHOTO ? reading : reading.withDamage(DamagePolicy.STRICT), kept(role));
    return role == Role.MASK
        ? asked.checked(hasAlpha -> OpacityCheck.header(hasAlpha, masks.convention()))
        : asked;
  }

  private static Kept kept(Role role) {
    return switch (role) {
      case PHOTO -> Kept.SPLICING;
      case MASK -> Kept.NOTHING;
      case REPLACEMENT -> Kept.COLORS;
    };
  }

  /** What the colors of an image mean; sRGB if it came as rows. */
  ImageColors colors(Role role) {
    return opened(role).map(Opened::meaning).orElse(ImageColors.SRGB);
  }

  /**
   * A source that opens as often as is needed: its encoded bytes are copied to a temporary file,
   * which the scope closes, if it would open only once.
   */
  ImageSource reopenable(ImageSource source, Role role) throws IOException {
    if (source.reopenable()) {
      return source;
    }
    scope.files().called(role.toString(), source);
    ImageSource named = source.named(role.toString());
    ByteCounter counter = new ByteCounter(reading.limits(), scope.cancel(), scope.files());
    try (InputStream stream = counter.open(named)) {
      SpoolFile copy = scope.register(SpoolFile.create(reading.limits()));
      copy.append(stream);
      return copy.source();
    } catch (ImageException e) {
      throw scope.files().named(e, role.toString());
    }
  }

  /** Opens a photo's file once more, beside the one that reads it. */
  EncodedImage openPhotoAgain(EncodedImage.Reduction reduction) throws IOException {
    return openAgain(
        photo().flatMap(image -> image.file().again()).orElseThrow(), Role.PHOTO, reduction);
  }

  /** Opens a replacement once more; it must be re-openable. */
  EncodedImage openReplacementAgain(ImageSource source, EncodedImage.Reduction reduction)
      throws IOException {
    EncodedImage image =
        openAgain(source.named(Role.REPLACEMENT.toString()), Role.REPLACEMENT, reduction);
    images.add(new Opened(Role.REPLACEMENT, image, Optional.empty(), AiLabel.NONE));
    return image;
  }

  private EncodedImage openAgain(ImageSource source, Role role, EncodedImage.Reduction reduction)
      throws IOException {
    try {
      EncodedImage.Opening asked =
          EncodedImage.Opening.of(reading.withDamage(DamagePolicy.STRICT), Kept.NOTHING);
      return scope.register(EncodedImage.open(source, asked.reduced(reduction), scope));
    } catch (ImageException e) {
      throw scope.files().named(e, role.toString());
    }
  }

  /** Rows of a mask of the caller's own. */
  Stage<WindowReader> givenMask(WindowSource rows) {
    if (!masks.fillEnclosed()) {
      return given(rows, Role.MASK);
    }
    MaskFill.GivenMask mask = new MaskFill.GivenMask(given(rows, Role.MASK));
    firstPass = Optional.of(filling -> mask.spool(filling, reading.limits(), scope));
    return mask.stage(scope.windowRows(rows.geometry()));
  }

  /** Rows of the caller's own. */
  Stage<WindowReader> given(WindowSource rows, Role role) {
    return WindowHandOff.stage(
        "take the caller's rows of the " + role,
        rows,
        Cost.NONE,
        scope.windowRows(rows.geometry()));
  }

  /** Opens a mask that can be opened again, for a pass of its own if it is to be filled. */
  Stage<WindowReader> openReopenableMask(ImageSource source) throws IOException {
    firstPass =
        masks.fillEnclosed()
            ? Optional.of(filling -> lookThrough(source, filling))
            : Optional.empty();
    return open(source, Role.MASK);
  }

  /** Opens a mask whose paint goes to a target. */
  Stage<WindowReader> openMask(ImageSource source, ImageTarget target) throws IOException {
    if (masks.fillEnclosed()) {
      return openReopenableMask(reopenable(source, Role.MASK));
    }
    boolean looksBefore =
        !target.atomic() && source.reopenable() && OpacityCheck.concerns(masks.convention());
    unseenMask = looksBefore ? Optional.of(source) : Optional.empty();
    return open(source, Role.MASK);
  }

  /** Waits for what the work takes, before rows are read, and looks at the mask then. */
  void begin(Cost cost) throws IOException {
    forgetCopy();
    frames = countFrames();
    scope.reserve(cost);
    if (masks.fillEnclosed()) {
      look();
    } else {
      checkMask();
    }
  }

  /** Counts the photo's frames. A file that is broken behind the first one has no more. */
  private int countFrames() throws IOException {
    Optional<Opened> photo = opened(Role.PHOTO);
    try {
      return photo.isPresent() ? photo.get().image().countFrames() : 1;
    } catch (ImageException e) {
      return 1;
    }
  }

  /** What became of the photo's metadata, and of how many frames the first was taken. */
  MetadataReport described(MetadataReport metadata) {
    return frames == 1 ? metadata : metadata.toBuilder().frames(frames).build();
  }

  /** Looks a mask that is to be filled through, before its rows are opened. */
  void look() throws IOException {
    if (fill.isPresent() && firstPass.isPresent()) {
      try {
        firstPass.get().run(fill.get());
      } catch (ImageException e) {
        scope.files().check(e);
        throw scope.files().named(e, Role.MASK.toString());
      }
    }
  }

  /** It takes no more than painting does. */
  private void lookThrough(ImageSource mask, MaskFill filling) throws IOException {
    try (Scope apart = scope.part()) {
      Inputs again = new Inputs(masks, reading, apart);
      WindowReader rows = again.open(mask, Role.MASK).open(apart);
      filling.lookThrough(rows, apart.windowRows(rows.geometry()), apart.cancel());
      firstPassBytes = again.bytesRead(Role.MASK);
    }
  }

  /** Drops what a splice would have needed, once it is decided whether there is one. */
  void forgetCopy() {
    images.forEach(opened -> opened.image().forgetSplicing());
  }

  /**
   * Makes sure of a mask before anything is written to a stream, from which it could not be taken
   * back; a mask for another target is checked while it is painted. It takes no more than painting
   * does.
   */
  private void checkMask() throws IOException {
    if (unseenMask.isPresent()) {
      try (Scope apart = scope.part()) {
        Inputs again = new Inputs(masks, reading, apart);
        EncodedImage image = again.open(unseenMask.get(), Role.MASK, EncodedImage.Reduction.NONE);
        WindowReader mask = image.stage().open(apart);
        OpacityCheck.lookThrough(mask, apart.windowRows(mask.geometry()), apart.cancel());
      } catch (ImageException e) {
        scope.files().check(e);
        throw scope.files().named(e, Role.MASK.toString());
      }
    }
  }

  /** The photo as it was opened; empty if it came as rows. */
  Optional<EncodedImage> photo() {
    return opened(Role.PHOTO).map(Opened::image);
  }

  /** What is written of the photo, which is open, or given as rows. */
  CompositeJob.Output output(CompositeJob.OutputOptions asked) {
    return asked.of(photoMediaType());
  }

  /** The format of the photo's file; empty if it came as rows. */
  Optional<String> photoMediaType() {
    return photo().map(image -> image.description().mediaType());
  }

  /** Asks the photo's format for a copy of the file, if the result is to have that format. */
  Splicing.Offer splicing(boolean paintMayBeColored, OutputFormat wanted) throws IOException {
    String name = ImageFormats.installed().writing(wanted).name();
    Optional<EncodedImage> photo =
        photo().filter(image -> image.description().mediaType().equals(wanted.mediaType()));
    return photo.isEmpty()
        ? Splicing.Offer.not("the photo is not a " + name + " file")
        : photo.get().file().splicing(wanted, paintMayBeColored);
  }

  /**
   * Whether a thread is left to decode the image that is painted from, beside the one that blends
   * and, unless compressed rows are kept, the one that encodes.
   */
  boolean readsAhead(Splicing.Offer offer) {
    return scope.work().threads() > (offer.splicing().isPresent() ? 1 : 2);
  }

  /** Whether the photo's file could be spliced into an output, and be read beside that. */
  boolean rereadsPhoto(OutputFormat output) {
    boolean isEncodedAgain = output instanceof OutputFormat.Jpeg jpeg && !jpeg.keepsPhoto();
    return !isEncodedAgain
        && photo()
            .filter(image -> image.description().mediaType().equals(output.mediaType()))
            .flatMap(image -> image.file().again())
            .isPresent();
  }

  private Optional<Opened> opened(Role role) {
    return all(role).findFirst();
  }

  private Stream<Opened> all(Role role) {
    return images.stream().filter(opened -> opened.role() == role);
  }

  /** What images hold that are open and not read yet: a JPEG little, others what decoding takes. */
  Cost idle() {
    return images.stream().map(opened -> opened.image().idle()).reduce(Cost.NONE, Cost::plus);
  }

  /** Encoded bytes read so far; 0 if the image came as rows. */
  long bytesRead(Role role) {
    return (role == Role.MASK ? firstPassBytes : 0)
        + all(role).mapToLong(opened -> opened.image().bytesRead()).sum();
  }

  /** Rows that an image lacks, once it was read; 0 if it came as rows. */
  int missingRows(Role role) {
    return all(role).mapToInt(opened -> opened.image().missingRows()).sum();
  }

  /** Checks that the mask can be painted over the photo, and says how. */
  MaskPaint painter(ImageGeometry mask, ImageGeometry photo, Brush brush) {
    return painter(mask, photo, photo, brush);
  }

  /**
   * Checks that the mask can be painted over the photo, and says how.
   *
   * @param seen the photo's shape as its rows are read
   */
  MaskPaint painter(ImageGeometry mask, ImageGeometry photo, ImageGeometry seen, Brush brush) {
    try {
      checkMask(mask, photo);
    } catch (ImageException e) {
      throw scope.files().named(e, Role.MASK.toString());
    }
    return new MaskPaint(
        mask.withSize(seen.width(), seen.height()),
        masks.convention(),
        brush.rgb(),
        brush.opacity(),
        photo.depth());
  }

  private void checkMask(ImageGeometry mask, ImageGeometry photo) {
    checkSize(photo.width(), photo.height(), Role.PHOTO);
    checkSize(mask.width(), mask.height(), Role.MASK);
    OpacityCheck.header(mask.hasAlpha(), masks.convention());
    if (masks.convention() instanceof MaskConvention.TransparentEdits && !mask.hasAlpha()) {
      throw ImageFormatException.at(
              "image", "", ImageFormatException.NO_OFFSET, "there is no alpha to mark the edit")
          .initImage(Role.MASK.toString());
    }
    boolean turned = photo().filter(image -> image.orientation().swapsSides()).isPresent();
    new MaskShape(masks.fit(), photo, turned || seenTurned).check(mask);
    maskGeometry = mask;
    checkScaling(mask, photo, Role.MASK);
  }

  /** Checks that an image can be brought to the photo's size. */
  void checkScaling(ImageGeometry size, ImageGeometry photo, Role role) {
    checkSize(size.width(), size.height(), role);
    if (!fits(size, photo)) {
      // What the scaler goes through: every row of the image at the width of the photo.
      checkSize(photo.width(), size.height(), role);
    }
  }

  private void checkSize(int width, int height, Role role) {
    try {
      LimitCheck.size(reading.limits(), width, height);
    } catch (ImageException e) {
      throw scope.files().named(e, role.toString());
    }
  }

  /**
   * Refuses a photo that is larger than the format of the result can be.
   *
   * @throws ImageLimitException if a side passes what the format allows
   */
  static void checkOutput(ImageGeometry photo, CompositeJob.Output output) {
    try {
      ImageEncoder.checkSize(photo, output.format());
    } catch (ImageLimitException e) {
      throw e.initImage(Role.PHOTO.toString());
    }
  }

  /** Whether an image has the photo's size already. */
  static boolean fits(ImageGeometry size, ImageGeometry photo) {
    return size.width() == photo.width() && size.height() == photo.height();
  }

  /**
   * An image's rows on demand.
   *
   * @param readsAhead whether a thread of its own decodes it
   */
  Stage<WindowReader> reader(Stage<WindowReader> image, boolean readsAhead) {
    return readsAhead ? WindowHandOff.ahead(image, scope.windowRows(image.geometry())) : image;
  }

  /**
   * A mask's rows on demand, of which the last one comes only if the mask may be painted.
   *
   * @param brush what a painted one is filled with, if that is wanted
   * @param readsAhead whether a thread of its own decodes it
   */
  Stage<WindowReader> maskReader(Stage<WindowReader> mask, Brush brush, boolean readsAhead) {
    Stage<WindowReader> checked = OpacityCheck.stage(reader(mask, readsAhead), masks.convention());
    if (!masks.fillEnclosed()) {
      return checked;
    }
    // One for all plans: of several that are made, one is opened.
    MaskFill filling = fill.orElseGet(() -> fillOf(mask.geometry(), brush));
    fill = Optional.of(filling);
    return filling.reader(checked);
  }

  private MaskFill fillOf(ImageGeometry mask, Brush brush) {
    return new MaskFill(mask, masks.convention(), brush.rgb(), brush.opacity(), reading.limits());
  }

  /** The shape of the mask as it came, once it was found to fit. */
  ImageGeometry maskGeometry() {
    return Objects.requireNonNull(maskGeometry);
  }

  /** What was counted of the mask, and how much of it was filled. */
  MaskStatistics filled(MaskStatistics figures) {
    return fill.isEmpty()
        ? figures
        : new MaskStatistics(
            figures.paintedPixels(),
            figures.coverage(),
            figures.boundingBox(),
            figures.meanAlpha(),
            figures.dominantAlpha(),
            fill.get().filledPixels());
  }
}
