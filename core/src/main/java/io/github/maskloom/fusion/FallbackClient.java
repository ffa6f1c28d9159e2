package io.github.maskloom.fusion;

import io.github.maskloom.errors.CancelledException;
import io.github.maskloom.errors.Delivery;
import io.github.maskloom.errors.FusionException;
import io.github.maskloom.fusion.spi.ProviderCapabilities;
import io.github.maskloom.fusion.spi.RequestOptions;
import io.github.maskloom.internal.log.RareWarning;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
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

  /** The failure, if it is one for which the fallback is asked. */
  private Optional<FusionException> down(@Nullable Throwable thrown) {
    if (!(cause(thrown) instanceof FusionException failure)) {
      return Optional.empty();
    }
    try {
      return isDown.test(failure) ? Optional.of(failure) : Optional.empty();
    } catch (RuntimeException | Error e) {
      suppress(failure, e);
      return Optional.empty();
    }
  }

  private static void suppress(Throwable thrown, Throwable other) {
    if (thrown != other) {
      thrown.addSuppressed(other);
    }
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
      if (down.isPresent() && !result.isUnwanted()) {
        askFallback(down.get());
      } else {
        settle(images, thrown);
      }
    }

    private void askFallback(FusionException down) {
      try {
        DOWN.warn(
            "provider %s is down; %s stands in"
                .formatted(primary.providerId(), fallback.providerId()));
        current = fallback.fuseAsync(request);
      } catch (RuntimeException | Error e) {
        fallbackEnded(down, null, e);
        return;
      }
      var unused = current.whenComplete((images, thrown) -> fallbackEnded(down, images, thrown));
      if (result.isUnwanted()) {
        cancel();
      }
    }

    private void fallbackEnded(
        FusionException down, @Nullable FusionResult images, @Nullable Throwable thrown) {
      if (images != null) {
        settle(images.after(down), null);
      } else if (wasStopped(cause(thrown))) {
        suppress(cause(thrown), down);
        settle(null, thrown);
      } else {
        suppress(down, cause(thrown));
        settle(null, down);
      }
    }

    private void settle(@Nullable FusionResult images, @Nullable Throwable thrown) {
      if (images != null) {
        if (!result.deliver(images)) {
          closeUnwanted(images);
          result.fail(new CancelledException("cancelled at its end", Delivery.ACCEPTED));
        }
      } else if (cause(thrown) instanceof CancellationException
          && current instanceof CancellableFuture<FusionResult> cancelled) {
        // The future ends at once, and its work, which knows how far it had got, a little later.
        cancelled.whenWorkFails(result::fail);
      } else {
        result.fail(cause(thrown));
      }
    }
  }

  private static boolean wasStopped(Throwable thrown) {
    return thrown instanceof CancelledException || thrown instanceof CancellationException;
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
