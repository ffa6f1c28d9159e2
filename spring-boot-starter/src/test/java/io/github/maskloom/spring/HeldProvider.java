package io.github.maskloom.spring;

import io.github.maskloom.fusion.FusionException;
import io.github.maskloom.fusion.spi.FusionProvider;
import io.github.maskloom.fusion.spi.ProviderCall;
import io.github.maskloom.fusion.spi.ProviderCapabilities;
import io.github.maskloom.fusion.spi.ProviderConfig;
import io.github.maskloom.fusion.spi.ProviderRequest;
import io.github.maskloom.fusion.spi.ProviderResponse;
import io.github.maskloom.fusion.spi.ProviderSession;
import io.github.maskloom.fusion.spi.RequestOptions;
import io.github.maskloom.testing.RedProvider;
import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A provider whose calls go on until a test lets them, or until they are cancelled. */
public final class HeldProvider implements FusionProvider, ProviderSession {
  private static final BlockingQueue<Held> CALLS = new LinkedBlockingQueue<>();

  private final RedProvider red = new RedProvider();

  /**
   * A call that has begun.
   *
   * @param released lets it end, with a failure if it is given one
   * @param cancelled is done once somebody cancels it
   * @param listener hears how far it gets
   */
  record Held(
      CompletableFuture<Boolean> released,
      CompletableFuture<Boolean> cancelled,
      ProviderCall listener) {}

  /** The next call that begins. */
  static Held next() throws InterruptedException {
    Held call = CALLS.poll(1, TimeUnit.MINUTES);
    if (call == null) {
      throw new AssertionError("no call begins");
    }
    return call;
  }

  @Override
  public String id() {
    return "held";
  }

  @Override
  public ProviderCapabilities capabilities() {
    return red.capabilities();
  }

  @Override
  public ProviderCapabilities capabilities(RequestOptions options) {
    return red.capabilities();
  }

  @Override
  public ProviderSession open(ProviderConfig config) {
    return this;
  }

  @Override
  public ProviderResponse fuse(ProviderRequest request, ProviderCall call) throws IOException {
    Held held = new Held(new CompletableFuture<>(), new CompletableFuture<>(), call);
    ProviderCall.Cancellation.Registration registration =
        call.cancellation()
            .onCancel(
                () -> {
                  held.cancelled().complete(true);
                  held.released().complete(false);
                });
    call.waiting();
    CALLS.add(held);
    try {
      held.released().join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof FusionException told ? told : e;
    } finally {
      registration.close();
    }
    call.cancellation().throwIfCancelled();
    return red.fuse(request, call);
  }

  @Override
  public void close() {
    red.close();
  }
}
