package io.github.maskloom.fusion.call;

import java.io.Serial;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * A failure that a future can end with when there is no memory left to make one: all that it takes
 * is made together with the future.
 *
 * <p>{@link CompletableFuture#completeExceptionally} allocates what holds the exception, and so can
 * fail. Completing with a value allocates nothing, nor does taking over how another future ended if
 * that is a {@link CompletionException}. So the future follows a stage whose value is to be a
 * future that has failed already, and ends as soon as that stage gets it.
 */
final class PreallocatedFailure<T> {
  private final Reason reason = new Reason();
  private final CompletableFuture<T> failed = CompletableFuture.failedFuture(reason);
  private final Stage<T> stage;

  PreallocatedFailure(CompletableFuture<T> future) {
    stage = new Stage<>(future);
    var unused = stage.thenCompose(ended -> ended);
  }

  /** Ends the future with a {@link CompletionException} of this cause unless it has ended. */
  void use(Throwable cause) {
    reason.cause = cause;
    stage.complete(failed);
  }

  /** A stage whose only follower is a future that is there already. */
  private static final class Stage<T> extends CompletableFuture<CompletableFuture<T>> {
    private final CompletableFuture<T> follower;

    Stage(CompletableFuture<T> follower) {
      this.follower = follower;
    }

    @Override
    @SuppressWarnings("unchecked") // The only stage that is derived, above, is of this type.
    public <U> CompletableFuture<U> newIncompleteFuture() {
      return (CompletableFuture<U>) follower;
    }
  }

  /** Says what happened by its cause, which is known late. */
  private static final class Reason extends CompletionException {
    @Serial private static final long serialVersionUID = 1L;

    private volatile @Nullable Throwable cause;

    Reason() {
      super("the call failed, and there was no memory to say more");
    }

    @Override
    @SuppressWarnings("UnsynchronizedOverridesSynchronized") // It reads one volatile field.
    public @Nullable Throwable getCause() {
      return cause;
    }

    /** The cause has a trace; this would be that of whoever began the call. */
    @Override
    @SuppressWarnings("UnsynchronizedOverridesSynchronized") // It does nothing.
    public Throwable fillInStackTrace() {
      return this;
    }
  }
}
