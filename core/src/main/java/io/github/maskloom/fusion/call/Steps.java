package io.github.maskloom.fusion.call;

import io.github.maskloom.CompositeReport;
import io.github.maskloom.MaskStatistics;
import io.github.maskloom.fusion.FusedImage;
import io.github.maskloom.fusion.FusionException;
import io.github.maskloom.fusion.FusionQuote;
import io.github.maskloom.fusion.FusionRecord;
import io.github.maskloom.fusion.FusionRequest;
import io.github.maskloom.fusion.FusionResult;
import io.github.maskloom.fusion.FusionResult.SurplusImages;
import io.github.maskloom.fusion.FusionServiceException;
import io.github.maskloom.fusion.JobTicket;
import io.github.maskloom.fusion.call.FocusedPart.SceneSizes;
import io.github.maskloom.fusion.spi.OutputSize;
import io.github.maskloom.fusion.spi.ProviderCapabilities;
import io.github.maskloom.fusion.spi.ProviderInput;
import io.github.maskloom.fusion.spi.ProviderJob;
import io.github.maskloom.fusion.spi.ProviderRequest;
import io.github.maskloom.fusion.spi.ProviderResponse;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The steps of one call: prepare, send and receive, finish. Used once. */
final class Steps {
  private final RunningCall call;
  private final FusionRequest request;
  private final History history;
  private final ProviderCapabilities capabilities;
  private final InputImages inputs;
  private final ProviderTurn turn;

  Steps(RunningCall call, ProviderCapabilities capabilities) {
    this.call = call;
    this.capabilities = capabilities;
    request = call.sources.request();
    history = call.history;
    inputs = new InputImages(call, capabilities);
    turn = new ProviderTurn(call);
  }

  /** Does the steps one after the other. */
  FusionResult result() throws IOException {
    call.sources.checkFiles();
    Optional<JobTicket> ticket = history.resumed();
    Optional<ProviderJob> job = ticket.flatMap(JobTicket::job);
    Optional<ProviderRequest> prepared =
        job.isPresent() ? takenUp(ticket.orElseThrow()) : Optional.of(prepared());
    FinishedImages finished = new FinishedImages(call, call.restoring(), history.sent().part());
    finished.check();
    Optional<FusionException> cutShort =
        prepared.isPresent()
            ? turn.fuse(prepared.get(), capabilities.imagesOfCall(request))
            : turn.resume(job.orElseThrow(), asked());
    inputs.delete();
    List<FusedImage> images = finished.of(turn);
    call.cancel.throwIfCancelled();
    requireAny(images, cutShort);
    askedSize().ifPresent(asked -> noteOtherSizes(images, asked));
    return result(images, cutShort);
  }

  /** What all calls that the request takes would cost. */
  FusionQuote quote() throws IOException {
    call.sources.checkFiles();
    ProviderRequest prepared = prepared();
    int ofCall = capabilities.imagesOfCall(request);
    FusionQuote sum = turn.quote(prepared.withCount(Math.min(request.count(), ofCall)));
    for (int left = request.count() - ofCall; left > 0; left -= ofCall) {
      sum = sum.plus(turn.quote(prepared.withCount(Math.min(left, ofCall))));
    }
    return sum;
  }

  /** Nothing is prepared, for nothing is sent. */
  private Optional<ProviderRequest> takenUp(JobTicket ticket) throws IOException {
    call.ticket.begins(call.sources.hashes(call.cancel));
    history.prepared(ticket.sent());
    return Optional.empty();
  }

  private ProviderJob.Asked asked() {
    return new ProviderJob.Asked(
        request.prompt(), answerSize(), request.count(), request.options());
  }

  /** The size to ask the provider for, once it is known what of the photo is sent. */
  private OutputSize answerSize() {
    JobTicket.Sent sent = history.sent();
    return sent.part().isPresent()
        ? SceneSizes.answer(capabilities, request.size(), sent.width(), sent.height())
        : request.size();
  }

