package io.github.maskloom.examples.queue;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.fusion.CancelledCallException;
import io.github.maskloom.fusion.Delivery;
import io.github.maskloom.fusion.FusionException;
import io.github.maskloom.fusion.FusionServiceException;
import io.github.maskloom.fusion.RetryAdvice;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of a job, step by step and without a scheduler. */
class JobRunnerTest extends QueueTest {
  @Test
  void keepsTheImagesOfAJobThatSaysItIsSentAndSendsItOnce() throws Exception {
    String id = submit();
    Scripted provider =
        new Scripted(
            call -> {
              assertThat(state(id)).isEqualTo(JobState.SENDING);
              Scripted.picture(call);
            });

    assertThat(run(id, provider)).isEmpty();
    assertThat(run(id, provider)).as("what is done").isEmpty();

    assertThat(state(id)).isEqualTo(JobState.DONE);
    assertThat(job(id).note()).isEqualTo("1 of 1 images, the first 8x8");
    assertThat(job(id).sends()).isOne();
    assertThat(queue.result(id).orElseThrow().images()).containsOnlyKeys("0.png");
    assertThat(provider.asked).hasValue(1);
  }

  @Test
  void waitsAsLongAsTheServiceAsksBeforeItTriesAgain() throws Exception {
    String id = submit();
    Instant before = Instant.now();

    Optional<Instant> next =
        run(id, fails(Delivery.REJECTED, RetryAdvice.safeAfter(Duration.ofMinutes(5))));

    assertThat(next.orElseThrow())
        .isBetween(before.plusSeconds(300), Instant.now().plusSeconds(451));
    assertThat(state(id)).isEqualTo(JobState.QUEUED);
    assertThat(run(id, Scripted::picture)).as("too early").hasValue(job(id).notBefore().get());
    assertThat(state(id)).isEqualTo(JobState.QUEUED);
  }

  @Test
  void failsAfterSoManyRetries() throws Exception {
    String id = submit();
    for (int i = 0; i < backoff.retries(); i++) {
      assertThat(queue.table.claim(id, "claim")).isTrue();
      assertThat(queue.table.putBack(id, "claim", true, Instant.EPOCH, "busy")).isTrue();
    }

    assertThat(run(id, fails(Delivery.REJECTED, RetryAdvice.SAFE))).isEmpty();

    assertThat(state(id)).isEqualTo(JobState.FAILED);
  }

  @ParameterizedTest
  @CsvSource({
    "REJECTED, NEVER, FAILED",
    "ACCEPTED, NEVER, FAILED",
    "UNKNOWN, NEVER, PARKED",
    "UNKNOWN, MAY_BILL_TWICE, PARKED",
    "ACCEPTED, MAY_BILL_TWICE, PARKED"
  })
  void failsWhatWouldFailAgainAndParksWhatMayHaveBeenBilled(
      Delivery delivery, RetryAdvice.Kind advice, JobState state) throws Exception {
    String id = submit();
    RetryAdvice told =
        advice == RetryAdvice.Kind.NEVER ? RetryAdvice.NEVER : RetryAdvice.MAY_BILL_TWICE;

    run(id, fails(delivery, told));

    assertThat(state(id)).isEqualTo(state);
    assertThat(job(id).note()).startsWith("FusionServiceException: broken");
  }

  @Test
  void failsWithoutAskingWhatCannotBeRead() throws Exception {
    String id = submit();
    Files.writeString(folder.resolve(id).resolve("photo"), "no image");
    Scripted provider = new Scripted(Scripted::picture);

    run(id, provider);

    assertThat(state(id)).isEqualTo(JobState.FAILED);
    assertThat(job(id).sends()).isZero();
    assertThat(provider.asked).hasValue(0);
  }

  @Test
  void parksWhatMayHaveBeenBilledUntilSomebodyDecides() throws Exception {
    String again = submit();
    String never = submit();
    for (String id : List.of(again, never)) {
      run(id, fails(Delivery.UNKNOWN, RetryAdvice.MAY_BILL_TWICE));
      assertThat(state(id)).isEqualTo(JobState.PARKED);
    }
    assertThat(run(again, Scripted::picture)).isEmpty();
    assertThat(state(again)).as("undecided").isEqualTo(JobState.PARKED);

    assertThat(queue.resume(again)).isTrue();
    assertThat(queue.giveUp(never)).isTrue();
    run(again, Scripted::picture);
    run(never, Scripted::picture);

    assertThat(state(again)).isEqualTo(JobState.DONE);
    assertThat(job(again).sends()).isEqualTo(2);
    assertThat(state(never)).isEqualTo(JobState.FAILED);
  }

