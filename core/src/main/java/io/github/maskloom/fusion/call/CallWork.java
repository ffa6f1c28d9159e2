package io.github.maskloom.fusion.call;

import io.github.maskloom.MaskStatistics;
import io.github.maskloom.RestoreReport;
import io.github.maskloom.errors.CancelledException;
import io.github.maskloom.errors.ImageException;
import io.github.maskloom.errors.MaskloomException;
import io.github.maskloom.fusion.FusedImage;
import io.github.maskloom.fusion.FusionException;
import io.github.maskloom.fusion.FusionRecord;
import io.github.maskloom.fusion.FusionRequest;
import io.github.maskloom.fusion.FusionResult;
import io.github.maskloom.fusion.FusionResult.SurplusImages;
import io.github.maskloom.fusion.FusionServiceException;
import io.github.maskloom.fusion.spi.OutputSize;
import io.github.maskloom.fusion.spi.ProviderCapabilities;
import io.github.maskloom.fusion.spi.ProviderInput;
import io.github.maskloom.fusion.spi.ProviderRequest;
import io.github.maskloom.fusion.spi.ProviderResponse;
import io.github.maskloom.fusion.spi.ProviderSession;
import java.io.IOException;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The steps of one call: prepare, send and receive, finish. Used once. */
final class CallWork {
  private final CallContext context;
  private final FusionRequest request;
  private final CallHistory history;
  private final ProviderSession session;
  private final ProviderCapabilities capabilities;
  private final int imagesOfCall;
  private final InputImages inputs;
  private final ReceivedImages received;

  CallWork(CallContext context, ProviderSession session, ProviderCapabilities capabilities) {
    this.context = context;
    this.session = session;
    this.capabilities = capabilities;
    request = context.request();
    history = context.history();
    imagesOfCall = CallRun.imagesOfCall(request, capabilities);
    inputs = new InputImages(context, capabilities);
    received = new ReceivedImages(context);
  }

  /** Does the steps one after the other. */
  FusionResult result() throws IOException {
    try {
      return steps();
    } catch (ImageException e) {
      throw InputImages.named(e, request);
    } catch (CancelledException e) {
      throw context.cancellation().isCancelled() ? e : outOfTime(e);
    }
  }

  /** Nobody has cancelled the call: a step of it took longer than it may. */
  private CancelledException outOfTime(CancelledException why) {
    String words = Objects.requireNonNullElse(why.getMessage(), "a step was cancelled");
    return CallHistory.cancelled(words, history.delivery(why), why);
  }

  private FusionResult steps() throws IOException {
    InputImages.checkFiles(request);
    ProviderRequest prepared = prepared();
    Optional<FinishedImages.Restoring> restoring =
        request
            .restoreOptions()
            .map(how -> new FinishedImages.Restoring(context, how, inputs.part()));
    if (restoring.isPresent()) {
      restoring.get().check();
    }
    Optional<FusionException> cutShort =
        new ProviderTurn(context, session).receive(prepared, imagesOfCall, received);
    inputs.delete();
    List<FusedImage> images = new FinishedImages(context, restoring, inputs.part()).of(received);
    context.cancellation().throwIfCancelled();
    requireAny(images, cutShort);
    askedSize(prepared).ifPresent(asked -> noteOtherSizes(images, asked));
    return result(images, cutShort);
  }

  private ProviderRequest prepared() throws IOException {
    try {
      inputs.focus();
      ProviderInput.Image scene = inputs.scene();
      history.prepared(scene, inputs.part());
      return new ProviderRequest(
          scene,
          inputs.mask(scene),
          inputs.references(),
          request.prompt(),
          inputs.answerSize(scene),
          request.count(),
          request.options());
    } finally {
      history.uploads(inputs.bytes());
    }
  }

  /** The size that images should have, as far as it is known. */
  private Optional<OutputSize.Pixels> askedSize(ProviderRequest prepared) {
    if (prepared.size() instanceof OutputSize.Pixels asked) {
      return Optional.of(asked);
    }
    boolean sceneSize =
        prepared.size().equals(OutputSize.UNSET) && capabilities.answersInPhotoSize();
    return sceneSize
        ? Optional.of(new OutputSize.Pixels(prepared.photo().width(), prepared.photo().height()))
        : Optional.empty();
  }

  private void noteOtherSizes(List<FusedImage> images, OutputSize.Pixels asked) {
    for (FusedImage image : images) {
      if (image.isPresent()) {
        FusedImage came = image.modelImage();
        if (came.width() != asked.width() || came.height() != asked.height()) {
          String note =
              "image %d came with %dx%d pixels, and %s were asked for"
                  .formatted(image.index() + 1, came.width(), came.height(), asked);
          history.answered(ProviderResponse.NONE.withNotes(List.of(note)));
        }
      }
    }
  }

  /**
   * Makes sure that the call was worth something.
   *
   * @throws FusionException if no image can be used: of why it broke off and why each image failed,
   *     the first that may have cost as much as any
   */
  private void requireAny(List<FusedImage> images, Optional<FusionException> cutShort) {
    if (images.stream().anyMatch(FusedImage::isPresent)) {
      return;
    }
    history.came(0, received.surplusCount());
    List<FusionException> failures =
        Stream.concat(cutShort.stream(), images.stream().flatMap(i -> i.failure().stream()))
            .toList();
    FusionException worst =
        failures.isEmpty()
            ? noImage()
            : Collections.max(failures, Comparator.comparing(FusionException::delivery));
    cutShort.filter(why -> why != worst).ifPresent(worst::addSuppressed);
    throw worst;
  }

