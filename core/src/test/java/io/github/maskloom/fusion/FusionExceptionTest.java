package io.github.maskloom.fusion;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.fusion.FusionException.Failure;
import org.junit.jupiter.api.Test;

class FusionExceptionTest {
  private static final Failure FAILURE = Failure.notSent("local");

  @Test
  void itsReasonIsTheWordsAlone() {
    FusionException failure = new FusionServiceException("the service is closed", FAILURE);

    assertThat(failure.reason()).isEqualTo("the service is closed");
    assertThat(failure).hasMessage("the service is closed (provider local, delivery NOT_SENT)");
  }

  @Test
  void theReasonOfWhatWasLearntLaterSaysThatToo() {
    FusionException failure = new FusionTransportException("no answer", FAILURE);

    assertThat(failure.with(FAILURE.withHttpStatus(504)).reason()).isEqualTo("no answer");
    assertThat(failure.reaching(Delivery.ACCEPTED, "one call brought images").reason())
        .isEqualTo("no answer; one call brought images");
  }
}
