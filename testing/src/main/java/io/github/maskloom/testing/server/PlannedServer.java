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

  /**
   * Starts a server on a free port of 127.0.0.1.
   *
   * @param sockets that it listens on, of which TLS is one kind
   * @param answers to the calls in order; more may be {@linkplain #answer planned}
   */
  @SuppressWarnings("this-escape") // No call comes before the subclass knows its address.
  protected PlannedServer(ServerSocketFactory sockets, Answer... answers) {
    this.answers.addAll(List.of(answers));
    server = new LoopbackServer(sockets, this::handle);
  }

  /**
   * Makes what is known of a call.
   *
   * @param exchange whose head was read
   * @return a new call
   */
  protected abstract C received(Exchange exchange);

  /**
   * Says what a call is answered with before any plan.
   *
   * @param call whose head was read
   * @return empty if the plan holds
   */
  protected abstract Optional<Answer> unplanned(C call);

  /** {@return the port that it listens on} */
  public int port() {
    return server.port();
  }

  /**
   * Plans an answer.
   *
   * @param answer to the first call that no plan before it is for
   */
  public synchronized void answer(Answer answer) {
    answers.add(answer);
  }

  /** {@return the calls so far whose head was read, in order} */
  public synchronized List<C> calls() {
    return List.copyOf(calls);
  }

  /**
   * {@return the only call}
   *
   * @throws AssertionError if there was none or more than one
   */
  public C call() {
    List<C> all = calls();
    if (all.size() != 1) {
      throw new AssertionError("there were " + all.size() + " calls");
    }
    return all.get(0);
  }

  /** {@return how many connections were ever accepted} */
  public int connections() {
    return server.connections();
  }

  /** {@return how many connections are open now} */
  public int openConnections() {
    return server.openConnections();
  }

  /**
   * Waits until no connection is open any more.
   *
   * @throws AssertionError if that took longer than 30 seconds
   */
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
