package io.github.maskloom.examples.studio;

import io.github.maskloom.examples.studio.http.StoredAnswer;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
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
  private final Set<FusionFollower> followers = ConcurrentHashMap.newKeySet();

  FusionEvents(JsonMapper json) {
    this.json = json;
  }

  /** Begins to answer with events, and returns at once. */
  void follow(FusionJob job, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    HttpServletResponse browser = StoredAnswer.unstored(response);
    browser.setContentType("text/event-stream");
    browser.setHeader("Cache-Control", "no-store");
    var context = request.startAsync(request, browser);
    context.setTimeout(LONGEST.toMillis());
    FusionFollower follower = new FusionFollower(job, context, json, followers::remove);
    followers.add(follower);
    follower.begin();
  }

  @Scheduled(fixedDelayString = "PT0.15S")
  void tellNews() {
    followers.forEach(FusionFollower::tellNews);
  }

  /** Streams that stay open would hold up a shutdown. */
  @EventListener(ContextClosedEvent.class)
  void endAll() {
    followers.forEach(FusionFollower::end);
  }
}
