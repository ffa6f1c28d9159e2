package io.github.maskloom.fusion;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.maskloom.RestoreOptions;
import io.github.maskloom.fusion.FusionException.Failure;
import io.github.maskloom.fusion.spi.FusionProvider;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Tests with images to fuse, each of which leaves no temporary file. */
@Timeout(120)
abstract class InFusionFolder {
  @TempDir Path folder;
  FusionFolder files;
  final HeardRecords heard = new HeardRecords();
  final List<FusionRecord> journal = heard.journal;

  @BeforeEach
  void drawImages() throws IOException {
    files = new FusionFolder(folder);
  }

  @AfterEach
  void leavesNoTemporaryFile() throws IOException {
    files.assertNothingLeft();
  }

  /** A configuration whose calls are heard. */
  FusionConfig.Builder config() {
    return heard.in(files.config());
  }

  /** A request that is heard. */
  FusionRequest.Builder request() {
    return heard.in(files.request());
  }

  /** A request whose images are restored. */
  FusionRequest restoring() {
    return request().restore(RestoreOptions.DEFAULT).build();
  }

  FusionClient open(FusionProvider provider) throws IOException {
    return FusionClient.open(provider, config().build());
  }

  /** Makes a call with a client of its own. */
  void fused(FusionProvider provider, FusionRequest request) throws IOException {
    fused(provider, request, result -> {});
  }

  /** Looks at the result of a call that has a client of its own. */
  void fused(FusionProvider provider, FusionRequest request, ResultCheck check) throws IOException {
    fused(provider, config(), request, check);
  }

  void fused(
      FusionProvider provider,
      FusionConfig.Builder config,
      FusionRequest request,
      ResultCheck check)
      throws IOException {
    try (FusionClient client = FusionClient.open(provider, config.build());
        FusionResult result = FusionFolder.taken(client.fuse(request))) {
      check.accept(result);
    }
  }

  /** What a call throws that has a client of its own. */
  Throwable failure(FusionProvider provider, FusionRequest request) throws IOException {
    return failure(provider, config(), request);
  }

  static Throwable failure(
      FusionProvider provider, FusionConfig.Builder config, FusionRequest request)
      throws IOException {
    try (FusionClient client = FusionClient.open(provider, config.build())) {
      return failure(client, request);
    }
  }

  static Throwable failure(FusionClient client, FusionRequest request) {
    return catchThrowable(() -> client.fuse(request).discard());
  }

  /** What a call throws instead of its result. */
  static Throwable failure(FusionCall call) {
    return catchThrowable(() -> call.result().discard());
  }

  /** What a caller gets who is interrupted once somebody waits. */
  static Throwable interruptedFuse(FusionClient client, FusionRequest request, Gate waiting)
      throws Exception {
    FutureTask<Throwable> fuse =
        new FutureTask<>(
            () -> {
              Throwable thrown = failure(client, request);
              assertThat(Thread.currentThread().isInterrupted()).as("still interrupted").isTrue();
              return thrown;
            });
    Thread caller = new Thread(fuse);
    caller.start();
    waiting.awaitReached();
    caller.interrupt();
    return fuse.get(60, SECONDS);
  }

  /** How a call ends, as a future says it. */
  static FusionResult get(FusionCall call) throws Exception {
    return call.completion().toCompletableFuture().get(60, SECONDS);
  }

  /** How far the request of a call got that failed, or was cancelled. */
  static Delivery delivery(Throwable thrown) {
    return thrown instanceof CancelledCallException cancel
        ? cancel.delivery()
        : ((FusionException) thrown).delivery();
  }

  static FusionServiceException down(Delivery delivery) {
    return new FusionServiceException("down", Failure.notSent("scripted").withDelivery(delivery));
  }

  static FusionContentException refused() {
    return new FusionContentException(
        "moderated",
        Failure.notSent("scripted").withDelivery(Delivery.REJECTED).withRetry(RetryAdvice.SAFE));
  }

  /** Makes sure that one call is in the journal, which ended so. */
  void assertRecorded(FusionRecord.Outcome outcome, Delivery delivery) {
    assertThat(journal)
        .singleElement()
        .returns(outcome, FusionRecord::outcome)
        .returns(delivery, record -> record.sent().delivery());
  }
}
