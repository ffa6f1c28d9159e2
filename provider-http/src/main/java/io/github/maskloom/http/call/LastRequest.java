package io.github.maskloom.http.call;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import okhttp3.Call;
import okhttp3.Response;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A short request of a call that is cancelled already, so that its thread may be interrupted at any
 * moment. Another thread sends it, and this one waits for less than a cancel may take.
 */
public final class LastRequest {
  private static final Logger LOG = LoggerFactory.getLogger(LastRequest.class);
  private static final Duration MAX_TIME = Duration.ofMillis(700);

  private LastRequest() {}

  /**
   * Sends a request, and waits 700 milliseconds at most for its answer. An interrupt does not end
   * the wait; the thread stays interrupted.
   *
   * @param request cancelled if no answer came in time
   * @return whether the answer came in time, with a status of success
   */
  public static boolean succeeds(Call request) {
    CompletableFuture<Boolean> answered = new CompletableFuture<>();
    request.timeout().timeout(MAX_TIME.toNanos(), TimeUnit.NANOSECONDS);
    Thread sending = new Thread(() -> answered.complete(isAnswered(request)), "maskloom-cancel");
    sending.setDaemon(true);
    sending.start();
    try {
      return awaited(answered);
    } finally {
      request.cancel();
    }
  }

  private static boolean isAnswered(Call request) {
    try (Response response = request.execute()) {
      return response.isSuccessful();
    } catch (IOException | RuntimeException e) {
      LOG.debug("a job could not be cancelled: {}", e.getClass().getName());
      return false;
    }
  }

  private static boolean awaited(CompletableFuture<Boolean> answered) {
    long end = System.nanoTime() + MAX_TIME.toNanos();
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return answered.get(end - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
          interrupted = true;
        } catch (ExecutionException | TimeoutException e) {
          return false;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
