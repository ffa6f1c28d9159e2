package io.github.maskloom.fusion.call;

import com.google.common.collect.Comparators;
import io.github.maskloom.errors.CancelledException;
import io.github.maskloom.fusion.CancelledCallException;
import io.github.maskloom.fusion.Delivery;
import io.github.maskloom.fusion.FusionCall;
import io.github.maskloom.fusion.FusionClient;
import io.github.maskloom.fusion.FusionConfig;
import io.github.maskloom.fusion.FusionException;
import io.github.maskloom.fusion.FusionProgress;
import io.github.maskloom.fusion.FusionQuotaException;
import io.github.maskloom.fusion.FusionQuote;
import io.github.maskloom.fusion.FusionRequest;
import io.github.maskloom.fusion.FusionResult;
import io.github.maskloom.fusion.FusionServiceException;
import io.github.maskloom.fusion.FusionThrottledException;
import io.github.maskloom.fusion.FusionTransportException;
import io.github.maskloom.fusion.JobTicket;
import io.github.maskloom.fusion.spi.ProviderCapabilities;
import io.github.maskloom.fusion.spi.RequestOptions;
import io.github.maskloom.internal.log.RateLimitedWarning;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A client that asks another one when the first is down. */
public final class FallbackClient implements SharedClient.Configured {
  private static final RateLimitedWarning DOWN = new RateLimitedWarning(FallbackClient.class);

  private static final String UNASKED =
      "the fallback was not asked, as this call may be billed: FusionClient::evenIfUnknown asks it";

  /** Leads to the second where the first is down, and its call is billed by no means. */
  public static final Predicate<FusionException> IF_FREE =
      failure -> isDown(failure) && !failure.mayBeBilled();

  private final FusionClient primary;
  private final FusionClient fallback;
  private final Predicate<FusionException> isDown;

  /**
   * Takes both clients over.
   *
   * @param primary asked first; closed with this
   * @param fallback asked after it; closed with this
   * @param isDown which failures of the first lead to the second
   */
  public FallbackClient(
      FusionClient primary, FusionClient fallback, Predicate<FusionException> isDown) {
    this.primary = primary;
    this.fallback = fallback;
    this.isDown = isDown;
  }

  /**
   * {@return whether a failure is the service's, not the request's, which the service has not
   * accepted}
   *
   * @param failure of a call
   */
  public static boolean isDownEvenIfUnknown(FusionException failure) {
    return isDown(failure) && failure.delivery() != Delivery.ACCEPTED;
  }

  private static boolean isDown(FusionException failure) {
    return failure instanceof FusionTransportException
        || failure instanceof FusionServiceException
        || failure instanceof FusionThrottledException
        || failure instanceof FusionQuotaException;
  }

