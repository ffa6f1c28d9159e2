package io.github.maskloom.fusion;

import io.github.maskloom.RestoreReport;
import io.github.maskloom.errors.FusionException;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.ImageTarget;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;

/**
 * An image that a provider was asked for: on disk, or failed alone.
 *
 * <p>One that came is there even if no more could be made of it here, since it may be billed: it is
 * then as the provider made it, and {@link #unfinished} says why.
 *
 * <p><b>Ownership:</b> the file is the {@link FusionResult}'s and goes with it. <b>Threads:</b>
 * safe.
 */
public final class FusedImage {
  private final int index;
  private final Optional<ImageFile> picture;
  private final Optional<ImageFile> modelImage;
  private final Optional<RestoreReport> restored;
  private final Optional<FusionException> failure;
  private final Optional<FusionException> unfinished;
  private final CallFolder folder;

  private FusedImage(
      int index,
      Optional<ImageFile> picture,
      Optional<ImageFile> modelImage,
      Optional<RestoreReport> restored,
      Optional<FusionException> failure,
      Optional<FusionException> unfinished,
      CallFolder folder) {
    this.index = index;
    this.picture = picture;
    this.modelImage = modelImage;
    this.restored = restored;
    this.failure = failure;
    this.unfinished = unfinished;
    this.folder = folder;
  }

  static FusedImage received(int index, ImageFile picture, CallFolder folder) {
    return asItCame(index, picture, Optional.empty(), folder);
  }

  static FusedImage unfinished(
      int index, ImageFile picture, FusionException why, CallFolder folder) {
    return asItCame(index, picture, Optional.of(why), folder);
  }

  private static FusedImage asItCame(
      int index, ImageFile picture, Optional<FusionException> unfinished, CallFolder folder) {
    Optional<ImageFile> made = Optional.of(picture);
    return new FusedImage(
        index, made, made, Optional.empty(), Optional.empty(), unfinished, folder);
  }

  static FusedImage restored(
      int index, ImageFile picture, ImageFile modelImage, RestoreReport report, CallFolder folder) {
    return new FusedImage(
        index,
        Optional.of(picture),
        Optional.of(modelImage),
        Optional.of(report),
        Optional.empty(),
        Optional.empty(),
        folder);
  }

  static FusedImage failed(int index, FusionException failure, CallFolder folder) {
    return new FusedImage(
        index,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(failure),
        Optional.empty(),
        folder);
  }

  /** Its place in the provider's answer, from 0. */
  public int index() {
    return index;
  }

  /** Why it is not there; empty if it is. */
  public Optional<FusionException> failure() {
    return failure;
  }

  /** Whether it is there. */
  public boolean isPresent() {
    return failure.isEmpty();
  }

  /**
   * Why the image is only as the provider made it: it could not be decoded to be sure of it, or not
   * be restored as was asked for, say for want of memory or disk, or because the scene is gone.
   * Empty if all was done, and if the image is not there.
   */
  public Optional<FusionException> unfinished() {
    return unfinished;
  }

  /** Why what was asked for is not there, wholly or in part. */
  Optional<FusionException> shortfall() {
    return failure.or(() -> unfinished);
  }

  /**
   * The image: restored if that was asked for, else, and if it is {@link #unfinished}, as the
   * provider made it.
   *
   * @throws FusionException why it is not there
   */
  public ImageFile image() {
    return orThrow(picture);
  }

  /**
   * The image as the provider made it, before it was restored.
   *
   * @throws FusionException why it is not there
   */
  public ImageFile modelImage() {
    return orThrow(modelImage);
  }

  private ImageFile orThrow(Optional<ImageFile> wanted) {
    if (failure.isPresent()) {
      throw failure.get();
    }
    return wanted.orElseThrow();
  }

  /** What the provider had changed outside of the mask, and was undone; empty if not restored. */
  public Optional<RestoreReport> restored() {
    return restored;
  }

  /**
   * The {@link #picture} as a source, until the result is closed.
   *
   * @throws IllegalStateException if the result is closed
   * @throws FusionException why it is not there
   */
  public ImageSource source() {
    ImageSource source = image().source();
    folder.throwIfClosed();
    return source;
  }

  /**
   * Copies the {@link #picture} to a file, byte for byte: the file's name does not change the
   * format, see {@link ImageFile#extension}. For the rest see {@link #writeTo(ImageTarget)}.
   */
  public void writeTo(Path file) throws IOException {
    writeTo(ImageTarget.of(file));
  }

  /**
   * Copies the {@link #picture}, byte for byte.
   *
   * @throws IOException if it cannot be read, or the target cannot be written
   * @throws IllegalStateException if the result is closed
   * @throws FusionException why it is not there
   */
  public void writeTo(ImageTarget target) throws IOException {
    try (InputStream stream = source().open();
        ImageTarget.Draft draft = target.openDraft()) {
      stream.transferTo(draft.stream());
      draft.commit();
    }
  }

  @Override
  public String toString() {
    return "FusedImage[" + index + ", " + (isPresent() ? image() : "failed") + "]";
  }
}
