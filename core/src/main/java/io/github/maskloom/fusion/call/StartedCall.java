package io.github.maskloom.fusion.call;

import com.google.common.base.Throwables;
import com.google.common.util.concurrent.Uninterruptibles;
import io.github.maskloom.errors.CancelledException;
import io.github.maskloom.fusion.CancelledCallException;
import io.github.maskloom.fusion.Delivery;
import io.github.maskloom.fusion.FusionCall;
import io.github.maskloom.fusion.FusionException;
import io.github.maskloom.fusion.FusionResult;
import io.github.maskloom.fusion.JobTicket;
import io.github.maskloom.internal.log.RateLimitedWarning;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** A call that its caller waits for. It ends once: whoever comes later changes nothing. */
abstract class StartedCall implements FusionCall {
  /** A cancelled call ends within a second; this is not to be waited for longer in any case. */
  private static final Duration CANCEL_PATIENCE = Duration.ofSeconds(2);

  private final End end = new End();

  /** The end of a call, which nobody can bring about but the call. */
  private static final class End extends CompletableFuture<FusionResult> {
    @Override
    public CompletableFuture<FusionResult> toCompletableFuture() {
      return copy();
    }
  }

  /** Something that is done for the call. */
  interface Step {
    void run() throws Throwable;
  }

  /**
   * Does something for the call: whatever begins, ends or follows it, on whatever thread. What that
   * throws ends the call. Throws nothing.
   */
  final void guarded(Step step) {
    try {
      step.run();
    } catch (Throwable e) {
      end(e);
    }
  }

  /**
   * Does something that may fail, which is logged by its type only: a message may hold anything.
   */
  static void tried(RateLimitedWarning warning, String what, Step step) {
    try {
      step.run();
    } catch (Throwable e) {
      warning.warn(what + ": " + e.getClass().getName());
    }
  }

  /** Ends the call by what was thrown. Throws nothing. */
  public final void end(Throwable why) {
    try {
      broken(why);
    } catch (Throwable another) {
      suppress(why, another);
    } finally {
      fail(why);
    }
  }

  /** Ends the call, which this has broken off, and releases what it holds. May throw anything. */
  abstract void broken(Throwable why);

  static void suppress(Throwable thrown, Throwable other) {
    if (thrown != other) {
      thrown.addSuppressed(other);
    }
  }

  /** A thread waits for the result, or has it: it may be about to write the images. */
  abstract void awaited(Thread waiting);

  /** How far the request of the call has got, as far as is known. */
  abstract Delivery delivery();

  /** The ticket of the job that its service has made of it, as far as is known. */
  abstract Optional<JobTicket> ticket();

  /** The call has ended with these images; false if it had ended before. */
  final boolean succeed(FusionResult images) {
    return end.complete(images);
  }

  /** The call has ended with this, unless it had ended before. */
  final void fail(Throwable why) {
    boolean ignored = end.completeExceptionally(why);
  }

  @Override
  public final FusionResult result() throws IOException {
    awaited(Thread.currentThread());
    try {
      return end.get();
    } catch (InterruptedException e) {
      cancel();
      return afterInterrupt();
    } catch (ExecutionException e) {
      throw thrown(Objects.requireNonNullElse(e.getCause(), e));
    }
  }

  /** The result, if the call ended just before it could be cancelled. */
  private FusionResult afterInterrupt() {
    try {
      return Uninterruptibles.getUninterruptibly(end, CANCEL_PATIENCE);
    } catch (ExecutionException e) {
      throw cancelled(e.getCause());
    } catch (TimeoutException e) {
      throw cancelled(null);
    } finally {
      Thread.currentThread().interrupt();
    }
  }

  /** A cancel, whatever it made fail; null if the call has not ended in time. */
  private CancelledException cancelled(@Nullable Throwable failure) {
    if (failure instanceof CancelledException cancelled) {
      return cancelled;
    }
    Delivery reached = failure instanceof FusionException fusion ? fusion.delivery() : delivery();
    CancelledCallException cancelled =
        History.cancelled("the call was cancelled", reached, failure);
    return ticket().map(job -> cancelled.of(job, false)).orElse(cancelled);
  }

  /** Throws why a call ended; what is neither declared nor unchecked is wrapped, and returned. */
  static RuntimeException thrown(Throwable cause) throws IOException {
    Throwables.throwIfInstanceOf(cause, IOException.class);
    Throwables.throwIfUnchecked(cause);
    return new IllegalStateException("a provider threw what it does not declare", cause);
  }

  @Override
  public final CompletionStage<FusionResult> completion() {
    return end;
  }

  @Override
  public final boolean isDone() {
    return end.isDone();
  }

  @Override
  public final void close() {
    boolean ended = isDone();
    if (!ended) {
      cancel();
    }
    var unused = end.thenAccept(ended ? FusionResult::close : FusionResult::discard);
  }
}
