package io.github.maskloom.fusion.call;

import io.github.maskloom.ImageRows;
import io.github.maskloom.PhotoRestorer;
import io.github.maskloom.RestoreOptions;
import io.github.maskloom.RestoreReport;
import io.github.maskloom.errors.ImageException;
import io.github.maskloom.errors.MemoryBudgetException;
import io.github.maskloom.fusion.FusedImage;
import io.github.maskloom.fusion.FusedImage.PhotoPart;
import io.github.maskloom.fusion.FusionException;
import io.github.maskloom.fusion.FusionProgress;
import io.github.maskloom.fusion.FusionRequest;
import io.github.maskloom.fusion.FusionServiceException;
import io.github.maskloom.fusion.call.CallFolder.CallFile;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.ImageTarget;
import io.github.maskloom.image.MemoryBudget;
import io.github.maskloom.image.WorkOptions;
import io.github.maskloom.internal.codec.EncodedImage;
import io.github.maskloom.internal.file.FilePieces;
import io.github.maskloom.raster.ImageGeometry;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Restores the images that a provider handed over, or decodes them where nothing is to be restored.
 *
 * <p>By now they are paid for: whatever goes wrong here, nothing but a cancel ends the call, and an
 * image that came whole is kept as it came.
 *
 * @param restoring how they are restored; empty if they are not
 * @param part what of the photo they stand for; empty unless the request is focused
 */