  private ProviderRequest prepared() throws IOException {
    inputs.focus();
    ProviderInput.Image scene = inputs.scene();
    ProviderRequest prepared =
        new ProviderRequest(
            scene,
            inputs.mask(scene),
            inputs.references(),
            request.prompt(),
            answerSize(),
            request.count(),
            request.options());
    if (capabilities.queuesJobs() || call.session.replaysKeys().isPresent()) {
      call.ticket.begins(call.sources.hashes(call.cancel));
    }
    return prepared;
  }

  /** The size that images should have, as far as it is known. */
  private Optional<OutputSize> askedSize() {
    OutputSize size = answerSize();
    boolean asPhoto = size.equals(OutputSize.UNSET) && capabilities.sizes().asPhoto();
    JobTicket.Sent sent = history.sent();
    OutputSize asked = asPhoto ? OutputSize.of(sent.width(), sent.height()) : size;
    return Optional.of(asked).filter(OutputSize::isInPixels);
  }

  private void noteOtherSizes(List<FusedImage> images, OutputSize asked) {
    images.stream()
        .filter(FusedImage::isPresent)
        .map(FusedImage::modelImage)
        .filter(came -> came.width() != asked.width() || came.height() != asked.height())
        .map(
            came ->
                "image %d came with %dx%d pixels, and %s were asked for"
                    .formatted(came.index() + 1, came.width(), came.height(), asked))
        .forEach(note -> history.answered(ProviderResponse.NONE.withNotes(List.of(note))));
  }

  /**
   * Makes sure that the call was worth something.
   *
   * @throws FusionException if no image can be used: of why it broke off and why each image failed,
   *     the first that may have cost as much as any
   */
  private void requireAny(List<FusedImage> images, Optional<FusionException> cutShort) {
    int present = (int) images.stream().filter(FusedImage::isPresent).count();
    history.came(present, turn.surplus().count());
    if (present > 0) {
      return;
    }
    FusionException worst =
        Stream.concat(cutShort.stream(), images.stream().flatMap(i -> i.failure().stream()))
            .max(Comparator.comparing(FusionException::delivery))
            .orElseGet(
                () -> new FusionServiceException("the provider made no image", history.accepted()));
    cutShort.filter(why -> why != worst).ifPresent(worst::addSuppressed);
    throw worst;
  }

  private FusionResult result(List<FusedImage> images, Optional<FusionException> cutShort) {
    Optional<FusionException> worst =
        cutShort.or(() -> images.stream().flatMap(i -> shortfall(i).stream()).findFirst());
    FusionRecord.Outcome outcome =
        worst.isEmpty() ? FusionRecord.Outcome.SUCCEEDED : FusionRecord.Outcome.PARTIAL;
    return new Result(
        images,
        history.record(outcome, worst.orElse(null)),
        inputs.painted().or(() -> mask(images)),
        turn.surplus(),
        cutShort,
        Optional.empty(),
        call);
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
        .map(CompositeReport::mask);
  }

  /** What one call made; owns the call's folder, and the ticket of its job until it is closed. */
  private record Result(
      List<FusedImage> images,
      FusionRecord record,
      Optional<MaskStatistics> mask,
      SurplusImages surplus,
      Optional<FusionException> cutShort,
      Optional<FusionException> primaryFailure,
      RunningCall call)
      implements FusionResult {
    Result {
      images = List.copyOf(images);
    }

    @Override
    public FusionResult standingInFor(FusionException failure) {
      Optional<FusionException> why = Optional.of(failure);
      return new Result(images, record, mask, surplus, cutShort, why, call);
    }

    @Override
    public Optional<JobTicket> ticket() {
      return call.history.ticket();
    }

    @Override
    public void close() {
      boolean isWhole = cutShort.isEmpty() && images.stream().allMatch(i -> shortfall(i).isEmpty());
      boolean isOver = isWhole || call.history.jobEnd != null;
      if (call.folder.closeIfTaken() && isOver && !call.folder.keepsImages()) {
        call.ticket.forget();
      }
    }

    @Override
    public void keep() {
      boolean ignored = call.folder.close(image -> true);
    }

    @Override
    public void discard() {
      if (call.folder.close(image -> false)) {
        call.ticket.forget();
      }
    }

    @Override
    public String toString() {
      return "FusionResult" + images;
    }
  }
}
