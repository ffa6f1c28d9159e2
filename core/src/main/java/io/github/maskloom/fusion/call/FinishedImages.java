package io.github.maskloom.fusion.call;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import io.github.maskloom.CompositeReport;
import io.github.maskloom.ImageRows;
import io.github.maskloom.PhotoRestorer;
import io.github.maskloom.RestoreOptions;
import io.github.maskloom.errors.ImageException;
import io.github.maskloom.errors.MemoryBudgetException;
import io.github.maskloom.format.ImageFile.BareCopy;
import io.github.maskloom.fusion.FusedImage;
import io.github.maskloom.fusion.FusedImage.PhotoPart;
import io.github.maskloom.fusion.FusionException;
import io.github.maskloom.fusion.FusionProgress;
import io.github.maskloom.fusion.FusionRequest;
import io.github.maskloom.fusion.FusionServiceException;
import io.github.maskloom.fusion.call.TempFolder.TempFile;
import io.github.maskloom.image.AiLabel;
import io.github.maskloom.image.CancelSignal;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.ImageTarget;
import io.github.maskloom.image.LabelReport;
import io.github.maskloom.image.MemoryBudget;
import io.github.maskloom.image.OutputOptions;
import io.github.maskloom.image.OutputOptions.Metadata;
import io.github.maskloom.image.ReadOptions.DamagePolicy;
import io.github.maskloom.image.WorkListener;
import io.github.maskloom.image.WorkOptions;
import io.github.maskloom.internal.codec.EncodedImage;
import io.github.maskloom.internal.file.FilePieces;
import io.github.maskloom.internal.metadata.XmpPacket;
import io.github.maskloom.internal.pipeline.WindowSize;
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
record FinishedImages(RunningCall call, Optional<Restoring> restoring, Optional<PhotoPart> part) {
  private static final int CHECK_ROWS = 16;

  /**
   * Every image in order; one that does not decode has failed.
   *
   * @throws io.github.maskloom.errors.CancelledException if the call was cancelled
   */
  List<FusedImage> of(ProviderTurn turn) {
    Map<Integer, FusedImage> images = new TreeMap<>();
    turn.failures().forEach((index, why) -> images.put(index, KeptImage.failed(index, why, call)));
    turn.files().forEach((index, file) -> images.put(index, finished(index, file)));
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
      call.cancel.throwIfCancelled();
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
    try {
      try (EncodedImage image = open(file)) {
        came = described(index, file, image);
        decode(image, call.work());
      }
      label(index, file);
      return described(index, file);
    } catch (ImageException e) {
      String what = "the provider's image does not decode" + whereItStays(file);
      return lost(index, file, new FusionServiceException(what, call.history.accepted(), e));
    } catch (Throwable e) {
      call.cancel.throwIfCancelled();
      String what = "the image that came could not be decoded or labeled";
      return came == null
          ? lost(index, file, failure(what + whereItStays(file), e))
          : came.unfinished(failure(what, e));
    }
  }

  /**
   * Says in the file of a whole answer that a model made it, unless it tells of a model itself: a
   * manifest that it may have signs its very bytes.
   */
  private void label(int index, Path file) throws IOException {
    TempFile copy = new TempFile(() -> call.folder.file("labeled-" + index), true);
    OutputOptions output = call.output().withMetadata(Metadata.UNEXAMINED);
    try (EncodedImage image = open(file)) {
      AiLabel own = XmpPacket.label(image.metadata());
      boolean stays = own.isOfModel() || !output.labeled();
      AiLabel wanted = output.label().or(stays ? own : AiLabel.TRAINED.or(own));
      Optional<BareCopy> labeled = image.file().bareCopy(output.withLabel(wanted));
      boolean copies = !wanted.equals(own) && labeled.isPresent();
      call.history.finished(
          Optional.empty(), new LabelReport(AiLabel.NONE, own, copies ? wanted : own));
      if (!copies) {
        return;
      }
      try (ImageTarget.Draft draft = copy.openDraft();
          InputStream bytes = Files.newInputStream(file)) {
        labeled.get().write(bytes, draft.stream());
        draft.commit();
      }
    }
    Files.move(copy.path(), file, REPLACE_EXISTING);
  }