record FinishedImages(
    CallContext context, Optional<Restoring> restoring, Optional<PhotoPart> part) {
  /**
   * Every image in order; one that does not decode has failed.
   *
   * @throws io.github.maskloom.errors.CancelledException if the call was cancelled
   */
  List<FusedImage> of(ReceivedImages received) {
    Map<Integer, FusedImage> images = new TreeMap<>();
    received.failures().forEach((index, why) -> images.put(index, new LostImage(index, why)));
    received.files().forEach((index, file) -> images.put(index, finished(index, file)));
    return new ArrayList<>(images.values());
  }

  private FusedImage finished(int index, Path file) {
    return restoring.isPresent() ? restored(index, file, restoring.get()) : checked(index, file);
  }

  /**
   * What is restored is decoded on the way. Only if that fails is the image looked at alone: the
   * scene and the mask are the caller's sources, which may throw anything, errors too.
   */
  private FusedImage restored(int index, Path file, Restoring how) {
    try {
      return how.restored(described(index, file));
    } catch (Throwable e) {
      context.cancellation().throwIfCancelled();
      FusedImage checked = checked(index, file);
      return checked instanceof KeptImage whole && whole.unfinished().isEmpty()
          ? whole.unfinished(failure("what was not painted could not be restored", e))
          : checked;
    }
  }

  private KeptImage described(int index, Path file) throws IOException {
    try (EncodedImage image = open(file)) {
      return described(index, file, image);
    }
  }

  /** The image after every row of it was decoded. */
  private FusedImage checked(int index, Path file) {
    KeptImage came = null;
    try (EncodedImage image = open(file)) {
      came = described(index, file, image);
      WholeImage.decode(image, context.work());
      return came;
    } catch (ImageException e) {
      String what = "the provider's image does not decode" + whereItStays(file);
      return lost(index, file, new FusionServiceException(what, context.accepted(), e));
    } catch (Throwable e) {
      context.cancellation().throwIfCancelled();
      String what = "the image that came could not be decoded";
      return came == null
          ? lost(index, file, failure(what + whereItStays(file), e))
          : came.unfinished(failure(what, e));
    }
  }

  /** An image that may be whole, which stays for people to look at. */
  private LostImage lost(int index, Path file, FusionException why) {
    context.folder().keep(Set.of(file));
    return new LostImage(index, why);
  }

  private static String whereItStays(Path file) {
    return Files.exists(file)
        ? "; the image stays for seven days in " + file
        : "; the image is gone: something has removed " + file;
  }

  private EncodedImage open(Path file) throws IOException {
    return WholeImage.open(ImageSource.of(file), context);
  }

  private KeptImage described(int index, Path file, EncodedImage image) throws IOException {
    ImageGeometry size = image.rows().geometry();
    Encoded came =
        new Encoded(
            file, image.description().mediaType(), size.width(), size.height(), Files.size(file));
    return KeptImage.asItCame(index, came, part, context);
  }

  private FusionException failure(String what, Throwable why) {
    return new FusionException(what, context.accepted(), InputImages.named(why, context.request()));
  }

  /** An image that failed alone. */
  private record LostImage(int index, FusionException cause) implements FusedImage {
    @Override
    public Optional<FusionException> failure() {
      return Optional.of(cause);
    }

    @Override
    public Optional<FusionException> unfinished() {
      return Optional.empty();
    }

    @Override
    public Path file() {
      throw cause;
    }

    @Override
    public String mediaType() {
      throw cause;
    }

    @Override
    public int width() {
      throw cause;
    }

    @Override
    public int height() {
      throw cause;
    }

    @Override
    public long bytes() {
      throw cause;
    }

    @Override
    public FusedImage modelImage() {
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

  /**
   * Brings back, in the images of one call, what was not painted.
   *
   * @param part what of the photo they stand for; empty for all of it
   */
  record Restoring(CallContext context, RestoreOptions how, Optional<PhotoPart> part) {
    Restoring {
      part = part.filter(sent -> !sent.isWhole());
    }

    /**
     * Makes sure, before anything is paid for, that the budget is not too small in any case.
     *
     * @throws MemoryBudgetException if it is, whatever the provider answers
     * @throws io.github.maskloom.errors.ImageException if the scene or the mask cannot be used
     */
    void check() throws IOException {
      MemoryBudget budget = context.work().budget();
      long leastBytes =
          restorer(context.work()).explain(context.request().photo(), mask()).work().heapBytes();
      if (leastBytes > budget.ceilingBytes()) {
        throw MemoryBudgetException.tooLarge(leastBytes, budget.ceilingBytes());
      }
    }

    /**
     * Restores an image into another file of the call.
     *
     * @return the image, of which every byte was decoded
     */
    KeptImage restored(KeptImage model) throws IOException {
      CallFile file =
          new CallFile(() -> context.folder().file(LeftImages.RESTORED + model.index()), true);
      WorkOptions work = context.work();
      PhotoRestorer restorer =
          restorer(work.withProgress((done, total) -> tell(model.index(), done, total)));
      RestoreReport report =
          restorer.restore(
              context.request().photo(), ImageSource.of(model.image().file()), mask(), file);
      ImageGeometry size = report.geometry();
      Encoded made =
          new Encoded(
              file.path(),
              report.mediaType(),
              size.width(),
              size.height(),
              Files.size(file.path()));
      return model.restored(made, report).withExtension();
    }

    private void tell(int index, long done, long total) {
      context.events().progress(new FusionProgress.Restoring(index, done, total));
      context.config().working().progress().onRows(done, total);
    }

    private ImageSource mask() {
      return context.request().mask().orElseThrow();
    }

    private PhotoRestorer restorer(WorkOptions work) {
      FusionRequest request = context.request();
      PhotoRestorer.Builder restorer =
          PhotoRestorer.builder()
              .convention(request.convention())
              .fit(request.fit())
              .fillEnclosed(request.fillEnclosed())
              .restoring(how)
              .metadata(request.metadata())
              .reading(context.reading())
              .working(work);
      part.ifPresent(sent -> restorer.region(sent.box()));
      request.format().ifPresent(restorer::format);
      return restorer.build();
    }
  }

  /** A file that holds an image. */
  private record Encoded(Path file, String mediaType, int width, int height, long bytes) {}

  /**
   * An image that came, in a file of the call's folder.
   *
   * @param model the image before it was restored; empty if it was not
   */
  private record KeptImage(
      int index,
      Encoded image,
      Optional<KeptImage> model,
      Optional<RestoreReport> restored,
      Optional<FusionException> unfinished,
      Optional<PhotoPart> part,
      CallFolder folder,
      ImageRows rows)
      implements FusedImage {
    /** An image as the provider made it, which nothing more was asked of. */
    static KeptImage asItCame(
        int index, Encoded image, Optional<PhotoPart> part, CallContext context) {
      WorkOptions work = WorkOptions.DEFAULT.withBudget(context.work().budget());
      ImageRows rows = ImageRows.builder().reading(context.reading()).working(work).build();
      CallFolder folder = context.folder();
      return new KeptImage(
          index, image, Optional.empty(), Optional.empty(), Optional.empty(), part, folder, rows);
    }

    /** The image as the provider made it, of which no more could be made. */
    KeptImage unfinished(FusionException why) {
      return new KeptImage(
          index, image, Optional.empty(), Optional.empty(), Optional.of(why), part, folder, rows);
    }

    /** The image after what was not painted was brought back. */
    KeptImage restored(Encoded made, RestoreReport report) {
      return new KeptImage(
          index,
          made,
          Optional.of(this),
          Optional.of(report),
          Optional.empty(),
          part,
          folder,
          rows);
    }

    /** The same under a name that says its format, for people who find it later. */
    KeptImage withExtension() throws IOException {
      Path made = image.file();
      Path named = made.resolveSibling(made.getFileName() + "." + extension());
      Encoded moved = new Encoded(Files.move(made, named), mediaType(), width(), height(), bytes());
      return new KeptImage(index, moved, model, restored, unfinished, part, folder, rows);
    }

    @Override
    public Path file() {
      folder.taken();
      return image.file();
    }

    @Override
    public String mediaType() {
      return image.mediaType();
    }

    @Override
    public int width() {
      return image.width();
    }

    @Override
    public int height() {
      return image.height();
    }

    @Override
    public long bytes() {
      return image.bytes();
    }

    @Override
    public FusedImage modelImage() {
      return model.orElse(this);
    }

    @Override
    public Optional<FusionException> failure() {
      return Optional.empty();
    }

    @Override
    public ImageSource source() {
      folder.throwIfClosed();
      return ImageSource.seekable((position, length) -> open(position), bytes());
    }

    /** Opens the image at a byte. Who reads the last one has taken it. */
    private InputStream open(long position) throws IOException {
      InputStream file = FilePieces.reading(Files.newInputStream(image.file()));
      file.skipNBytes(position);
      return new FilterInputStream(file) {
        private long left = bytes() - position;

        @Override
        public int read(byte[] target, int offset, int count) throws IOException {
          int read = super.read(target, offset, count);
          left -= read;
          if (left == 0) {
            folder.taken();
          }
          return read;
        }
      };
    }

    /** What cannot be written is not deleted with the result, and the failure says where it is. */
    @Override
    public void writeTo(ImageTarget target) throws IOException {
      folder.throwIfClosed();
      folder.keep(files());
      try {
        NamedCopy.write(this, ImageSource.of(image.file()), rows, target);
      } catch (FileSystemException e) {
        String reason = e.getReason() == null ? e.getClass().getSimpleName() : e.getReason();
        FileSystemException named =
            new FileSystemException(
                e.getFile(), e.getOtherFile(), reason + whereItStays(image.file()));
        named.initCause(e);
        throw named;
      } catch (IOException e) {
        throw new IOException(e.getMessage() + whereItStays(image.file()), e);
      } catch (RuntimeException | Error e) {
        e.addSuppressed(
            new IOException("the image could not be written" + whereItStays(image.file())));
        throw e;
      }
      folder.written(files());
    }

    /** This image, and the one that it was restored from. */
    private Set<Path> files() {
      Path own = image.file();
      return model.map(came -> Set.of(own, came.image().file())).orElse(Set.of(own));
    }

    @Override
    public String toString() {
      return "FusedImage[" + index + ", " + image + "]";
    }
  }
}
