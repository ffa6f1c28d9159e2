package io.github.maskloom.http.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maskloom.errors.CancelledException;
import io.github.maskloom.fusion.FusionThrottledException;
import io.github.maskloom.http.call.ActiveCall.CallRegistry;
import io.github.maskloom.http.call.CallClock.Deadline;
import io.github.maskloom.testing.internal.RecordingCall;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class FairSemaphoreTest {
  private final FairSemaphore turnstile = new FairSemaphore("some", 1);
  private final Deadline deadline = Deadline.after(Duration.ofMinutes(1), CallClock.SYSTEM);

  @Test
  void letsThoseInWhoCameFirst() {
    enter(recording());
    List<String> order = Collections.synchronizedList(new ArrayList<>());
    CompletableFuture<Void> first = entering(1, () -> order.add("first"));
    CompletableFuture<Void> second = entering(2, () -> order.add("second"));

    turnstile.leave();
    CompletableFuture.allOf(first, second).join();

    assertThat(order).containsExactly("first", "second");
  }

  @Test
  void givesThePlaceOfWhoLeftTheLineToTheNext() {
    enter(recording());
    RecordingCall cancel = recording();
    CompletableFuture<Void> leaving = onItsOwnThread(() -> enter(cancel));
    awaitLine(1);
    CompletableFuture<Void> staying = entering(2, () -> {});

    cancel.cancel();
    assertThatThrownBy(leaving::join).hasCauseInstanceOf(CancelledException.class);
    turnstile.leave();
    staying.join();

    assertThat(turnstile.waiting()).isZero();
  }

  @Test
  void sendsAwayWhoseTimeIsOver() {
    enter(recording());
    Deadline now = Deadline.after(Duration.ZERO, CallClock.SYSTEM);

    assertThatThrownBy(() -> turnstile.enter(begun(recording()), now))
        .isInstanceOf(FusionThrottledException.class);
    assertThat(turnstile.waiting()).isZero();
  }

  /** Otherwise one that ends would let in another, which would send what may be billed. */
  @Test
  void allCallsOfASessionThatIsClosedHaveEndedAtOnce() {
    CallRegistry session = new CallRegistry("some");
    List<ActiveCall> calls =
        Stream.generate(() -> session.begin(recording().cancellation(), Optional.empty()))
            .limit(3)
            .toList();
    List<Boolean> ended = new ArrayList<>();
    for (ActiveCall call : calls) {
      var unused = call.onEnd(() -> calls.forEach(each -> ended.add(each.ended())));
    }

    assertThat(session.close(Duration.ZERO)).as("all are taken out").isFalse();
    assertThat(ended).hasSize(9).containsOnly(true);
  }

  static RecordingCall recording() {
    return new RecordingCall(Path.of("no-image"));
  }

  /** A call of this thread that lasts until the tests end. */
  static ActiveCall begun(RecordingCall cancel) {
    return new CallRegistry("some").begin(cancel.cancellation(), Optional.empty());
  }

  private void enter(RecordingCall cancel) {
    turnstile.enter(begun(cancel), deadline);
  }

  private CompletableFuture<Void> entering(int lineLength, Runnable inside) {
    CompletableFuture<Void> future =
        onItsOwnThread(
            () -> {
              enter(recording());
              inside.run();
              turnstile.leave();
            });
    awaitLine(lineLength);
    return future;
  }

  /** The common pool may have a single thread, which the first to wait would hold. */
  private static CompletableFuture<Void> onItsOwnThread(Runnable work) {
    return CompletableFuture.runAsync(work, task -> new Thread(task).start());
  }

  private void awaitLine(int length) {
    while (turnstile.waiting() < length) {
      Thread.onSpinWait();
    }
  }
}