  /** An image that may be whole, which stays for people to look at. */
  private KeptImage lost(int index, Path file, FusionException why) {
    call.folder.keep(Set.of(file));
    return KeptImage.failed(index, why, call);
  }

  private static String whereItStays(Path file) {
    return Files.exists(file)
        ? "; the image stays for seven days in " + file
        : "; the image is gone: something has removed " + file;
  }

  private EncodedImage open(Path file) throws IOException {
    return open(ImageSource.of(file), call);
  }

  /**
   * Makes sure that an image can be decoded.
   *
   * @throws ImageException if it is broken or cut short
   */
  static void requireWhole(ImageSource source, RunningCall call) throws IOException {
    try (EncodedImage image = open(source, call)) {
      decode(image, call.work());
    }
  }

  private static EncodedImage open(ImageSource source, RunningCall call) throws IOException {
    return EncodedImage.open(
        source, call.config.reading().limits(), DamagePolicy.STRICT, call.cancel);
  }

  /** Decodes every row of an image, in memory of the budget. */
  private static void decode(EncodedImage image, WorkOptions work) throws IOException {
    CancelSignal stop = work.begin();
    long heapBytes =
        image.description().heapBytes() + WindowSize.bytes(image.rows().geometry(), CHECK_ROWS);
    MemoryBudget.Reservation memory = work.budget().reserve(heapBytes, stop);
    try (memory) {
      image.rows().push(CHECK_ROWS, window -> stop.throwIfCancelled());
    }
  }

  private KeptImage described(int index, Path file, EncodedImage image) throws IOException {
    Encoded came = Encoded.of(file, image.description().mediaType(), image.rows().geometry());
    return new KeptImage(index, Optional.of(came), Optional.empty(), part, call);
  }

  private FusionException failure(String what, Throwable why) {
    return new FusionException(what, call.history.accepted(), call.sources.named(why));
  }

  /**
   * Brings back, in the images of one call, what was not painted.
   *
   * @param part what of the photo they stand for; empty for all of it
   */
  record Restoring(RunningCall call, RestoreOptions how, Optional<PhotoPart> part) {
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
      MemoryBudget budget = call.work().budget();
      long leastBytes =
          restorer(call.work()).explain(call.sources.request().photo(), mask()).work().heapBytes();
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
      TempFile file =
          new TempFile(() -> call.folder.file(LeftImages.RESTORED + model.index()), true);
      WorkOptions work = call.work();
      PhotoRestorer restorer = restorer(work.withListener(telling(model.index(), work.listener())));
      CompositeReport report =
          restorer.restore(
              call.sources.request().photo(), ImageSource.of(model.image().file()), mask(), file);
      report.restored().ifPresent(it -> call.history.finished(it.alignment(), it.labels()));
      String mediaType = report.mediaType().orElseThrow();
      return model.restored(Encoded.of(file.path(), mediaType, report.geometry()), report);
    }

    /** Tells of the rows of an image, beside those who hear of all work. */
    private WorkListener telling(int index, WorkListener others) {
      return new WorkListener() {
        @Override
        public void onRows(long done, long total) {
          call.news.progress(new FusionProgress.Restoring(index, done, total));
          others.onRows(done, total);
        }

        @Override
        public void onFinished(WorkRecord record) {
          others.onFinished(record);
        }
      };
    }

    private ImageSource mask() {
      return call.sources.request().mask().orElseThrow();
    }

