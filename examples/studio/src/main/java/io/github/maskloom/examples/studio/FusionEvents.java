package io.github.maskloom.examples.studio;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Tells browsers how jobs go, as server-sent events. What is news is looked up a few times a
 * second, so that a slow browser never holds up the thread that fuses.
 */
@Component
class FusionEvents {
  private static final Duration LONGEST = Duration.ofMinutes(15);

  private final Map<SseEmitter, Follower> followers = new ConcurrentHashMap<>();

  /** A browser. Used by one thread at a time. */
  private static final class Follower {
    private final FusionJob job;
    private FusionJob.@Nullable View told;

    Follower(FusionJob job) {
      this.job = job;
    }
  }

  SseEmitter follow(FusionJob job) {
    SseEmitter browser = new SseEmitter(LONGEST.toMillis());
    Runnable forget = () -> followers.remove(browser);
    browser.onCompletion(forget);
    browser.onTimeout(forget);
    browser.onError(failure -> forget.run());
    followers.put(browser, new Follower(job));
    return browser;
  }

  @Scheduled(fixedDelayString = "PT0.15S")
  void tellNews() {
    followers.forEach(this::tell);
  }

  private void tell(SseEmitter browser, Follower follower) {
    FusionJob.View now = follower.job.view();
    if (now.equals(follower.told)) {
      return;
    }
    try {
      browser.send(SseEmitter.event().name("progress").data(now));
      follower.told = now;
      if (now.isFinal()) {
        browser.complete();
      }
    } catch (IOException | IllegalStateException e) {
      followers.remove(browser); // It went away.
    }
  }

  /** Streams that stay open would hold up a shutdown. */
  @EventListener(ContextClosedEvent.class)
  void endAll() {
    followers.keySet().forEach(SseEmitter::complete);
  }
}
