package io.github.maskloom.fusion;

import static io.github.maskloom.testing.ScriptedProvider.answering;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.maskloom.errors.CancelledException;
import io.github.maskloom.fusion.spi.ProviderRequest;
import io.github.maskloom.testing.ScriptedProvider;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** What a request would cost, asked before. */
class QuoteTest extends InFusionFolder {
  private static final Currency DOLLAR = Currency.getInstance("USD");

  private final List<ProviderRequest> quoted = new ArrayList<>();

  private static FusionQuote dollars(String amount, String most) {
    return new FusionQuote(new BigDecimal(amount), new BigDecimal(most), DOLLAR);
  }

  private ScriptedProvider quoting() {
    return answering()
        .quoting(
            (request, call) -> {
              quoted.add(request);
              return dollars("0.060000", request.count() > 1 ? "0.1" : "0.06");
            });
  }

  @Test
  void sumsWhatAllCallsOfTheRequestWouldCostAndMakesNone() throws IOException {
    ScriptedProvider provider = quoting();
    try (FusionClient client = open(provider)) {
      assertThat(client.quote(request().build())).hasToString("Optional[0.06 USD]");
      assertThat(client.quote(request().count(7).severalCalls(true).build()))
          .hasToString("Optional[0.18 USD, at most 0.26 USD]");
      assertThat(client.load()).isEqualTo(FusionClient.Load.NONE);
    }
    assertThat(quoted).extracting(ProviderRequest::count).containsExactly(1, 3, 3, 1);
    assertThat(quoted.get(0).photo().bytes()).isPositive();
    assertThat(provider.requests()).isEmpty();
    assertThat(journal).isEmpty();
  }

  @Test
  void isEmptyWhereNoPriceIsToldAndNothingIsPreparedThen() throws IOException {
    try (FusionClient client = open(answering())) {
      assertThat(client.quote(request().mask(folder.resolve("not-there.png")).build())).isEmpty();
    }
  }

  @Test
  void refusesWhatTheRequestItselfWouldBeRefusedFor() throws IOException {
    try (FusionClient client = open(quoting())) {
      assertThatThrownBy(() -> client.quote(request().count(7).build()))
          .isInstanceOf(FusionRequestException.class)
          .hasMessageContaining("7 images, but at most 3");
      assertThatThrownBy(() -> client.quote(request().mask(folder.resolve("none.png")).build()))
          .isInstanceOf(IOException.class);
    }
    assertThat(quoted).isEmpty();
  }

  @Test
  void endsWithItsClient() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch never = new CountDownLatch(1);
    ScriptedProvider provider =
        answering()
            .quoting(
                (request, call) -> {
                  asked.countDown();
                  try {
                    never.await();
                  } catch (InterruptedException e) {
                    call.cancellation().throwIfCancelled();
                  }
                  return dollars("0", "0");
                });
    FusionClient client = FusionClient.open(provider, config().closeGrace(Duration.ZERO).build());
    Throwable[] thrown = new Throwable[1];
    Thread caller =
        new Thread(() -> thrown[0] = catchThrowable(() -> client.quote(request().build())));
    caller.start();
    asked.await();
    client.close();
    caller.join();

    assertThat(thrown[0]).isInstanceOf(CancelledException.class);
    assertThatThrownBy(() -> client.quote(request().build()))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void theFirstClientOfTwoIsAsked() throws IOException {
    FusionClient both = open(quoting()).withFallback(open(answering()));
    try (both) {
      assertThat(both.quote(request().build())).isPresent();
    }
  }
}
