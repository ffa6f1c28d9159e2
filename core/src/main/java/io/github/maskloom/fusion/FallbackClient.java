package io.github.maskloom.fusion;

import io.github.maskloom.errors.FusionException;
import io.github.maskloom.fusion.spi.ProviderCapabilities;
import io.github.maskloom.fusion.spi.RequestOptions;
import io.github.maskloom.internal.log.RareWarning;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A client that asks another one when the first is down. */
final class FallbackClient extends BlockingCalls {
  private static final Logger LOG = LoggerFactory.getLogger(FallbackClient.class);
  private static final RareWarning DOWN =
      new RareWarning(LOG, Duration.ofMinutes(1), System::nanoTime);

  private final FusionClient primary;
  private final FusionClient fallback;
  private final Predicate<FusionException> isDown;

  FallbackClient(FusionClient primary, FusionClient fallback, Predicate<FusionException> isDown) {
    this.primary = primary;
    this.fallback = fallback;
    this.isDown = isDown;
  }

  @Override
  public String providerId() {
    return primary.providerId();
  }

  @Override
  public ProviderCapabilities capabilities(RequestOptions options) {
    return primary.capabilities(options);
  }

  @Override
  CancellableFuture<FusionResult> begin(FusionRequest request) {
    Call call = new Call(request);
    call.follow();
    return call.result;
  }

  private Optional<FusionException> down(@Nullable Throwable thrown) {
    return cause(thrown) instanceof FusionException failure && isDown.test(failure)
        ? Optional.of(failure)
        : Optional.empty();
  }

  /** One request, with whichever client works for it now. */
  private final class Call {
    private final FusionRequest request;
    private final CancellableFuture<FusionResult> result = new CancellableFuture<>(this::cancel);
    private volatile CompletableFuture<FusionResult> current;

    Call(FusionRequest request) {
      this.request = request;
      current = primary.fuseAsync(request);
    }

    private void cancel() {
      current.cancel(true);
    }

    void follow() {
      var unused = current.whenComplete(this::primaryEnded);
    }

    private void primaryEnded(@Nullable FusionResult images, @Nullable Throwable thrown) {
      Optional<FusionException> down = down(thrown);
      if (down.isPresent() && !result.isDone()) {
        askFallback(down.get());
      } else {
        settle(result, images, thrown);
      }
    }

    private void askFallback(FusionException down) {
      DOWN.warn(
          "provider %s is down; %s stands in"
              .formatted(primary.providerId(), fallback.providerId()));
      try {
        current = fallback.fuseAsync(request);
      } catch (RuntimeException e) {
        fallbackEnded(down, null, e);
        return;
      }
      var unused = current.whenComplete((images, thrown) -> fallbackEnded(down, images, thrown));
      if (result.isCancelled()) {
        cancel();
      }
    }

    private void fallbackEnded(
        FusionException down, @Nullable FusionResult images, @Nullable Throwable thrown) {
      if (images == null) {
        down.addSuppressed(cause(thrown));
      }
      settle(result, images == null ? null : images.after(down), down);
    }
  }

  private static void settle(
      CancellableFuture<FusionResult> result,
      @Nullable FusionResult images,
      @Nullable Throwable thrown) {
    if (images == null) {
      result.fail(cause(thrown));
    } else if (!result.complete(images)) {
      closeUnwanted(images);
    }
  }

  private static void closeUnwanted(FusionResult images) {
    try {
      images.close();
    } catch (IOException e) {
      LOG.debug("the files of a cancelled call stay until the process ends", e);
    }
  }

  private static Throwable cause(@Nullable Throwable thrown) {
    if (thrown instanceof CompletionException && thrown.getCause() != null) {
      return thrown.getCause();
    }
    return thrown == null ? new IllegalStateException("a call ended with nothing") : thrown;
  }

  @Override
  public void close() {
    try {
      primary.close();
    } finally {
      fallback.close();
    }
  }

  @Override
  public String toString() {
    return primary + " with " + fallback + " to stand in";
  }
}
