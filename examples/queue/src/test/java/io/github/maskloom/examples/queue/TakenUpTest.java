package io.github.maskloom.examples.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.fusion.Delivery;
import io.github.maskloom.fusion.FusionContentException;
import io.github.maskloom.fusion.FusionException;
import io.github.maskloom.fusion.FusionTransportException;
import io.github.maskloom.fusion.RetryAdvice;
import io.github.maskloom.fusion.spi.ProviderCall;
import io.github.maskloom.fusion.spi.ProviderJob;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Jobs whose service queues them too, and goes on while workers come and go. */
class TakenUpTest extends QueueTest {
  private static final FusionException.Failure ACCEPTED =
      FusionException.Failure.notSent("queueing")
          .withDelivery(Delivery.ACCEPTED)
          .withRetry(RetryAdvice.MAY_BILL_TWICE);

  private final Scripted service = new Scripted(Scripted::picture, true);

  @BeforeEach
  void retryOnce() {
    backoff = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(10), 1);
  }

  @Test
  void whatWasQueuedWhenAnErrorCameIsTakenUpAndNotSentAgain() throws Exception {
    String id = submit();
    assertThat(run(id, TakenUpTest::overflows)).isPresent();
    assertThat(state(id)).isEqualTo(JobState.SENDING);

    assertThat(run(id, Scripted::picture)).isEmpty();

    assertThat(state(id)).isEqualTo(JobState.DONE);
    assertThat(queue.result(id).orElseThrow().images()).containsOnlyKeys("0.png");
    assertThat(service.asked).hasValue(1);
    assertThat(service.takenUp).hasValue(1);
    assertThat(queue.table.ticket(id)).isEmpty();
  }

  @Test
  void whatWasCutOffIsTakenUpLaterAndThenParked() throws Exception {
    String id = submit();

    assertThat(run(id, TakenUpTest::breaksOff)).isPresent();
    assertThat(state(id)).isEqualTo(JobState.SENDING);
    assertThat(run(id, TakenUpTest::breaksOff)).isEmpty();
    assertThat(state(id)).isEqualTo(JobState.PARKED);

    assertThat(queue.table.resume(id)).isTrue();
    assertThat(run(id, Scripted::picture)).isEmpty();
    assertThat(state(id)).isEqualTo(JobState.DONE);
    assertThat(service.asked).hasValue(1);
    assertThat(service.takenUp).hasValue(2);
  }

  @Test
  void whatTheServiceHasEndedIsNotTakenUp() throws Exception {
    String id = submit();

    assertThat(
            run(
                id,
                call -> {
                  call.jobEnded(ProviderJob.End.FAILED);
                  throw new FusionContentException(
                      "no", ACCEPTED.withDelivery(Delivery.REJECTED).withRetry(RetryAdvice.NEVER));
                }))
        .isEmpty();

    assertThat(state(id)).isEqualTo(JobState.FAILED);
    assertThat(queue.table.ticket(id)).isEmpty();
  }

  private static void overflows(ProviderCall call) {
    throw new StackOverflowError("while " + call + " waits");
  }

  private static void breaksOff(ProviderCall call) {
    throw new FusionTransportException("the connection broke", ACCEPTED);
  }

  @Override
  Optional<Instant> run(String id, Scripted.Step step) throws IOException {
    service.step = step;
    return run(id, service);
  }
}
