package io.github.maskloom.fusion.call;

import io.github.maskloom.RestoreReport;
import io.github.maskloom.fusion.FusedImage;
import io.github.maskloom.fusion.FusedImage.ScenePart;
import io.github.maskloom.fusion.FusionException;
import io.github.maskloom.fusion.ImageFile;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.ImageTarget;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
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

  /** What cannot be written is not deleted with the result, and the failure says where it is. */
  @Override
  public void writeTo(ImageTarget target) throws IOException {
    ImageSource written = source();
    folder.written(index, false);
    try (InputStream stream = written.open();
        ImageTarget.Draft draft = target.openDraft()) {
      stream.transferTo(draft.stream());
      draft.commit();
    } catch (FileSystemException e) {
      String reason = e.getReason() == null ? e.getClass().getSimpleName() : e.getReason();
      FileSystemException named =
          new FileSystemException(e.getFile(), e.getOtherFile(), reason + whereItStays());
      named.initCause(e);
      throw named;
    } catch (IOException e) {
      throw new IOException(e.getMessage() + whereItStays(), e);
    } catch (RuntimeException | Error e) {
      e.addSuppressed(new IOException("the image could not be written" + whereItStays()));
      throw e;
    }
    folder.written(index, true);
  }

  private String whereItStays() {
    return "; the image stays for seven days in " + image.file();
  }

  @Override
  public String toString() {
    return "FusedImage[" + index + ", " + image + "]";
  }
}
