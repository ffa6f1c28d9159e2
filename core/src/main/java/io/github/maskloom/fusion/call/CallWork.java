package io.github.maskloom.fusion.call;

import io.github.maskloom.MaskStatistics;
import io.github.maskloom.RestoreReport;
import io.github.maskloom.errors.CancelledException;
import io.github.maskloom.errors.ImageException;
import io.github.maskloom.fusion.FusedImage;
import io.github.maskloom.fusion.FusionException;
import io.github.maskloom.fusion.FusionRecord;
import io.github.maskloom.fusion.FusionRequest;
import io.github.maskloom.fusion.FusionResult;
import io.github.maskloom.fusion.FusionResult.SurplusImages;
import io.github.maskloom.fusion.FusionServiceException;
import io.github.maskloom.fusion.JobTicket;
import io.github.maskloom.fusion.spi.OutputSize;
import io.github.maskloom.fusion.spi.ProviderCapabilities;
import io.github.maskloom.fusion.spi.ProviderInput;
import io.github.maskloom.fusion.spi.ProviderJob;
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
    Optional<JobTicket> ticket = context.job().resumed();
    Turn turn = ticket.isPresent() ? takenUp(ticket.get()) : asked(prepared());
    Optional<FinishedImages.Restoring> restoring =
        request
            .restoreOptions()
            .map(how -> new FinishedImages.Restoring(context, how, inputs.part()));
    if (restoring.isPresent()) {
      restoring.get().check();
    }
    Optional<FusionException> cutShort = turn.take();
    inputs.delete();
    List<FusedImage> images = new FinishedImages(context, restoring, inputs.part()).of(received);
    context.cancellation().throwIfCancelled();
    requireAny(images, cutShort);
    askedSize().ifPresent(asked -> noteOtherSizes(images, asked));
    return result(images, cutShort);
  }

  /** The provider's turn, to come. */
  private interface Turn {
    /** Lets the provider work; why it broke off, if some images had come before. */
    Optional<FusionException> take() throws IOException;
  }

  private Turn asked(ProviderRequest prepared) throws IOException {
    if (capabilities.queuesJobs()) {
      context.job().begins(context.imageHashes());
    }
    ProviderTurn turn = new ProviderTurn(context, session);
    return () -> turn.receive(prepared, imagesOfCall, received);
  }

  /** Nothing is prepared, for nothing is sent. */
  private Turn takenUp(JobTicket ticket) throws IOException {
    context.job().checkImages(history.providerId(), context.imageHashes());
    history.prepared(ticket.sent());
    inputs.sentAs(ticket.sent());
    ProviderJob.Asked asked =
        new ProviderJob.Asked(
            request.prompt(),
            inputs.answerSize(ticket.sent().width(), ticket.sent().height()),
            request.count(),
            request.options());
    ProviderTurn turn = new ProviderTurn(context, session);
    ProviderJob job = ticket.job().orElseThrow();
    return () -> turn.resume(job, asked, received);
  }

  private ProviderRequest prepared() throws IOException {
    try {
      inputs.focus();
      ProviderInput.Image scene = inputs.scene();
      history.prepared(new JobTicket.Sent(scene.width(), scene.height(), inputs.part()));
      return new ProviderRequest(
          scene,
          inputs.mask(scene),
          inputs.references(),
          request.prompt(),
          inputs.answerSize(scene.width(), scene.height()),
          request.count(),
          request.options());
    } finally {
      history.uploads(inputs.bytes());
    }
  }

  /** The size that images should have, as far as it is known. */
  private Optional<OutputSize.Pixels> askedSize() {
    JobTicket.Sent sent = history.sent();
    OutputSize size = inputs.answerSize(sent.width(), sent.height());
    if (size instanceof OutputSize.Pixels asked) {
      return Optional.of(asked);
    }
    boolean sceneSize = size.equals(OutputSize.UNSET) && capabilities.answersInPhotoSize();
    return sceneSize
        ? Optional.of(new OutputSize.Pixels(sent.width(), sent.height()))
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
        context.job(),
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

  /** What one call made; owns the call's folder, and the ticket of its job until it is closed. */
  private record CallResult(
      List<FusedImage> images,
      FusionRecord record,
      Optional<MaskStatistics> mask,
      SurplusImages surplus,
      Optional<FusionException> cutShort,
      CallJob job,
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
    public Optional<JobTicket> ticket() {
      return job.ticket();
    }

    @Override
    public void close() {
      if (folder.closeIfTaken() && (isWhole() || job.isOver()) && !folder.keepsImages()) {
        job.forget();
      }
    }

    @Override
    public void keep() {
      boolean ignored = folder.close(image -> true);
    }

    @Override
    public void discard() {
      if (folder.close(image -> false)) {
        job.forget();
      }
    }

    /** Whether all that the job can bring is there. */
    private boolean isWhole() {
      return cutShort.isEmpty() && images.stream().allMatch(image -> shortfall(image).isEmpty());
    }

    @Override
    public String toString() {
      return "FusionResult" + images;
    }
  }
}
