package io.github.maskloom.fusion.call;

import io.github.maskloom.MaskStatistics;
import io.github.maskloom.RestoreReport;
import io.github.maskloom.errors.ImageException;
import io.github.maskloom.fusion.FusedImage;
import io.github.maskloom.fusion.FusionException;
import io.github.maskloom.fusion.FusionRecord;
import io.github.maskloom.fusion.FusionRequest;
import io.github.maskloom.fusion.FusionServiceException;
import io.github.maskloom.fusion.spi.ProviderCapabilities;
import io.github.maskloom.fusion.spi.ProviderInput;
import io.github.maskloom.fusion.spi.ProviderRequest;
import io.github.maskloom.fusion.spi.ProviderSession;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The steps of one call: prepare, send and receive, finish. Used once. */
final class CallWork {
  private final CallContext context;
  private final FusionRequest request;
  private final CallHistory history;
  private final ProviderSession session;
  private final int imagesOfCall;
  private final InputImages inputs;
  private final ReceivedImages received;

  CallWork(CallContext context, ProviderSession session, ProviderCapabilities capabilities) {
    this.context = context;
    this.session = session;
    request = context.request();
    history = context.history();
    imagesOfCall = FusionCall.imagesOfCall(request, capabilities);
    inputs = new InputImages(context, capabilities);
    received = new ReceivedImages(context);
  }

  /** Does the steps one after the other. */
  CallResult result() throws IOException {
    try {
      return steps();
    } catch (ImageException e) {
      throw InputImages.named(e, request);
    }
  }

  private CallResult steps() throws IOException {
    inputs.checkFiles();
    ProviderRequest prepared = prepared();
    Optional<Restoring> restoring =
        request.restoreOptions().map(how -> new Restoring(context, how, inputs.part()));
    if (restoring.isPresent()) {
      restoring.get().check();
    }
    Optional<FusionException> cutShort =
        new ProviderTurn(context, session).receive(prepared, imagesOfCall, received);
    inputs.delete();
    List<FusedImage> images = new FinishedImages(context, restoring, inputs.part()).of(received);
    context.cancellation().throwIfCancelled();
    requireAny(images, cutShort);
    return result(images, cutShort);
  }

  private ProviderRequest prepared() throws IOException {
    try {
      inputs.focus();
      ProviderInput.Image scene = inputs.scene();
      history.reach(history.facts().withScene(scene, inputs.part()));
      return new ProviderRequest(
          scene,
          inputs.mask(scene),
          inputs.references(),
          request.prompt(),
          inputs.answerSize(scene),
          request.count(),
          request.options());
    } finally {
      history.reach(history.facts().withUploadBytes(inputs.bytes()));
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
    history.reach(history.facts().withImages(0, received.surplusCount()));
    List<FusionException> failures =
        Stream.concat(cutShort.stream(), images.stream().flatMap(i -> i.failure().stream()))
            .toList();
    FusionException worst = failures.isEmpty() ? noImage() : worst(failures);
    cutShort.filter(why -> why != worst).ifPresent(worst::addSuppressed);
    throw worst;
  }

  private FusionServiceException noImage() {
    return new FusionServiceException("the provider made no image", context.accepted());
  }

  private static FusionException worst(List<FusionException> failures) {
    FusionException worst = failures.get(0);
    for (FusionException failure : failures) {
      if (failure.delivery().compareTo(worst.delivery()) > 0) {
        worst = failure;
      }
    }
    return worst;
  }

  private CallResult result(List<FusedImage> images, Optional<FusionException> cutShort) {
    Optional<FusionException> worst =
        cutShort.or(() -> images.stream().flatMap(i -> shortfall(i).stream()).findFirst());
    FusionRecord.Outcome outcome =
        worst.isEmpty() ? FusionRecord.Outcome.SUCCEEDED : FusionRecord.Outcome.PARTIAL;
    int present = (int) images.stream().filter(FusedImage::isPresent).count();
    history.reach(history.facts().withImages(present, received.surplusCount()));
    FusionRecord record = history.record(outcome, worst.orElse(null), System.nanoTime());
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
}
