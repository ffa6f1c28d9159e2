package io.github.maskloom.examples.queue;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * A service that counts how often it is asked for what, and kills who asks when a plan says so.
 *
 * <p>What it is asked for says what it answers: {@code refused} things never, {@code busy} ones the
 * second time, {@code silent} ones not at all, and all others at once.
 */
public final class CountingService extends PhasedService {
  private final Map<String, AtomicInteger> asked = new ConcurrentHashMap<>();
  private final Map<String, AtomicInteger> turnedAway = new ConcurrentHashMap<>();
  private final Function<String, byte[]> answers;

  /** Answers with the image of what it is asked for. */
  public CountingService(KillPlan plan, Function<String, byte[]> answers) throws IOException {
    super(plan);
    this.answers = answers;
    answer("/fuse", this::fuse);
  }

  /** How often the service was asked for a thing and did not turn it away unbilled. */
  int asked(String what) {
    return count(asked, what) - count(turnedAway, what);
  }

  /** Whether a result is what this answers to something, whole. */
  boolean isAnswer(String what, JobResult result) throws IOException {
    return isImage(answers.apply(what), result);
  }

  private void fuse(HttpExchange exchange) throws IOException {
    String what = exchange.getRequestHeaders().getFirst("What");
    boolean busy = counted(asked, what) == 0 && what.startsWith("busy");
    exchange.getRequestBody().readAllBytes();
    if (busy) {
      counted(turnedAway, what);
    }
    long pid = Long.parseLong(exchange.getRequestHeaders().getFirst("Pid"));
    if (plan.spares("received", pid) && !what.startsWith("silent")) {
      exchange.sendResponseHeaders(what.startsWith("refused") ? 400 : busy ? 429 : 200, 0);
      exchange.getResponseBody().write(answers.apply(what));
    }
  }
}
