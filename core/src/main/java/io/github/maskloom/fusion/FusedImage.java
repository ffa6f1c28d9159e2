package io.github.maskloom.fusion;

import io.github.maskloom.BoundingBox;
import io.github.maskloom.CompositeReport;
import io.github.maskloom.ImageRows;
import io.github.maskloom.fusion.call.NamedCopy;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.ImageTarget;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * An image that a provider was asked for: on disk, or failed alone.
 *
 * <p>One that came is there even if no more could be made of it here, since it may be billed: it is
 * then as the provider made it, and {@link #unfinished} says why.
 *
 * <p>Clients make it. Others implement it for tests only: methods may be added.
 *
 * <p><b>Ownership:</b> the file is the {@link FusionResult}'s and goes with it. <b>Threads:</b>
 * safe.
 */
public interface FusedImage {
  /**
   * {@return the place in the provider's answer, from 0} Images of several answers are numbered
   * consecutively.
   */
  int index();

  /**
   * {@return why the image did not come, or does not decode; empty if it is there} The bytes of one
   * that does not decode stay for seven days, also when the result is closed, unless it is
   * discarded. The message says where.
   */
  Optional<FusionException> failure();

  /** {@return whether the image is there: it came, and nothing is known to be broken in it} */
  default boolean isPresent() {
    return failure().isEmpty();
  }

  /**
   * {@return why the image is only as the provider made it} It could not be decoded, or not be
   * restored, for example because memory or disk was full or the photo was gone. Empty if all was
   * done, and if the image is not there.
   */
  Optional<FusionException> unfinished();

  /**
   * {@return where the image is, until the {@link FusionResult} is closed} Who asks has taken the
   * image, and closing deletes it. It was decoded once and found whole, unless {@link #unfinished}
   * says why not. It is restored if that was asked for. Else, and if it is {@link #unfinished}, it
   * is as the provider made it.
   *
   * @throws IllegalStateException if the result is closed
   * @throws FusionException why it is not there
   */
  Path file();

  /**
   * {@return the media type, such as {@code image/png}}
   *
   * @throws FusionException why it is not there
   */
  String mediaType();

  /**
   * {@return what the name of a file with these bytes should end with, without a dot: {@code png},
   * {@code jpg}, {@code webp}} Lower-case letters and digits only.
   *
   * @throws FusionException why it is not there
   */
  default String extension() {
    String subtype = mediaType().substring(mediaType().indexOf('/') + 1);
    return subtype.equals("jpeg") ? "jpg" : subtype.replaceAll("^x-|[^a-z0-9]", "");
  }

  /**
   * {@return columns of the image}
   *
   * @throws FusionException why it is not there
   */
  int width();

  /**
   * {@return rows of the image}
   *
   * @throws FusionException why it is not there
   */
  int height();

  /**
   * {@return the size of the file in bytes}
   *
   * @throws FusionException why it is not there
   */
  long bytes();

  /**
   * {@return the image as the provider made it, before it was restored} This one, if it was not
   * restored.
   *
   * @throws FusionException why it is not there
   */
  FusedImage modelImage();

  /**
   * {@return the report on restoring the image, with what the provider had changed where nothing is
   * painted} Empty if the image was not restored.
   */
  Optional<CompositeReport> restored();

  /**
   * {@return which part of the photo the provider got, and how large it was sent} The {@link
   * #modelImage} shows this part. Empty unless the request was {@linkplain FusionRequest#focus
   * focused}.
   */
  default Optional<PhotoPart> part() {
    return Optional.empty();
  }

  /**
   * {@return the image as a source, until the result is closed} Who reads its last byte has taken
   * the image, and closing deletes it.
   *
   * @throws IllegalStateException if the result is closed
   * @throws FusionException why it is not there
   */
  ImageSource source();

  /**
   * Writes the image to a file, as {@link #writeTo(ImageTarget)} does.
   *
   * @param file replaced when the image is complete; its extension says the format
   * @throws IOException if the image cannot be read, or the file cannot be written. {@link
   *     #writeTo(ImageTarget)} says what else is thrown.
   */
  default void writeTo(Path file) throws IOException {
    writeTo(ImageTarget.of(file));
  }

  /**
   * Writes the image in the format that the target's {@linkplain ImageTarget#name name} says. It is
   * copied byte for byte if it has that format, or if the target has no name, or one without an
   * extension. Else it is decoded and encoded, a few rows at a time. {@link #extension} is the one
   * of its own format.
   *
   * <p>An image that could not be written is paid for all the same. It stays when the result is
   * closed, unless it is written later. The failure says where it is, in its message or, if it is
   * unchecked, in a suppressed exception.
   *
   * @param target takes the image; its name says the format
   * @throws IOException if it cannot be read, or the target cannot be written
   * @throws IllegalArgumentException if the extension is another one than its own, and no image is
   *     written under it; lists those that are
   * @throws io.github.maskloom.errors.ImageException if it must be decoded and is broken, passes a
   *     limit, or is too large for the other format
   * @throws io.github.maskloom.errors.MemoryBudgetException if it must be decoded and the budget
   *     refuses the memory
   * @throws io.github.maskloom.errors.CancelledException if it must be decoded and that is stopped
   * @throws IllegalStateException if the result is closed
   * @throws FusionException why it is not there
   */
  default void writeTo(ImageTarget target) throws IOException {
    NamedCopy.write(this, source(), ImageRows.create(), target);
  }

  /**
   * What of a photo was sent, and how large.
   *
   * @param box the part, in pixels of the photo as it is seen upright
   * @param photoWidth columns of the photo
   * @param photoHeight rows of the photo
   * @param sentWidth columns of what was sent
   * @param sentHeight rows of what was sent
   */
  record PhotoPart(
      BoundingBox box, int photoWidth, int photoHeight, int sentWidth, int sentHeight) {
    /** {@return whether the whole photo was sent, not a part that was cut out of it} */
    public boolean isWhole() {
      return box.width() == photoWidth && box.height() == photoHeight;
    }

    /**
     * {@return columns sent for each column of the photo: 1 at full resolution, more if it was
     * enlarged}
     */
    public double scale() {
      return (double) sentWidth / box.width();
    }
  }
}
