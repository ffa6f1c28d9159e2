package io.github.maskloom.examples.studio;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.maskloom.examples.studio.http.OutgoingBody;
import io.github.maskloom.examples.studio.http.StoredAnswer;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Tells browsers how jobs go, as server-sent events. What is news is looked up a few times a
 * second, so that a slow browser never holds up the thread that fuses.
 */
@Component
class FusionEvents {
  private static final Duration LONGEST = Duration.ofMinutes(15);

  private final JsonMapper json;
  private final Set<OutgoingBody> followers = ConcurrentHashMap.newKeySet();

  FusionEvents(JsonMapper json) {
    this.json = json;
  }

  /** Begins to answer with events, and returns at once. */
  void follow(FusionJob job, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    HttpServletResponse browser = StoredAnswer.unstored(response);
    browser.setContentType("text/event-stream");
    browser.setHeader("Cache-Control", "no-store");
    followers.add(OutgoingBody.send(news(job), request, browser, LONGEST));
  }

  /** The latest of a job, whenever there is something new, until it has ended. */
  private OutgoingBody.Chunks news(FusionJob job) {
    AtomicReference<FusionJob.@Nullable View> told = new AtomicReference<>();
    return () -> {
      FusionJob.View now = job.view();
      if (now.equals(told.getAndSet(now))) {
        return now.isFinal() ? new byte[0] : null;
      }
      return ("event:progress\ndata:" + json.writeValueAsString(now) + "\n\n").getBytes(UTF_8);
    };
  }

  @Scheduled(fixedDelayString = "PT0.15S")
  void tellNews() {
    followers.removeIf(FusionEvents::isToldAll);
  }

  private static boolean isToldAll(OutgoingBody follower) {
    try {
      follower.goOn();
      return follower.hasEnded();
    } catch (IOException | IllegalStateException e) {
      return true; // It went away.
    }
  }

  /** Streams that stay open would hold up a shutdown. */
  @EventListener(ContextClosedEvent.class)
  void endAll() {
    followers.forEach(OutgoingBody::end);
  }
}
