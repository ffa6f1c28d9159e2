package io.github.maskloom.spring;

import io.github.maskloom.errors.CancelledException;
import io.github.maskloom.fusion.FusionCall;
import io.github.maskloom.fusion.FusionListener;
import io.github.maskloom.fusion.FusionProgress;
import io.github.maskloom.fusion.FusionRecord;
import io.github.maskloom.fusion.FusionResult;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** The events of one fusion, on the client's threads. Threads: safe. */
final class FusionStream implements FusionListener {
  private static final Logger LOG = LoggerFactory.getLogger(FusionStream.class);

  /** The call has a time of its own, and its heartbeat notices who has left. */
  private static final long NO_TIMEOUT = 0;

  private final SseEmitter emitter = new SseEmitter(NO_TIMEOUT);
  private final CompletableFuture<FusionCall> call = new CompletableFuture<>();
  private final long startNanos = System.nanoTime();
  private final Locale locale = LocaleContextHolder.getLocale();
  private final FusionListener own;
  private final BooleanSupplier ending;
  private boolean ended;

  /**
   * Passes on what it hears to the request's own listener.
   *
   * @param ending whether the application ends, so that nobody has to have left
   */
  FusionStream(FusionListener own, BooleanSupplier ending) {
    this.own = own;
    this.ending = ending;
  }

  /** What a {@code progress} event holds; the seconds are those since the call began. */
  record Progress(String stage, @Nullable Integer percent, long seconds) {
    static Progress of(FusionProgress progress, Duration since) {
      OptionalDouble share = progress.fraction();
      return new Progress(
          progress.stage().name().toLowerCase(Locale.ROOT),
          share.isPresent() ? (int) (100 * share.getAsDouble()) : null,
          since.toSeconds());
    }
  }

  SseEmitter follow(FusionCall started, FusionStreams.ResultHandler handler) {
    call.complete(started);
    emitter.onError(e -> leave());
    emitter.onTimeout(this::leave);
    emitter.onCompletion(this::leave);
    var unused = started.completion().whenComplete((result, e) -> end(result, e, handler));
    return emitter;
  }

  @Override
  public void onProgress(FusionProgress progress) {
    own.onProgress(progress);
    Duration since = Duration.ofNanos(System.nanoTime() - startNanos);
    synchronized (this) {
      if (!ended) {
        send("progress", Progress.of(progress, since));
      }
    }
  }

  @Override
  public void onFinished(FusionRecord record) {
    own.onFinished(record);
  }

  private void end(
      @Nullable FusionResult result,
      @Nullable Throwable failure,
      FusionStreams.ResultHandler handler) {
    synchronized (this) {
      ended = true; // Progress that is heard late does not follow the result.
    }
    try {
      if (result != null) {
        answer(result, handler);
      } else if (failure != null) {
        // A call is cancelled whenever its client leaves, which is nobody's fault.
        if (!(MaskloomProblems.unwrapped(failure) instanceof CancelledException)) {
          MaskloomProblems.log(failure);
        }
        send("problem", MaskloomProblems.of(failure, locale));
      }
    } finally {
      emitter.complete();
    }
  }

  /** What the application throws, errors too, has not taken what was paid for. */
  private void answer(FusionResult result, FusionStreams.ResultHandler handler) {
    try {
      send("result", handler.handle(result));
    } catch (Throwable e) {
      LOG.warn("The application did not take the result of a fusion, so its images stay", e);
      result.keep();
      send("problem", MaskloomProblems.of(e, locale));
      return;
    }
    result.close();
  }

  private void send(String event, Object data) {
    try {
      emitter.send(SseEmitter.event().name(event).data(data, MediaType.APPLICATION_JSON));
    } catch (IOException | IllegalStateException e) {
      leave(); // The client has left, or the last event is out.
    }
  }

  /** Changes nothing of a call that has ended. */
  private void leave() {
    if (!ending.getAsBoolean()) {
      var unused = call.thenAccept(FusionCall::cancel);
    }
  }
}
