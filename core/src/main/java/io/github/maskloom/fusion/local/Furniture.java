package io.github.maskloom.fusion.local;

import com.google.common.primitives.Booleans;
import io.github.maskloom.errors.FusionException;
import io.github.maskloom.errors.FusionRequestException;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.internal.pipeline.ConvertedRows;
import io.github.maskloom.internal.pipeline.EditedRows;
import io.github.maskloom.internal.pipeline.WindowHandOff;
import io.github.maskloom.raster.WindowReader;
import java.io.IOException;
import java.util.Optional;

/**
 * A reference image that was looked at once: what of it is furniture.
 *
 * @param source the image, which is read again each time it is placed
 * @param key makes its ground transparent, if it has one
 * @param cutOut whether the furniture has an outline of its own, rather than the image's
 * @param silhouette the furniture's shape
 * @param tone the furniture's colours
 */
record Furniture(
    ImageSource source,
    Optional<BackgroundKey> key,
    boolean cutOut,
    Silhouette silhouette,
    Tone tone) {
  private static final String ROLE = "reference";
  private static final int OPAQUE = 0xFF;

  /**
   * Looks at every row of an image.
   *
   * @param number which reference it is, the first being 1
   * @throws FusionRequestException if all of it is transparent
   */
  static Furniture in(ImageSource source, int number, ImageReading reading) throws IOException {
    Thumbnail image;
    try (ImageReader reader = ImageReader.open(source, ROLE, reading)) {
      image = Thumbnail.of(reader);
    }
    boolean transparent = hasTransparency(image);
    Optional<BackgroundKey> key = transparent ? Optional.empty() : key(image);
    SilhouetteScan scan = new SilhouetteScan(image);
    if (scan.isEmpty()) {
      throw new FusionRequestException(
          "reference " + number + " shows nothing: all of it is transparent",
          FusionException.Failure.notSent(LocalFusionProvider.ID));
    }
    return new Furniture(
        source, key, transparent || key.isPresent(), scan.silhouette(), tone(image));
  }

  private static boolean hasTransparency(Thumbnail image) {
    for (int pixel : image.argb()) {
      if (pixel >>> 24 < OPAQUE) {
        return true;
      }
    }
    return false;
  }

  /** Finds a plain ground, and makes it transparent in the thumbnail. */
  private static Optional<BackgroundKey> key(Thumbnail image) {
    Ground ground = Ground.of(image);
    if (!ground.plain()) {
      return Optional.empty();
    }
    boolean[] outside = Outline.ground(image, ground);
    if (!Booleans.contains(outside, true)) {
      return Optional.empty();
    }
    BackgroundKey key = BackgroundKey.of(image, ground, outside);
    key.applyToThumbnail();
    return Optional.of(key);
  }

  private static Tone tone(Thumbnail image) {
    Tone.Tally tally = new Tone.Tally();
    for (int pixel : image.argb()) {
      if (pixel >>> 24 > OPAQUE / 2) {
        tally.add(pixel >> 16 & 0xFF, pixel >> 8 & 0xFF, pixel & 0xFF);
      }
    }
    return tally.tone();
  }

  /** The image as RGBA of 8 bits, its ground transparent; the caller closes it. */
  WindowReader open(ImageReading reading) throws IOException {
    ImageReader reader = ImageReader.open(source, ROLE, reading);
    WindowReader rgba = WindowHandOff.reader(ConvertedRows.of(reader, 4, 8, 0), 1);
    return key.isEmpty() ? rgba : WindowHandOff.reader(EditedRows.of(rgba, key.get()::apply), 1);
  }
}
