package io.github.maskloom.internal.composite;

import io.github.maskloom.Brush;
import io.github.maskloom.MaskFit;
import io.github.maskloom.errors.ImageException;
import io.github.maskloom.errors.ImageFormatException;
import io.github.maskloom.errors.ImageLimitException;
import io.github.maskloom.errors.SizeMismatchException;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.ImageTarget;
import io.github.maskloom.image.MaskConvention;
import io.github.maskloom.image.ReadOptions;
import io.github.maskloom.image.ReadOptions.DamagePolicy;
import io.github.maskloom.internal.codec.EncodedImage;
import io.github.maskloom.internal.codec.HeaderCheck;
import io.github.maskloom.internal.codec.ImageEncoder;
import io.github.maskloom.internal.codec.KeptMetadata;
import io.github.maskloom.internal.codec.OpacityCheck;
import io.github.maskloom.internal.jpeg.JpegReader;
import io.github.maskloom.internal.pipeline.Cost;
import io.github.maskloom.internal.pipeline.HandOff;
import io.github.maskloom.internal.pipeline.Scope;
import io.github.maskloom.internal.pipeline.Stage;
import io.github.maskloom.internal.pixel.MaskPaint;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.WindowReader;
import io.github.maskloom.raster.WindowSource;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** The images that one result is made of: opens them, and checks them. */
final class Inputs {
  private final MaskOptions masks;
  private final ReadOptions reading;
  private final Scope scope;
  private final Map<Role, EncodedImage> images = new EnumMap<>(Role.class);
  private Optional<ImageSource> unseenMask = Optional.empty();

  Inputs(MaskOptions masks, ReadOptions reading, Scope scope) {
    this.masks = masks;
    this.reading = reading;
    this.scope = scope;
  }

  /** Opens an image, which the scope closes. */
  Stage<WindowSource> open(ImageSource source, Role role) throws IOException {
    try {
      EncodedImage image =
          EncodedImage.open(
              source.named(role.toString()),
              role == Role.PHOTO ? reading : reading.withDamage(DamagePolicy.STRICT),
              role == Role.PHOTO ? KeptMetadata.CHUNKS : KeptMetadata.NOTHING,
              role == Role.MASK
                  ? hasAlpha -> OpacityCheck.header(hasAlpha, masks.convention())
                  : HeaderCheck.NONE,
              scope);
      images.put(role, scope.register(image));
      return image.stage();
    } catch (ImageException e) {
      throw e.initImage(role.toString());
    }
  }

  /** Rows of the caller's own. */
  static Stage<WindowSource> given(WindowSource rows, Role role) {
    return Stage.of("take the caller's rows of the " + role, rows, Cost.NONE);
  }

  /** Opens a mask whose paint goes to a target. */
  Stage<WindowSource> openMask(ImageSource source, ImageTarget target) throws IOException {
    boolean looksBefore =
        !target.atomic() && source.reopenable() && OpacityCheck.concerns(masks.convention());
    unseenMask = looksBefore ? Optional.of(source) : Optional.empty();
    return open(source, Role.MASK);
  }

  /** Waits for what the work takes, before rows are read, and looks at the mask then. */
  void begin(Cost cost) throws IOException {
    forgetChunks();
    scope.reserve(cost);
    checkMask();
  }

  /** Lets go of what a splice would have needed, once it was decided whether there is one. */
  void forgetChunks() {
    images.values().forEach(EncodedImage::forgetChunks);
  }

  /**
   * Makes sure of a mask before anything is written to a stream, from which it could not be taken
   * back; a mask for another target is checked while it is painted. It takes no more than painting
   * does.
   */
  private void checkMask() throws IOException {
    if (unseenMask.isPresent()) {
      try (Scope apart = scope.part()) {
        WindowSource mask =
            new Inputs(masks, reading, apart).open(unseenMask.get(), Role.MASK).open(apart);
        OpacityCheck.lookThrough(mask, apart.windowRows(mask.geometry()), apart.cancel());
      } catch (ImageException e) {
        throw e.initImage(Role.MASK.toString());
      }
    }
  }

  /** Decodes the photo's file as it is stored, if that is a JPEG. */
  Optional<JpegReader> storedJpeg() {
    EncodedImage photo = images.get(Role.PHOTO);
    return photo == null ? Optional.empty() : photo.storedJpeg();
  }

  /** Encoded bytes read so far; 0 if the image came as rows. */
  long bytesRead(Role role) {
    EncodedImage image = images.get(role);
    return image == null ? 0 : image.bytesRead();
  }

  /** Rows that an image lacks, once it was read; 0 if it came as rows. */
  int missingRows(Role role) {
    EncodedImage image = images.get(role);
    return image == null ? 0 : image.missingRows();
  }

  /** Checks that the mask can be painted over the photo, and says how. */
  MaskPaint painter(ImageGeometry mask, ImageGeometry photo, Brush brush) {
    checkSize(photo.width(), photo.height(), Role.PHOTO);
    checkSize(mask.width(), mask.height(), Role.MASK);
    OpacityCheck.header(mask.hasAlpha(), masks.convention());
    if (masks.convention() == MaskConvention.TRANSPARENT_EDITS && !mask.hasAlpha()) {
      throw ImageFormatException.at(
              "image", "", ImageFormatException.NO_OFFSET, "there is no alpha to mark the edit")
          .initImage(Role.MASK.toString());
    }
    if (masks.fit() == MaskFit.STRICT && !fits(mask, photo)) {
      throw new SizeMismatchException(photo.width(), photo.height(), mask.width(), mask.height());
    }
    checkScaling(mask, photo, Role.MASK);
    return new MaskPaint(
        mask.withSize(photo.width(), photo.height()),
        masks.convention(),
        brush.rgb(),
        brush.opacity(),
        photo.depth());
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
      reading.limits().checkSize(width, height);
    } catch (ImageException e) {
      throw e.initImage(role.toString());
    }
  }

  /**
   * Refuses a photo that is larger than the format of the result can be.
   *
   * @throws ImageLimitException if a side passes what the format allows
   */
  static void checkOutput(ImageGeometry photo, OutputOptions output) {
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
  Stage<WindowReader> reader(Stage<WindowSource> image, boolean readsAhead) {
    return HandOff.reader(image, scope.windowRows(image.geometry()), readsAhead);
  }

  /**
   * A mask's rows on demand, of which the last one comes only if the mask may be painted.
   *
   * @param readsAhead whether a thread of its own decodes it
   */
  Stage<WindowReader> maskReader(Stage<WindowSource> mask, boolean readsAhead) {
    return OpacityCheck.reader(reader(mask, readsAhead), masks.convention());
  }
}
