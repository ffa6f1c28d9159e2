package io.github.maskloom.testing.internal.server;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Function;
import javax.net.ServerSocketFactory;

/**
 * A service on loopback. Each call takes the next of the planned answers, and the last one is given
 * for ever. Without any plan the answer has status 500. Each call is recorded before it is
 * answered. <b>Threads:</b> safe.
 *
 * @param <C> what is known of a call
 */
public abstract class PlannedServer<C extends ReceivedCall> implements Closeable {
  private final LoopbackServer server;
  private final Queue<Answer> answers = new ArrayDeque<>();
  private final List<C> calls = new ArrayList<>();
  private Answer last = Answer.error(500, "NoAnswerPlanned", "the test planned no answer");

  /**
   * Starts a server on a free port of 127.0.0.1.
   *
   * @param sockets makes the socket to listen on; those of a {@code LoopbackTls} for TLS
   * @param received wraps a request whose head was read, once for each, on its connection's thread
   * @param answers to the calls in order; more may be {@linkplain #answer planned}
   * @throws java.io.UncheckedIOException if the server cannot listen
   */
  @SuppressWarnings("this-escape") // No call comes before the subclass knows its address.
  protected PlannedServer(
      ServerSocketFactory sockets, Function<Exchange, C> received, Answer... answers) {
    this.answers.addAll(List.of(answers));
    server = new LoopbackServer(sockets, exchange -> handle(received.apply(exchange)));
  }

  /**
   * Says what a call is answered with in place of the plan: here with nothing. Called once for
   * each, under this server's lock.
   *
   * @param call whose head was read, but not its body
   * @return the answer, which leaves the plan as it is; or empty to give the next planned one
   */
  protected Optional<Answer> unplanned(C call) {
    return Optional.empty();
  }

  /** {@return the port that the server listens on} */
  public int port() {
    return server.port();
  }

  /**
   * Plans an answer behind those that are planned already. From now on this one is the last, which
   * is given for ever.
   *
   * @param answer may be planned several times
   */
  public synchronized void answer(Answer answer) {
    answers.add(answer);
  }

  /** {@return a copy of the calls so far, in order, also of those whose body was not read yet} */
  public synchronized List<C> calls() {
    return List.copyOf(calls);
  }

  /**
   * {@return the only call so far}
   *
   * @throws AssertionError if there was none, or more than one
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

  /**
   * Waits until no connection is open any more.
   *
   * @throws AssertionError if that took longer than 30 seconds, or the thread was interrupted
   */
  public void awaitNoConnection() {
    server.awaitNoConnection();
  }

  private void handle(C call) throws IOException {
    next(call).reply(call);
  }

  private synchronized Answer next(C call) {
    calls.add(call);
    return unplanned(call).orElseGet(this::planned);
  }

  private Answer planned() {
    last = Objects.requireNonNullElse(answers.poll(), last);
    return last;
  }

  /** Closes the server and all its connections, and waits for its threads. Idempotent. */
  @Override
  public void close() {
    server.close();
  }
}