  @Override
  public FusionConfig config() {
    return primary instanceof SharedClient.Configured own ? own.config() : FusionConfig.DEFAULT;
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
  public Load load() {
    Load first = primary.load();
    Load second = fallback.load();
    return new Load(first.running() + second.running(), first.queued() + second.queued());
  }

  @Override
  public FusionCall start(FusionRequest request) {
    Objects.requireNonNull(request, "request");
    Call call = new Call(request);
    call.follow(call.current, call::primaryEnded);
    return call;
  }

  @Override
  public Optional<FusionQuote> quote(FusionRequest request) throws IOException {
    return primary.quote(request);
  }

  /** A job is taken up by the client that has it, and by no other. */
  @Override
  public FusionCall resume(JobTicket ticket, FusionRequest request) {
    return (has(fallback, ticket) ? fallback : primary).resume(ticket, request);
  }

  private static boolean has(FusionClient client, JobTicket ticket) {
    return client instanceof FallbackClient both
        ? has(both.primary, ticket) || has(both.fallback, ticket)
        : ticket.provider().equals(client.providerId());
  }

  /** The failure, if it is one for which the fallback is asked. */
  private Optional<FusionException> down(@Nullable Throwable thrown) {
    if (!(cause(thrown) instanceof FusionException failure)) {
      return Optional.empty();
    }
    try {
      return isDown.test(failure) ? Optional.of(failure) : Optional.empty();
    } catch (Throwable e) {
      StartedCall.suppress(failure, e);
      return Optional.empty();
    }
  }

  /** One request, with whichever client works for it now. */
  private final class Call extends StartedCall {
    private final FusionRequest request;

    /** What both clients read, if the request is to be copied. */
    private Optional<Copies> copies = Optional.empty();

    /**
     * Why there are no copies. The first client reads the sources then, as far as they are left.
     */
    private @Nullable Throwable uncopied;

    private volatile FusionCall current;
    private volatile boolean cancelled;

    private volatile @Nullable Thread waiting;

    /** Why the fallback is asked, once it is. */
    private volatile @Nullable FusionException down;

    Call(FusionRequest asked) {
      try {
        copies = asked.copySources() ? Optional.of(Copies.of(asked, config())) : copies;
      } catch (IOException | RuntimeException e) {
        uncopied = e;
      }
      request = copies.map(Copies::request).orElse(asked);
      try {
        current = primary.start(request);
      } catch (Throwable e) {
        copies.ifPresent(Copies::close);
        throw e;
      }
    }

    @Override
    public FusionProgress progress() {
      return current.progress();
    }

    @Override
    public void cancel() {
      cancelled = true;
      try {
        current.cancel();
      } catch (Throwable e) {
        // The call is another's, which may throw anything.
      }
    }

    @Override
    void awaited(Thread thread) {
      waiting = thread;
      if (current instanceof StartedCall own) {
        own.awaited(thread);
      }
    }

    @Override
    Delivery delivery() {
      Delivery reached = current instanceof StartedCall own ? own.delivery() : Delivery.UNKNOWN;
      return down == null ? reached : Comparators.max(reached, down.delivery());
    }

    @Override
    Optional<JobTicket> ticket() {
      return current instanceof StartedCall own ? own.ticket() : Optional.empty();
    }

    void follow(FusionCall call, BiConsumer<@Nullable FusionResult, @Nullable Throwable> end) {
      guarded(
          () -> {
            CompletionStage<FusionResult> ended = call.completion();
            var unused =
                ended.whenComplete((images, thrown) -> guarded(() -> end.accept(images, thrown)));
          });
    }

    /** Nobody hears any more of the call that is under way. */
    @Override
    void broken(Throwable why) {
      FusionException first = down;
      settle(null, first == null ? why : ofBoth(first, why));
      current.close();
    }

    private void primaryEnded(@Nullable FusionResult images, @Nullable Throwable thrown) {
      Optional<FusionException> why = down(thrown);
      if (why.isPresent() && !cancelled) {
        askFallback(why.get());
      } else if (images == null && uncopied != null && !wasStopped(cause(thrown))) {
        suppress(uncopied, cause(thrown));
        settle(null, uncopied);
      } else {
        settle(images, images == null ? unasked(cause(thrown)) : null);
      }
    }

    /** A failure after which the fallback is not asked says how it would be. */
    private Throwable unasked(Throwable thrown) {
      return isDown == IF_FREE
              && thrown instanceof FusionException failure
              && isDown(failure)
              && failure.delivery() == Delivery.UNKNOWN
          ? failure.saying(UNASKED)
          : thrown;
    }

    private void askFallback(FusionException why) {
      down = why;
      DOWN.warn("provider %s is down; another one stands in".formatted(why.failure().provider()));
      current = Objects.requireNonNull(fallback.start(request), "a client began no call");
      follow(
          current,
          (images, thrown) ->
              settle(
                  images == null ? null : images.standingInFor(why),
                  images == null ? ofBoth(why, cause(thrown)) : null));
      Thread thread = waiting;
      if (thread != null) {
        awaited(thread);
      }
      if (cancelled) {
        cancel();
      }
    }

    /** What a caller hears of two failures: that which may have cost more, or else the first. */
    private Throwable ofBoth(FusionException first, Throwable second) {
      if (wasStopped(second)) {
        return second instanceof CancelledException stopped ? stoppedAfter(first, stopped) : second;
      }
      if (second instanceof FusionException other
          && other.delivery().compareTo(first.delivery()) > 0) {
        suppress(other, first);
        return other;
      }
      suppress(first, second);
      return first;
    }

    private static CancelledException stoppedAfter(
        FusionException first, CancelledException stopped) {
      String why = String.valueOf(stopped.getMessage());
      CancelledCallException call =
          stopped instanceof CancelledCallException known
              ? known
              : new CancelledCallException(why, Delivery.UNKNOWN);
      CancelledCallException both =
          History.cancelled(why, Comparators.max(first.delivery(), call.delivery()), stopped);
      CancelledCallException told =
          call.ticket().map(job -> both.of(job, call.jobCancelled())).orElse(both);
      suppress(told, first);
      return told;
    }

    private void settle(@Nullable FusionResult images, @Nullable Throwable thrown) {
      copies.ifPresent(Copies::close);
      if (images == null) {
        fail(cause(thrown));
      } else if (!succeed(images)) {
        images.close();
      }
    }
  }

  /** Copies of what a request reads, which outlive its first call. */
  private record Copies(Sources sources, TempFolder folder, TempRoot root) {
    /** Copies what a request reads. */
    static Copies of(FusionRequest request, FusionConfig config) throws IOException {
      Sources sources = new Sources(request, config.reading().limits());
      TempRoot root = TempRoot.acquire(config.tempFolder());
      Copies copies = new Copies(sources, new TempFolder(root), root);
      try {
        sources.copyInto(copies.folder, config.working().begin());
        return copies;
      } catch (Throwable e) {
        copies.close();
        throw e;
      }
    }

    FusionRequest request() {
      return sources.request();
    }

    void close() {
      folder.close(image -> false);
      root.release();
    }
  }

  private static boolean wasStopped(Throwable thrown) {
    return thrown instanceof CancelledException || thrown instanceof CancellationException;
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
