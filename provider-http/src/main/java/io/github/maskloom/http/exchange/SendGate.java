package io.github.maskloom.http.exchange;

import java.util.concurrent.atomic.AtomicReference;

/**
 * Decides, once for each attempt, whether its body is sent. Either its first byte passes, and then
 * the attempt may have arrived whatever happens later; or the gate is shut before, and then no byte
 * of it ever goes out. <b>Threads:</b> safe.
 */
public final class SendGate {
  private enum State {
    OPEN,
    PASSED,
    SHUT
  }

  private final AtomicReference<State> state = new AtomicReference<>(State.OPEN);

  /** Lets the body through, again too; false if the gate is shut. */
  public boolean pass() {
    return state.compareAndSet(State.OPEN, State.PASSED) || passed();
  }

  /** Shuts the gate; false if it is too late for that, or was done before. */
  public boolean shut() {
    return state.compareAndSet(State.OPEN, State.SHUT);
  }

  /** Whether bytes of the body may have gone out. */
  public boolean passed() {
    return state.get() == State.PASSED;
  }
}
