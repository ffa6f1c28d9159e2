package io.github.maskloom.fusion.call;

import io.github.maskloom.RestoreReport;
import io.github.maskloom.fusion.FusedImage;
import io.github.maskloom.fusion.FusionException;
import io.github.maskloom.fusion.ImageFile;
import io.github.maskloom.image.ImageSource;
import java.util.Optional;

/** An image that failed alone. */
record LostImage(int index, FusionException cause) implements FusedImage {
  @Override
  public Optional<FusionException> failure() {
    return Optional.of(cause);
  }

  @Override
  public Optional<FusionException> unfinished() {
    return Optional.empty();
  }

  @Override
  public ImageFile image() {
    throw cause;
  }

  @Override
  public ImageFile modelImage() {
    throw cause;
  }

  @Override
  public Optional<RestoreReport> restored() {
    return Optional.empty();
  }

  @Override
  public ImageSource source() {
    throw cause;
  }

  @Override
  public String toString() {
    return "FusedImage[" + index + ", failed]";
  }
}
