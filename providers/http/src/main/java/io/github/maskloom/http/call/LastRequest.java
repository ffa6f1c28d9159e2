package io.github.maskloom.http.call;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.Response;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The short requests of a call that is cancelled already, so that its thread may be interrupted at
 * any moment. Another thread sends them, and this one waits for less than a cancel may take.
 */
public final class LastRequest {
  private static final Logger LOG = LoggerFactory.getLogger(LastRequest.class);
  private static final Duration MAX_TIME = Duration.ofMillis(700);

  private LastRequest() {}

  /** What an answer may prove. */
  public interface Proof {
    /**
     * Reads the body of an answer with a status of success.
     *
     * @param body stays open; limits what it reads of it
     * @return whether it proves what is asked for
     * @throws IOException if the body breaks off, or says something else
     */
    boolean isIn(InputStream body) throws IOException;
  }

  /**
   * Sends requests one after the other until an answer proves something, and waits 700 milliseconds
   * at most for that. An interrupt does not end the wait; the thread stays interrupted.
   *
   * @param requests cancelled if nothing was proved in time
   * @param proof what an answer must have
   * @return whether an answer that came in time has it
   */
  public static boolean proves(List<Call> requests, Proof proof) {
    CompletableFuture<Boolean> answered = new CompletableFuture<>();
    Runnable work = () -> answered.complete(requests.stream().anyMatch(one -> isProof(one, proof)));
    Thread sending = new Thread(work, "maskloom-cancel");
    sending.setDaemon(true);
    sending.start();
    try {
      return answered.completeOnTimeout(false, MAX_TIME.toMillis(), TimeUnit.MILLISECONDS).join();
    } finally {
      requests.forEach(Call::cancel);
    }
  }

  private static boolean isProof(Call request, Proof proof) {
    request.timeout().timeout(MAX_TIME.toNanos(), TimeUnit.NANOSECONDS);
    try (Response response = request.execute()) {
      return response.isSuccessful() && proof.isIn(response.body().byteStream());
    } catch (IOException | RuntimeException e) {
      LOG.debug("a job may not be cancelled: {}", e.getClass().getName());
      return false;
    }
  }
}
