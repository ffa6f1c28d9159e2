package io.github.maskloom.fusion.call;

import io.github.maskloom.CompositeReport;
import io.github.maskloom.ImageRows;
import io.github.maskloom.fusion.FusedImage;
import io.github.maskloom.fusion.FusedImage.PhotoPart;
import io.github.maskloom.fusion.FusionException;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.ImageTarget;
import io.github.maskloom.image.WorkOptions;
import io.github.maskloom.internal.file.FilePieces;
import io.github.maskloom.raster.ImageGeometry;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.CopyOption;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * An image that came, in a file of the call's folder, or failed alone.
 *
 * @param came its file; empty if it failed
 * @param model the image before it was restored; empty if it was not
 */
record KeptImage(
    int index,
    Optional<Encoded> came,
    Optional<FusionException> failure,
    Optional<KeptImage> model,
    Optional<CompositeReport> restored,
    Optional<FusionException> unfinished,
    FinishedImages from)
    implements FusedImage {
  /** A file that holds an image. */
  record Encoded(Path file, String mediaType, int width, int height, long bytes) {
    /** Of so many bytes as the file has now. */
    static Encoded of(Path file, String mediaType, ImageGeometry size) throws IOException {
      return new Encoded(file, mediaType, size.width(), size.height(), Files.size(file));
    }

    /** The same in another file. */
    Encoded movedTo(Path other, CopyOption... how) throws IOException {
      Path moved = Files.move(file, other, how);
      return new Encoded(moved, mediaType, width, height, bytes);
    }
  }

  /** An image of which nothing more was made. */
  KeptImage(
      int index, Optional<Encoded> came, Optional<FusionException> failure, FinishedImages from) {
    this(index, came, failure, Optional.empty(), Optional.empty(), Optional.empty(), from);
  }

  /** The image as the provider made it, of which no more could be made. */
  KeptImage unfinished(FusionException why) {
    return new KeptImage(index, came, failure, model, restored, Optional.of(why), from);
  }

  /** The image in another file. */
  KeptImage with(Encoded file) {
    return new KeptImage(index, Optional.of(file), failure, model, restored, unfinished, from);
  }

  /** The image after what was not painted was brought back, under a name that says its format. */
  KeptImage restored(Encoded made, CompositeReport report) throws IOException {
    Optional<KeptImage> before = Optional.of(this);
    KeptImage restored =
        new KeptImage(index, came, failure, before, Optional.of(report), unfinished, from)
            .with(made);
    String name = made.file().getFileName() + "." + restored.extension();
    return restored.with(made.movedTo(made.file().resolveSibling(name)));
  }

  @Override
  public Optional<PhotoPart> part() {
    return came.flatMap(image -> from.part());
  }

  private TempFolder folder() {
    return from.call().folder;
  }

  /** Its file; throws why there is none. */
  Encoded image() {
    return came.orElseThrow(failure::orElseThrow);
  }

  @Override
  public Path file() {
    Path file = image().file();
    folder().throwIfClosed();
    folder().taken();
    return file;
  }

  @Override
  public String mediaType() {
    return image().mediaType();
  }

  @Override
  public int width() {
    return image().width();
  }

  @Override
  public int height() {
    return image().height();
  }

  @Override
  public long bytes() {
    return image().bytes();
  }

  @Override
  public FusedImage modelImage() {
    if (failure.isPresent()) {
      throw failure.get();
    }
    return model.orElse(this);
  }

  @Override
  public ImageSource source() {
    long bytes = bytes();
    folder().throwIfClosed();
    return ImageSource.seekable((position, length) -> open(position), bytes);
  }

  /** Opens the image at a byte. Who reads the last one has taken it. */
  private InputStream open(long position) throws IOException {
    InputStream file = FilePieces.reading(Files.newInputStream(image().file()));
    file.skipNBytes(position);
    return new FilterInputStream(file) {
      private long left = bytes() - position;

      @Override
      public int read(byte[] target, int offset, int count) throws IOException {
        int read = super.read(target, offset, count);
        left -= read;
        if (left == 0) {
          folder().taken();
        }
        return read;
      }
    };
  }

  /** What cannot be written is not deleted with the result, and the failure says where it is. */
  @Override
  public void writeTo(ImageTarget target) throws IOException {
    Path file = image().file();
    folder().throwIfClosed();
    folder().keep(files());
    WorkOptions work = WorkOptions.DEFAULT.withBudget(from.call().work().budget());
    ImageRows rows = ImageRows.create().withReading(from.call().config.reading()).withWork(work);
    try {
      NamedCopy.write(this, ImageSource.of(file), rows, target);
    } catch (FileSystemException e) {
      String reason = e.getReason() == null ? e.getClass().getSimpleName() : e.getReason();
      FileSystemException named =
          new FileSystemException(
              e.getFile(), e.getOtherFile(), reason + FinishedImages.whereItStays(file));
      named.initCause(e);
      throw named;
    } catch (IOException e) {
      throw new IOException(e.getMessage() + FinishedImages.whereItStays(file), e);
    } catch (RuntimeException | Error e) {
      e.addSuppressed(
          new IOException("the image could not be written" + FinishedImages.whereItStays(file)));
      throw e;
    }
    folder().written(files());
  }

  /** This image, and the one that it was restored from. */
  private Set<Path> files() {
    Path own = image().file();
    return model.map(before -> Set.of(own, before.image().file())).orElse(Set.of(own));
  }

  @Override
  public String toString() {
    return "FusedImage[" + index + ", " + came.map(Encoded::toString).orElse("failed") + "]";
  }
}
