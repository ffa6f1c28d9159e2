package io.github.maskloom.testing.server;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import javax.net.ServerSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * A service on loopback. Each call takes the next of the planned answers, the last of which is
 * given for ever; each is recorded before it is answered.
 *
 * @param <C> what is known of a call
 */
public abstract class PlannedServer<C extends ReceivedCall> implements Closeable {
  private final LoopbackServer server;
  private final Queue<Answer> answers = new ArrayDeque<>();
  private final List<C> calls = new ArrayList<>();
  private @Nullable Answer last;

  /** A server on sockets of some kind. */
  @SuppressWarnings("this-escape") // No call comes before the subclass knows its address.
  protected PlannedServer(ServerSocketFactory sockets, Answer... answers) {
    this.answers.addAll(List.of(answers));
    server = new LoopbackServer(sockets, this::handle);
  }

  /** What is known of a call whose head was read. */
  protected abstract C received(Exchange exchange);

  /** What a call is answered with before any plan, or empty if the plan holds. */
  protected abstract Optional<Answer> unplanned(C call);

  /** The port that it listens on. */
  public int port() {
    return server.port();
  }

  /** Plans what the next call is answered with. */
  public synchronized void answer(Answer answer) {
    answers.add(answer);
  }

  /** The calls so far whose head was read, in order. */
  public synchronized List<C> calls() {
    return List.copyOf(calls);
  }

  /** The only call. */
  public C call() {
    List<C> all = calls();
    if (all.size() != 1) {
      throw new AssertionError("there were " + all.size() + " calls");
    }
    return all.get(0);
  }

  /** How many connections were ever accepted. */
  public int connections() {
    return server.connections();
  }

  /** How many connections are open now. */
  public int openConnections() {
    return server.openConnections();
  }

  /** Waits until no connection is open any more. */
  public void awaitNoConnection() {
    server.awaitNoConnection();
  }

  private void handle(Exchange exchange) throws IOException {
    C call = received(exchange);
    next(call).reply(call);
  }

  private synchronized Answer next(C call) {
    calls.add(call);
    Optional<Answer> unplanned = unplanned(call);
    if (unplanned.isPresent()) {
      return unplanned.get();
    }
    Answer next = answers.poll();
    last = next == null ? last : next;
    return Optional.ofNullable(last)
        .orElseGet(() -> Answer.error(500, "NoAnswerPlanned", "the test planned no answer"));
  }

  @Override
  public void close() {
    server.close();
  }
}
