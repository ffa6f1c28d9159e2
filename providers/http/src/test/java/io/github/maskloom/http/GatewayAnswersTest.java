package io.github.maskloom.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.fusion.Delivery;
import io.github.maskloom.fusion.FusionException;
import io.github.maskloom.fusion.RetryAdvice;
import io.github.maskloom.testing.internal.server.Answer;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A gateway that gave up says nothing of the service behind it, which may go on to draw. */
class GatewayAnswersTest extends HttpTrial {

  @Test
  void retryAfterDoesNotMakeItSafe() throws IOException {
    FusionException failure = onlyFailure(Answer.comeBack(503, "1"));

    assertThat(failure.delivery()).isEqualTo(Delivery.UNKNOWN);
    assertThat(failure.retry().kind()).isEqualTo(RetryAdvice.Kind.MAY_BILL_TWICE);
    assertThat(failure.retry().after()).hasValue(Duration.ofSeconds(1));
  }
}