    private PhotoRestorer restorer(WorkOptions work) {
      FusionRequest request = call.sources.request();
      PhotoRestorer restorer =
          PhotoRestorer.create()
              .withMask(request.maskOptions())
              .withRestoring(how)
              .withOutput(call.output())
              .withReading(call.config.reading())
              .withWork(work);
      return part.map(sent -> restorer.withRegion(sent.box())).orElse(restorer);
    }
  }

  /** A file that holds an image. */
  private record Encoded(Path file, String mediaType, int width, int height, long bytes) {
    static Encoded of(Path file, String mediaType, ImageGeometry size) throws IOException {
      return new Encoded(file, mediaType, size.width(), size.height(), Files.size(file));
    }

    Encoded at(Path other) {
      return new Encoded(other, mediaType, width, height, bytes);
    }
  }

  /**
   * An image that came, in a file of the call's folder, or failed alone.
   *
   * @param came its file; empty if it failed
   * @param model the image before it was restored; empty if it was not
   */
  private record KeptImage(
      int index,
      Optional<Encoded> came,
      Optional<FusionException> failure,
      Optional<KeptImage> model,
      Optional<CompositeReport> restored,
      Optional<FusionException> unfinished,
      Optional<PhotoPart> part,
      TempFolder folder,
      ImageRows rows)
      implements FusedImage {
    /** An image of which nothing more was made. */
    KeptImage(
        int index,
        Optional<Encoded> came,
        Optional<FusionException> failure,
        Optional<PhotoPart> part,
        RunningCall call) {
      this(
          index,
          came,
          failure,
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          part,
          call.folder,
          ImageRows.create()
              .withReading(call.config.reading())
              .withWork(WorkOptions.DEFAULT.withBudget(call.work().budget())));
    }

    /** An image that failed alone. */
    static KeptImage failed(int index, FusionException why, RunningCall call) {
      return new KeptImage(index, Optional.empty(), Optional.of(why), Optional.empty(), call);
    }

    /** The image as the provider made it, of which no more could be made. */
    KeptImage unfinished(FusionException why) {
      return new KeptImage(
          index, came, failure, model, restored, Optional.of(why), part, folder, rows);
    }

    /** The image after what was not painted was brought back, under a name that says its format. */
    KeptImage restored(Encoded made, CompositeReport report) throws IOException {
      KeptImage restored = restored(Optional.of(made), Optional.of(report));
      Path file = made.file();
      Path named = file.resolveSibling(file.getFileName() + "." + restored.extension());
      return restored(Optional.of(made.at(Files.move(file, named))), restored.restored);
    }

    private KeptImage restored(Optional<Encoded> image, Optional<CompositeReport> report) {
      Optional<KeptImage> before = Optional.of(this);
      return new KeptImage(index, image, failure, before, report, unfinished, part, folder, rows);
    }

    private Encoded image() {
      return came.orElseThrow(failure::orElseThrow);
    }

    @Override
    public Path file() {
      Path file = image().file();
      folder.throwIfClosed();
      folder.taken();
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
      failure.ifPresent(
          why -> {
            throw why;
          });
      return model.orElse(this);
    }

    @Override
    public ImageSource source() {
      long bytes = bytes();
      folder.throwIfClosed();
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
            folder.taken();
          }
          return read;
        }
      };
    }

    /** What cannot be written is not deleted with the result, and the failure says where it is. */
    @Override
    public void writeTo(ImageTarget target) throws IOException {
      Path file = image().file();
      folder.throwIfClosed();
      folder.keep(files());
      try {
        NamedCopy.write(this, ImageSource.of(file), rows, target);
      } catch (FileSystemException e) {
        String reason = e.getReason() == null ? e.getClass().getSimpleName() : e.getReason();
        FileSystemException named =
            new FileSystemException(e.getFile(), e.getOtherFile(), reason + whereItStays(file));
        named.initCause(e);
        throw named;
      } catch (IOException e) {
        throw new IOException(e.getMessage() + whereItStays(file), e);
      } catch (RuntimeException | Error e) {
        e.addSuppressed(new IOException("the image could not be written" + whereItStays(file)));
        throw e;
      }
      folder.written(files());
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
}
