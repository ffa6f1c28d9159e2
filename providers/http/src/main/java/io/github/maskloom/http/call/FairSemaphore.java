package io.github.maskloom.http.call;

import io.github.maskloom.fusion.Delivery;
import io.github.maskloom.fusion.FusionException;
import io.github.maskloom.fusion.FusionThrottledException;
import io.github.maskloom.fusion.RetryAdvice;
import io.github.maskloom.http.call.CallClock.Deadline;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;

/**
 * Lets a number of calls in at once; the others wait in line, first come, first served, and may
 * leave it. <b>Threads:</b> safe.
 */
public final class FairSemaphore {
  private final Deque<CountDownLatch> line = new ArrayDeque<>();
  private final String provider;
  private int free;

  /**
   * Makes a semaphore that nobody has entered.
   *
   * @param provider id that failures name
   * @param places how many calls are in at once
   */
  public FairSemaphore(String provider, int places) {
    this.provider = provider;
    free = places;
  }

  /**
   * Takes a place, which {@link #leave} gives back, and waits for it if there is none.
   *
   * @param call that wants the place
   * @param deadline by which the call is to be over
   * @throws io.github.maskloom.errors.CancelledException if the call ended meanwhile
   * @throws FusionThrottledException if it was not the call's turn before its deadline
   */
  public void enter(ActiveCall call, Deadline deadline) {
    CountDownLatch turn = join();
    call.await(turn, deadline.remaining());
    if (givesUp(turn, call.ended())) {
      call.throwIfEnded(Delivery.NOT_SENT);
      throw tooLate(deadline);
    }
  }

  private synchronized CountDownLatch join() {
    CountDownLatch turn = new CountDownLatch(1);
    line.add(turn);
    letIn();
    return turn;
  }

  private void letIn() {
    while (free > 0 && !line.isEmpty()) {
      free--;
      line.remove().countDown();
    }
  }

  /** Whether a call leaves: it has ended, so a place that it has is free, or still waits. */
  private synchronized boolean givesUp(CountDownLatch turn, boolean ended) {
    boolean waits = line.remove(turn);
    if (ended && !waits) {
      leave();
    }
    return ended || waits;
  }

  /** Gives a place back, to the first in line if calls wait. */
  public synchronized void leave() {
    free++;
    letIn();
  }

  /** {@return how many calls wait in line} */
  public synchronized int waiting() {
    return line.size();
  }

  /**
   * Returns the exception for a call whose turn does not come in time.
   *
   * @param deadline of the call
   * @return says that nothing was sent
   */
  public FusionThrottledException tooLate(Deadline deadline) {
    return new FusionThrottledException(
        "this client's own limits did not let the request out within " + deadline.allowed(),
        FusionException.Failure.notSent(provider).withRetry(RetryAdvice.SAFE));
  }
}
