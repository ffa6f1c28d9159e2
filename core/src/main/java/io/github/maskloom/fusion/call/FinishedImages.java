package io.github.maskloom.fusion.call;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import io.github.maskloom.CompositePlan;
import io.github.maskloom.CompositeReport;
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
import io.github.maskloom.fusion.call.KeptImage.Encoded;
import io.github.maskloom.fusion.call.TempFolder.TempFile;
import io.github.maskloom.image.AiLabel;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.ImageTarget;
import io.github.maskloom.image.LabelReport;
import io.github.maskloom.image.OutputOptions;
import io.github.maskloom.image.OutputOptions.Metadata;
import io.github.maskloom.image.ReadOptions.DamagePolicy;
import io.github.maskloom.image.WorkListener;
import io.github.maskloom.image.WorkOptions;
import io.github.maskloom.internal.codec.EncodedImage;
import io.github.maskloom.internal.metadata.XmpPacket;
import io.github.maskloom.internal.pipeline.Cost;
import io.github.maskloom.internal.pipeline.Scope;
import io.github.maskloom.internal.pipeline.WindowSize;
import java.io.IOException;
import java.io.InputStream;
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
 * @param how they are restored; empty if they are not
 * @param part what of the photo they stand for; empty unless the request is focused
 */
record FinishedImages(RunningCall call, Optional<RestoreOptions> how, Optional<PhotoPart> part) {
  private static final int CHECK_ROWS = 16;

  /**
   * Every image in order; one that does not decode has failed.
   *
   * @throws io.github.maskloom.errors.CancelledException if the call was cancelled
   */
  List<FusedImage> of(ProviderTurn turn) {
    Map<Integer, FusedImage> images = new TreeMap<>();
    turn.failures().forEach((index, why) -> images.put(index, failed(index, why)));
    turn.files()
        .forEach(
            (index, file) ->
                images.put(index, how.isPresent() ? restored(index, file) : checked(index, file)));
    return new ArrayList<>(images.values());
  }

  /**
   * What is restored is decoded on the way. Only if that fails is the image looked at alone: the
   * scene and the mask are the caller's sources, which may throw anything, errors too.
   */
  private FusedImage restored(int index, Path file) {
    try {
      return restored(described(index, file));
    } catch (Throwable e) {
      call.cancel.throwIfCancelled();
      FusedImage checked = checked(index, file);
      return checked instanceof KeptImage whole && whole.unfinished().isEmpty()
          ? whole.unfinished(failure("what was not painted could not be restored", e))
          : checked;
    }
  }

  private KeptImage described(int index, Path file) throws IOException {
    try (EncodedImage image = open(ImageSource.of(file), call)) {
      return described(index, file, image);
    }
  }

  /** The image after every row of it was decoded. */
  private FusedImage checked(int index, Path file) {
    KeptImage came = null;
    try {
      Optional<Encoded> labeled;
      try (EncodedImage image = open(ImageSource.of(file), call)) {
        came = described(index, file, image);
        decode(image, call.work());
        labeled = labeled(index, file, image);
      }
      return labeled.isPresent() ? came.with(labeled.get().movedTo(file, REPLACE_EXISTING)) : came;
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
   * Copies the file of a whole answer with a label that a model made it, unless it tells of a model
   * itself: a manifest that it may have signs its very bytes.
   */
  private Optional<Encoded> labeled(int index, Path file, EncodedImage image) throws IOException {
    OutputOptions output = call.output().withMetadata(Metadata.UNEXAMINED);
    AiLabel own = XmpPacket.label(image.metadata());
    boolean stays = own.isOfModel() || !output.labeled();
    AiLabel wanted = output.label().or(stays ? own : AiLabel.TRAINED.or(own));
    Optional<BareCopy> labeled = image.file().bareCopy(output.withLabel(wanted));
    boolean copies = !wanted.equals(own) && labeled.isPresent();
    call.history.finished(
        Optional.empty(), new LabelReport(AiLabel.NONE, own, copies ? wanted : own));
    if (!copies) {
      return Optional.empty();
    }
    TempFile copy = new TempFile(() -> call.folder.file("labeled-" + index), true);
    try (ImageTarget.Draft draft = copy.openDraft();
        InputStream bytes = Files.newInputStream(file)) {
      labeled.get().write(bytes, draft.stream());
      draft.commit();
    }
    return Optional.of(encoded(copy.path(), image));
  }

  /** An image that may be whole, which stays for people to look at. */
  private KeptImage lost(int index, Path file, FusionException why) {
    call.folder.keep(Set.of(file));
    return failed(index, why);
  }

  private KeptImage failed(int index, FusionException why) {
    return new KeptImage(index, Optional.empty(), Optional.of(why), this);
  }

  /** Says where people find an image. */
  static String whereItStays(Path file) {
    return Files.exists(file)
        ? "; the image stays for seven days in " + file
        : "; the image is gone: something has removed " + file;
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
    long windowBytes = WindowSize.bytes(image.rows().geometry(), CHECK_ROWS);
    try (Scope scope = new Scope(work)) {
      scope.reserve(Cost.heap(image.description().heapBytes() + windowBytes));
      image.rows().push(CHECK_ROWS, window -> scope.cancel().throwIfCancelled());
    }
  }

  private KeptImage described(int index, Path file, EncodedImage image) throws IOException {
    return new KeptImage(index, Optional.of(encoded(file, image)), Optional.empty(), this);
  }

  private static Encoded encoded(Path file, EncodedImage image) throws IOException {
    return Encoded.of(file, image.description().mediaType(), image.rows().geometry());
  }

  private FusionException failure(String what, Throwable why) {
    return new FusionException(what, call.history.accepted(), call.sources.named(why));
  }

  /**
   * Makes sure, before anything is paid for, that the budget is not too small in any case.
   *
   * @throws MemoryBudgetException if it is, whatever the provider answers
   * @throws ImageException if the scene or the mask cannot be used
   */
  void check() throws IOException {
    if (how.isPresent()) {
      FusionRequest request = call.sources.request();
      CompositePlan least =
          restorer(call.work()).explain(request.photo(), request.mask().orElseThrow());
      long ceilingBytes = call.work().budget().ceilingBytes();
      if (least.work().heapBytes() > ceilingBytes) {
        throw MemoryBudgetException.tooLarge(least.work().heapBytes(), ceilingBytes);
      }
    }
  }

  /** Restores an image, of which every byte is decoded, into another file of the call. */
  private KeptImage restored(KeptImage model) throws IOException {
    FusionRequest request = call.sources.request();
    TempFile file = new TempFile(() -> call.folder.file(LeftImages.RESTORED + model.index()), true);
    WorkOptions work = call.work();
    PhotoRestorer restorer = restorer(work.withListener(telling(model.index(), work.listener())));
    ImageSource answer = ImageSource.of(model.image().file());
    CompositeReport report =
        restorer.restore(request.photo(), answer, request.mask().orElseThrow(), file);
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

  private PhotoRestorer restorer(WorkOptions work) {
    PhotoRestorer restorer =
        PhotoRestorer.create()
            .withMask(call.sources.request().maskOptions())
            .withRestoring(how.orElseThrow())
            .withOutput(call.output())
            .withReading(call.config.reading())
            .withWork(work);
    return part.filter(sent -> !sent.isWhole())
        .map(sent -> restorer.withRegion(sent.box()))
        .orElse(restorer);
  }
}
