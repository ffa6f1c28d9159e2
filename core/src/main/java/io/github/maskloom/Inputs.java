package io.github.maskloom;

import com.google.common.io.Closer;
import io.github.maskloom.errors.ImageException;
import io.github.maskloom.errors.ImageFormatException;
import io.github.maskloom.errors.SizeMismatchException;
import io.github.maskloom.image.DamagePolicy;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.ImageTarget;
import io.github.maskloom.image.MaskConvention;
import io.github.maskloom.image.MemoryReservation;
import io.github.maskloom.internal.codec.EncodedImage;
import io.github.maskloom.internal.codec.HeaderCheck;
import io.github.maskloom.internal.codec.KeptMetadata;
import io.github.maskloom.internal.codec.OpacityCheck;
import io.github.maskloom.internal.pipeline.ScaledRows;
import io.github.maskloom.internal.pixel.MaskPaint;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.WindowHandOff;
import io.github.maskloom.raster.WindowReader;
import io.github.maskloom.raster.WindowSource;
import java.io.Closeable;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The images that one result is made of: opens them, checks them, and owns what was opened. */
final class Inputs implements Closeable {
  private final CompositeOptions options;
  private final Closer resources = Closer.create();
  private final Map<Role, EncodedImage> images = new EnumMap<>(Role.class);
  private Optional<ImageSource> unseenMask = Optional.empty();
  private @Nullable MemoryReservation memory;

  Inputs(CompositeOptions options) {
    this.options = options;
  }

  WindowSource open(ImageSource source, Role role) throws IOException {
    try {
      EncodedImage image =
          EncodedImage.open(
              source.named(role.toString()),
              options.limits(),
              role == Role.PHOTO ? options.damage() : DamagePolicy.STRICT,
              options.cancel(),
              options.budget(),
              role == Role.PHOTO ? KeptMetadata.CHUNKS : KeptMetadata.NOTHING,
              role == Role.MASK
                  ? hasAlpha -> OpacityCheck.header(hasAlpha, options.convention())
                  : HeaderCheck.NONE);
      images.put(role, resources.register(image));
      return image.rows();
    } catch (ImageException e) {
      throw e.initImage(role.toString());
    }
  }

  /** Opens a mask whose paint goes to a target. */
  WindowSource openMask(ImageSource source, ImageTarget target) throws IOException {
    boolean looksBefore =
        !target.atomic() && source.reopenable() && OpacityCheck.concerns(options.convention());
    unseenMask = looksBefore ? Optional.of(source) : Optional.empty();
    return open(source, Role.MASK);
  }

  /**
   * Makes sure of a mask before anything is written to a stream, from which it could not be taken
   * back; a mask for another target is checked while it is painted. To be called once memory was
   * drawn: this takes no more than painting does.
   */
  void checkMask() throws IOException {
    if (unseenMask.isPresent()) {
      try (Inputs apart = new Inputs(options)) {
        WindowSource mask = apart.open(unseenMask.get(), Role.MASK);
        OpacityCheck.lookThrough(mask, options.windowRows(mask.geometry()), options.cancel());
      } catch (ImageException e) {
        throw e.initImage(Role.MASK.toString());
      }
    }
  }

  /** Live heap that reading an image takes beside windows; 0 if it came as rows. */
  long heapBytes(Role role) {
    EncodedImage image = images.get(role);
    return image == null ? 0 : image.description().heapBytes();
  }

  /**
   * Draws memory from the budget, which is held until this is closed; to be called once, before
   * rows are read, and after it was decided whether the photo is spliced.
   */
  void draw(long bytes) throws IOException {
    images.values().forEach(EncodedImage::forgetChunks);
    memory = options.budget().reserve(bytes, options.cancel());
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
  MaskPaint painter(WindowSource mask, ImageGeometry photo, Brush brush) {
    checkSize(photo.width(), photo.height(), Role.PHOTO);
    ImageGeometry size = mask.geometry();
    checkSize(size.width(), size.height(), Role.MASK);
    OpacityCheck.header(size.hasAlpha(), options.convention());
    if (options.convention() == MaskConvention.TRANSPARENT_EDITS && !size.hasAlpha()) {
      throw ImageFormatException.at(
              "image", "", ImageFormatException.NO_OFFSET, "there is no alpha to mark the edit")
          .initImage(Role.MASK.toString());
    }
    if (options.fit() == MaskFit.STRICT && !fits(size, photo)) {
      throw new SizeMismatchException(photo.width(), photo.height(), size.width(), size.height());
    }
    checkScaling(size, photo, Role.MASK);
    return new MaskPaint(
        size.withSize(photo.width(), photo.height()),
        options.convention(),
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
      options.limits().checkSize(width, height);
    } catch (ImageException e) {
      throw e.initImage(role.toString());
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
  WindowReader reader(WindowSource source, boolean readsAhead) {
    int rows = options.windowRows(source.geometry());
    return resources.register(
        readsAhead ? WindowHandOff.ahead(source, rows) : WindowHandOff.reader(source, rows));
  }

  /**
   * A mask's rows on demand, of which the last one comes only if the mask may be painted.
   *
   * @param readsAhead whether a thread of its own decodes it
   */
  WindowReader maskReader(WindowSource mask, boolean readsAhead) {
    return OpacityCheck.rows(reader(mask, readsAhead), options.convention());
  }

  /** Rows of an image at the photo's size. */
  RowCursor fitted(WindowReader reader, ImageGeometry photo, Role role) {
    WindowReader fitted =
        fits(reader.geometry(), photo)
            ? reader
            : ScaledRows.of(reader, photo.width(), photo.height());
    return new RowCursor(fitted, role, options.windowRows(fitted.geometry()));
  }

  /** The same rows, made ahead by a thread of their own. */
  WindowSource ahead(WindowSource rows) {
    return resources.register(WindowHandOff.ahead(rows, options.windowRows(rows.geometry())));
  }

  @Override
  public void close() throws IOException {
    try {
      resources.close();
    } finally {
      // Whoever waits for the bytes begins to allocate before this thread has returned.
      images.clear();
      if (memory != null) {
        memory.close();
      }
    }
  }
}