  @Test
  void takesAnAnswerThatComesAfterTheJobOfADeadWorkerWasParked() throws Exception {
    String id = parked();

    assertThat(queue.table.done(id, "slow", "late")).isTrue();

    assertThat(state(id)).isEqualTo(JobState.DONE);
  }

  @Test
  void doesNotPayAgainForImagesThatCameBeforeAResume() throws Exception {
    String id = parked();
    assertThat(queue.resume(id)).isTrue();
    Files.createDirectory(result(id));
    Scripted provider = new Scripted(Scripted::picture);

    run(id, provider);

    assertThat(state(id)).isEqualTo(JobState.DONE);
    assertThat(provider.asked).hasValue(0);
  }

  @Test
  void imagesThatCameBeforeTheDatabaseFailedAreFound() throws Exception {
    String id = submit();

    run(
        id,
        call -> {
          Files.createDirectory(result(id));
          throw failure(Delivery.UNKNOWN, RetryAdvice.MAY_BILL_TWICE);
        });

    assertThat(state(id)).isEqualTo(JobState.DONE);
  }

  @Test
  void aWorkerThatWasThoughtDeadSendsNothing() throws Exception {
    String id = submit();
    assertThat(queue.table.claim(id, "asleep")).isTrue();
    assertThat(queue.table.claim(id, "awake")).isTrue();

    assertThat(queue.table.beginSending(id, "asleep")).isFalse();
    assertThat(queue.table.beginSending(id, "awake")).isTrue();
  }

  @Test
  void cancelsWhatWaits() throws Exception {
    String id = submit();

    assertThat(queue.cancel(id)).isTrue();
    run(id, Scripted::picture);

    assertThat(state(id)).isEqualTo(JobState.CANCELLED);
    assertThat(queue.cancel(id)).as("a second time").isFalse();
  }

  @Test
  void cancelsWhatIsBeingSent() throws Exception {
    String id = submit();
    Scripted provider =
        new Scripted(
            call -> {
              CountDownLatch stopped = new CountDownLatch(1);
              call.cancellation().onCancel(stopped::countDown);
              assertThat(queue.cancel(id)).isTrue();
              awaited(stopped);
              throw new CancelledCallException("stopped", Delivery.UNKNOWN);
            });

    assertThat(run(id, provider)).isEmpty();

    assertThat(state(id)).isEqualTo(JobState.CANCELLED);
    assertThat(job(id).note()).contains("may have been billed");
  }

  @Test
  void findsJobsThatACrashKeptFromTheScheduler() throws Exception {
    String scheduled = submit();
    String forgotten = UUID.randomUUID().toString();
    queue.table.insert(forgotten, "", 1, Finish.RESTORED);
    assertThat(queue.table.unscheduled(JobQueue.TASK)).as("not yet submitted").isEmpty();
    assertThat(queue.table.submitted(forgotten)).isTrue();

    assertThat(queue.table.unscheduled(JobQueue.TASK)).containsExactly(forgotten);
    queue.scheduleForgotten();

    assertThat(queue.table.unscheduled(JobQueue.TASK)).isEmpty();
    assertThat(job(scheduled).state()).isEqualTo(JobState.QUEUED);
    assertThat(job(scheduled).toString()).as("nothing of the prompt").doesNotContain("a red sofa");
  }

  private static Scripted.Step fails(Delivery delivery, RetryAdvice advice) {
    return call -> {
      throw failure(delivery, advice);
    };
  }

  private static FusionException failure(Delivery delivery, RetryAdvice advice) {
    return new FusionServiceException(
        "broken",
        FusionException.Failure.notSent("scripted").withDelivery(delivery).withRetry(advice));
  }

  /** A job whose worker died, or is slow, while it was sent. */
  private String parked() throws IOException {
    String id = submit();
    assertThat(queue.table.claim(id, "slow")).isTrue();
    assertThat(queue.table.beginSending(id, "slow")).isTrue();
    Scripted provider = new Scripted(Scripted::picture);
    assertThat(run(id, provider)).isEmpty();
    assertThat(state(id)).isEqualTo(JobState.PARKED);
    assertThat(provider.asked).hasValue(0);
    return id;
  }

  private static void awaited(CountDownLatch latch) {
    try {
      assertThat(latch.await(30, SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
