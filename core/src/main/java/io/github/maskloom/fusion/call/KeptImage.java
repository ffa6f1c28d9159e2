package io.github.maskloom.fusion.call;

import io.github.maskloom.RestoreReport;
import io.github.maskloom.fusion.FusedImage;
import io.github.maskloom.fusion.FusedImage.ScenePart;
import io.github.maskloom.fusion.FusionException;
import io.github.maskloom.fusion.ImageFile;
import io.github.maskloom.image.ImageSource;
import java.util.Optional;

/** An image that came, in a file of the call's folder. */
record KeptImage(
    int index,
    ImageFile image,
    ImageFile modelImage,
    Optional<RestoreReport> restored,
    Optional<FusionException> unfinished,
    Optional<ScenePart> part,
    CallFolder folder)
    implements FusedImage {
  /** An image as the provider made it, which nothing more was asked of. */
  static KeptImage asItCame(
      int index, ImageFile image, Optional<ScenePart> part, CallFolder folder) {
    return new KeptImage(index, image, image, Optional.empty(), Optional.empty(), part, folder);
  }

  /** The image as the provider made it, of which no more could be made. */
  KeptImage unfinished(FusionException why) {
    return new KeptImage(
        index, modelImage, modelImage, Optional.empty(), Optional.of(why), part, folder);
  }

  /** The image after what was not painted was brought back. */
  KeptImage restored(ImageFile made, RestoreReport report) {
    return new KeptImage(
        index, made, modelImage, Optional.of(report), Optional.empty(), part, folder);
  }

  @Override
  public Optional<FusionException> failure() {
    return Optional.empty();
  }

  @Override
  public ImageSource source() {
    folder.throwIfClosed();
    return image.source();
  }

  @Override
  public String toString() {
    return "FusedImage[" + index + ", " + image + "]";
  }
}
