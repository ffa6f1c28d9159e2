package io.github.maskloom.fusion.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What becomes of calls for which no thread can be started. */
@Timeout(60)
class WorkQueueTest {
  private static final int QUEUED = 20_000;
  private final OutOfMemoryError noThread = new OutOfMemoryError("unable to create native thread");

  private final AtomicInteger threadsLeft = new AtomicInteger();
  private final List<String> ended = Collections.synchronizedList(new ArrayList<>());
  private WorkQueue slots = slots(2, QUEUED);

  @AfterEach
  void close() throws InterruptedException {
    slots.close(10_000);
  }

  @Test
  void callsWithoutAThreadWaitInTheirOrderWhileAnotherRuns() throws InterruptedException {
    threadsLeft.set(1);
    Call first = new Call("first", 1);
    Call second = new Call("second", 0);
    Call third = new Call("third", 0);
    List.of(first, second, third).forEach(this::submit);
    assertThat(ended).isEmpty();

    threadsLeft.set(1);
    Call fourth = new Call("fourth", 0);
    submit(fourth);
    awaitEnd(List.of(second));
    assertThat(ended).startsWith("second ran").doesNotContain("first ran");

    threadsLeft.set(10);
    first.goOn.countDown();
    awaitEnd(List.of(first, third, fourth));
    assertThat(ended)
        .containsExactlyInAnyOrder("first ran", "second ran", "third ran", "fourth ran");
  }

  @Test
  void aCallWithoutAThreadFailsIfNoneRuns() throws InterruptedException {
    Call call = new Call("first", 0);
    submit(call);

    awaitEnd(List.of(call));
    assertThat(ended).containsExactly("first cannot run");
  }

  @Test
  void aLongQueueWithoutThreadsFailsCallByCall() throws InterruptedException {
    slots = slots(1, QUEUED);
    threadsLeft.set(1);
    List<Call> calls = new ArrayList<>(List.of(new Call("first", 1)));
    for (int i = 0; i < QUEUED; i++) {
      calls.add(new Call(String.valueOf(i), 0));
    }
    calls.forEach(this::submit);

    calls.get(0).goOn.countDown();
    awaitEnd(calls);

    assertThat(ended).startsWith("first ran", "0 cannot run", "1 cannot run");
  }

  @Test
  void aPlaceIsGivenBackOnceHoweverOftenItIsLeft() {
    slots = slots(1, 0);
    WorkQueue.Place place = new Call("first", 0).place;
    WorkQueue.Place other = new Call("other", 0).place;
    assertThat(slots.enter(place)).isTrue();
    assertThat(slots.enter(other)).isFalse();

    assertThat(slots.withdraw(place)).isTrue();
    assertThat(slots.withdraw(place)).isFalse();
    slots.leave(place);
    slots.submit(place);

    assertThat(slots.enter(other)).isTrue();
    assertThat(slots.enter(place)).isFalse();
    assertThat(ended).isEmpty();
  }

  @Test
  void callsThatWaitAreWithdrawnFromAnywhereInTheQueue() throws InterruptedException {
    slots = slots(1, 4);
    threadsLeft.set(1);
    List<Call> calls = new ArrayList<>();
    for (String name : List.of("0", "1", "2", "3", "4")) {
      calls.add(new Call(name, name.equals("0") ? 1 : 0));
    }
    calls.forEach(this::submit);

    for (int i : new int[] {2, 1, 4}) {
      assertThat(slots.withdraw(calls.get(i).place)).isTrue();
    }
    threadsLeft.set(10);
    calls.get(0).goOn.countDown();
    awaitEnd(List.of(calls.get(0), calls.get(3)));

    assertThat(ended).containsExactly("0 ran", "3 ran");
  }

  @Test
  void workBesideTheCallsIsDoneHereWhereNoThreadIsLeft() throws InterruptedException {
    slots.new Beside().execute(() -> ended.add("without a thread"));
    slots.close(10_000);
    slots.new Beside().execute(() -> ended.add("closed"));

    assertThat(ended).containsExactly("without a thread", "closed");
  }

  private static void awaitEnd(List<Call> calls) throws InterruptedException {
    for (Call call : calls) {
      call.end.await();
    }
  }

  private void submit(Call call) {
    assertThat(slots.enter(call.place)).isTrue();
    slots.submit(call.place);
  }

  /** Slots that get so many threads as are left. */
  private WorkQueue slots(int maxConcurrent, int maxQueued) {
    return new WorkQueue(
        maxConcurrent,
        maxQueued,
        work -> {
          if (threadsLeft.getAndDecrement() <= 0) {
            throw noThread;
          }
          return new Thread(work);
        });
  }

  private final class Call implements WorkQueue.Task {
    private final String name;
    private final CountDownLatch goOn;
    private final CountDownLatch end = new CountDownLatch(1);
    private final WorkQueue.Place place = new WorkQueue.Place(this);

    Call(String name, int waits) {
      this.name = name;
      goOn = new CountDownLatch(waits);
    }

    @Override
    public void run() {
      try {
        goOn.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      ended.add(name + " ran");
      slots.leave(place);
      end.countDown();
    }

    @Override
    public void end(Throwable why) {
      assertThat(why).isSameAs(noThread);
      ended.add(name + " cannot run");
      end.countDown();
    }
  }
}
