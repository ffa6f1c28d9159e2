package io.github.maskloom.fusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.maskloom.errors.MaskloomException;
import io.github.maskloom.fusion.FusionException.Failure;
import io.github.maskloom.fusion.RetryAdvice.Kind;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class FusionExceptionTest {
  private static final Failure FAILURE = Failure.notSent("local");

  static Stream<FusionException> kinds() {
    return Stream.of(
        new FusionException("no", FAILURE),
        new FusionAccessException("no", FAILURE),
        new FusionContentException("no", FAILURE),
        new FusionQuotaException("no", FAILURE),
        new FusionRequestException("no", FAILURE),
        new FusionRequestException.EmptyMaskException("no", FAILURE),
        new FusionServiceException("no", FAILURE),
        new FusionThrottledException("no", FAILURE),
        new FusionTransportException("no", FAILURE));
  }

  @Test
  void itsReasonIsTheWordsAloneAndWhatWasLearntLater() {
    FusionException failure = new FusionServiceException("the service is closed", FAILURE);

    assertThat(failure.reason()).isEqualTo("the service is closed");
    assertThat(failure).hasMessage("the service is closed (provider local, delivery NOT_SENT)");
    assertThat(failure.with(FAILURE.withHttpStatus(504)).reason()).isEqualTo(failure.reason());
    assertThat(failure.reaching(Delivery.ACCEPTED, "one call brought images").reason())
        .isEqualTo("the service is closed; one call brought images");
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void itStaysOfItsKindWhateverIsLearntLater(FusionException failure) {
    FusionException later = failure.with(FAILURE.withDelivery(Delivery.ACCEPTED));

    assertThat(later).isExactlyInstanceOf(failure.getClass()).hasCause(failure);
    assertThat(later.delivery()).isEqualTo(Delivery.ACCEPTED);
    assertThat(failure.reaching(Delivery.UNKNOWN, "one got further"))
        .isExactlyInstanceOf(failure.getClass())
        .hasCause(failure);
    assertThat(failure.reaching(Delivery.NOT_SENT, "none got further")).isSameAs(failure);
    assertThat(later.reaching(Delivery.UNKNOWN, "none got further")).isSameAs(later);
  }

  /** How far the last call and all of them got, and the advice before and after. */
  @ParameterizedTest
  @CsvSource({
    "NOT_SENT, REJECTED, SAFE, REJECTED, SAFE",
    "NOT_SENT, UNKNOWN, SAFE, UNKNOWN, MAY_BILL_TWICE",
    "REJECTED, UNKNOWN, SAFE, UNKNOWN, MAY_BILL_TWICE",
    "REJECTED, ACCEPTED, SAFE, ACCEPTED, MAY_BILL_TWICE",
    "REJECTED, ACCEPTED, NEVER, ACCEPTED, NEVER",
    "UNKNOWN, ACCEPTED, MAY_BILL_TWICE, ACCEPTED, MAY_BILL_TWICE"
  })
  void whatAnyCallMayHaveCostIsNotCalledSafeToSendAgain(
      Delivery last, Delivery all, Kind before, Delivery reached, Kind after) {
    RetryAdvice advice = new RetryAdvice(before, Optional.of(Duration.ofSeconds(9)));
    FusionException failure =
        new FusionException("no", FAILURE.withDelivery(last).withRetry(advice));

    FusionException whole = failure.reaching(all, "one got further");

    assertThat(whole.delivery()).isEqualTo(reached);
    assertThat(whole.retry()).isEqualTo(new RetryAdvice(after, advice.after()));
  }

  @ParameterizedTest
  @CsvSource({"NOT_SENT, false", "REJECTED, false", "UNKNOWN, true", "ACCEPTED, true"})
  void onlyWhatMayHaveArrivedAndWasNotRefusedMayBeBilled(Delivery delivery, boolean billed) {
    MaskloomException failure = new FusionException("no", FAILURE.withDelivery(delivery));

    assertThat(failure.mayBeBilled()).isEqualTo(billed);
    assertThat(new CancelledCallException("no", delivery).mayBeBilled()).isEqualTo(billed);
  }

  @Test
  void aFailureHoldsAndTellsWhatIsKnown() {
    JobTicket ticket = JobTicketTest.ticket(JobTicketTest.ID);
    Failure known =
        Failure.notSent("local")
            .withCode("Busy")
            .withHttpStatus(429)
            .withRequestIds(List.of("client-1", "client-2"), List.of("server-1"))
            .withDelivery(Delivery.REJECTED)
            .withRetry(RetryAdvice.SAFE)
            .withTicket(ticket);
    FusionException failure = new FusionThrottledException("later", known);

    assertThat(failure.failure()).isSameAs(known);
    assertThat(failure.retry()).isEqualTo(RetryAdvice.SAFE);
    assertThat(failure.ticket()).contains(ticket);
    assertThat(known)
        .hasToString(
            "provider local, code Busy, HTTP 429, request id server-1, client request id"
                + " client-1 client-2, ticket "
                + JobTicketTest.ID
                + ", delivery REJECTED");
    assertThat(FAILURE.code()).isEmpty();
    assertThat(FAILURE.ticket()).isEmpty();
  }

  @Test
  void aCancelSaysWhatBecomesOfTheJob() {
    JobTicket ticket = JobTicketTest.ticket(JobTicketTest.ID);
    CancelledCallException cancel = new CancelledCallException("stopped", Delivery.ACCEPTED);

    assertThat(cancel.ticket()).isEmpty();
    assertThat(cancel.jobCancelled()).isFalse();
    assertThat(cancel.of(ticket, false))
        .hasMessage("stopped; its job may go on at the service")
        .hasCause(cancel)
        .satisfies(
            kept -> {
              assertThat(kept.ticket()).contains(ticket);
              assertThat(kept.delivery()).isEqualTo(Delivery.ACCEPTED);
            });
    assertThat(cancel.of(ticket, true).jobCancelled()).isTrue();
    assertThat(cancel.of(ticket, true)).hasMessage("stopped; the service has cancelled its job");
  }

  @Test
  void adviceToWaitIsNoTimeInThePast() {
    assertThat(RetryAdvice.safeAfter(Duration.ZERO).after()).contains(Duration.ZERO);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RetryAdvice.safeAfter(Duration.ofNanos(-1)));
  }

  /** As a cluster does with what its workers throw. */
  @Test
  void afterSerializationNobodyCallsItFreeOfCharge() throws Exception {
    FusionException failure =
        new FusionServiceException("down", FusionException.Failure.notSent("ark"));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    new ObjectOutputStream(bytes).writeObject(failure);
    FusionException read =
        (FusionException)
            new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject();

    assertThat(read).hasMessage(failure.getMessage());
    assertThat(read.reason()).isEqualTo("down");
    assertThat(read.delivery()).isEqualTo(Delivery.UNKNOWN);
    assertThat(read.mayBeBilled()).isTrue();
    assertThat(read.retry()).isEqualTo(RetryAdvice.NEVER);
  }
}