  private FusionServiceException noImage() {
    return new FusionServiceException("the provider made no image", context.accepted());
  }

  private FusionResult result(List<FusedImage> images, Optional<FusionException> cutShort) {
    Optional<FusionException> worst =
        cutShort.or(() -> images.stream().flatMap(i -> shortfall(i).stream()).findFirst());
    FusionRecord.Outcome outcome =
        worst.isEmpty() ? FusionRecord.Outcome.SUCCEEDED : FusionRecord.Outcome.PARTIAL;
    int present = (int) images.stream().filter(FusedImage::isPresent).count();
    history.came(present, received.surplusCount());
    FusionRecord record = history.record(outcome, worst.orElse(null));
    return new CallResult(
        images,
        record,
        inputs.painted().or(() -> mask(images)),
        received.surplus(),
        cutShort,
        context.folder());
  }

  /** Why what was asked for is not there, wholly or in part. */
  private static Optional<FusionException> shortfall(FusedImage image) {
    return image.failure().or(image::unfinished);
  }

  /** What was painted, as restoring found it. */
  private static Optional<MaskStatistics> mask(List<FusedImage> images) {
    return images.stream()
        .flatMap(image -> image.restored().stream())
        .findFirst()
        .map(RestoreReport::mask);
  }

  /** What one call made; owns the call's folder. */
  private record CallResult(
      List<FusedImage> images,
      FusionRecord record,
      Optional<MaskStatistics> mask,
      SurplusImages surplus,
      Optional<FusionException> cutShort,
      CallFolder folder)
      implements FusionResult {
    CallResult {
      images = List.copyOf(images);
    }

    @Override
    public Optional<FusionException> primaryFailure() {
      return Optional.empty();
    }

    @Override
    public void close() {
      folder.close();
    }

    @Override
    public String toString() {
      return "FusionResult" + images;
    }
  }

  /** The part of a call in which its provider works, and may fail in any way. */
  private record ProviderTurn(CallContext context, ProviderSession session) {
    /**
     * Lets the provider work, in as many calls as it takes. The first that fails or brings nothing
     * is the last.
     *
     * @param imagesOfCall how many images one call asks for, at most
     * @return why it broke off, if some images had come before: those are paid for
     */
    Optional<FusionException> receive(
        ProviderRequest prepared, int imagesOfCall, ReceivedImages received) throws IOException {
      Optional<FusionException> broken = Optional.empty();
      boolean brought = true;
      for (int left = prepared.count(); left > 0 && brought; left -= imagesOfCall) {
        int before = received.count();
        broken = receive(prepared.withCount(Math.min(left, imagesOfCall)), received);
        brought = broken.isEmpty() && received.count() > before;
      }
      return broken;
    }

    private Optional<FusionException> receive(ProviderRequest request, ReceivedImages received)
        throws IOException {
      beginSending();
      try {
        ProviderResponse answer = session.fuse(request, received.nextCall());
        if (answer == null) {
          throw unexpected("it returned nothing", null);
        }
        context.history().answered(answer);
        return Optional.empty();
      } catch (FusionException e) {
        return keeping(received, e);
      } catch (Throwable e) {
        // Undeclared exceptions too, as other JVM languages throw them.
        boolean comesOutAsItIs = e instanceof MaskloomException || e instanceof Error;
        if (comesOutAsItIs && keepsNothing(received)) {
          throw e;
        }
        return keeping(
            received,
            e instanceof IOException ? brokenHere(e) : unexpected(e.getClass().getName(), e));
      } finally {
        context.history().came(received.count(), received.surplusCount());
      }
    }

    /** In this order: a cancel that comes now finds the call either sent or never to be sent. */
    private void beginSending() {
      CallHistory history = context.history();
      int before = history.calls();
      history.asks(before + 1);
      if (context.cancellation().isCancelled()) {
        history.asks(before);
        context.cancellation().throwIfCancelled();
      }
    }

    private Optional<FusionException> keeping(ReceivedImages received, FusionException failure) {
      if (keepsNothing(received)) {
        throw failure;
      }
      return Optional.of(
          context.history().calls() > 1
              ? failure.reaching(context.history().delivery(failure), "calls before brought images")
              : failure);
    }

    private boolean keepsNothing(ReceivedImages received) {
      return context.cancellation().isCancelled() || received.count() == 0;
    }

    /** A disk that is full, say: the provider knew no better, and may have done its work. */
    private FusionException brokenHere(Throwable cause) {
      return new FusionException(
          "an image could not be read or written here: " + cause.getClass().getSimpleName(),
          failed(),
          cause);
    }

    private FusionException.Failure failed() {
      return context.history().failure(context.history().delivery());
    }

    private FusionServiceException unexpected(String what, @Nullable Throwable cause) {
      FusionServiceException failure =
          new FusionServiceException("the provider failed unexpectedly: " + what, failed());
      if (cause != null) {
        failure.initCause(cause);
      }
      return failure;
    }
  }
}
