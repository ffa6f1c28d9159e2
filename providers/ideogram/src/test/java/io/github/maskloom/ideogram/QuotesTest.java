package io.github.maskloom.ideogram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.maskloom.fusion.Delivery;
import io.github.maskloom.fusion.FusionException;
import io.github.maskloom.fusion.FusionQuote;
import io.github.maskloom.http.settings.HttpConfig;
import io.github.maskloom.testing.internal.RecordingCall;
import io.github.maskloom.testing.internal.ServiceTrial;
import io.github.maskloom.testing.internal.TestRequest;
import io.github.maskloom.testing.internal.server.Answer;
import io.github.maskloom.testing.internal.server.JobServer;
import io.github.maskloom.testing.internal.server.JobServer.Stage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What a request would cost, asked without running it. */
class QuotesTest {
  private static final String QUOTE = IdeogramJobContractTest.PAGES.example("price-quote.json");

  @TempDir private Path folder;

  @AutoClose
  private final ServiceTrial<JobServer, HttpConfig> ideogram =
      IdeogramJobContractTest.trial(() -> folder);

  private FusionQuote quote(Answer answer) throws IOException {
    ideogram.server().plan(Stage.SUBMIT, answer);
    return ideogram.session().quote(new TestRequest().build(), ideogram.newCall());
  }

  @ParameterizedTest
  @CsvSource({"exact, 0.06 USD", "estimate, '0.06 USD, at most 0.09 USD'"})
  void isTheServicesPriceOfTheVeryRequest(String qualifier, String told) throws IOException {
    String most = qualifier.equals("exact") ? "" : ",\"upper_bound_usd_micros\":90000";
    String answer = QUOTE.replace("\"exact\"", "\"" + qualifier + "\"" + most);

    assertThat(quote(Answer.json(answer))).hasToString(told);
    RecordingCall call = ideogram.call();
    assertThat(call.sent()).as("requests that may be billed").isEmpty();
    assertThat(call.jobs()).isEmpty();
    ideogram.fused(new TestRequest().build());
    assertThat(ideogram.server().requests().subList(0, 2))
        .containsExactly(
            "POST /v1/image/precise-edit/ideogram-4-6?dry_run=true",
            "POST /v1/image/precise-edit/ideogram-4-6");
    assertThat(ideogram.server().calls().get(0).body())
        .hasSameSizeAs(ideogram.server().calls().get(1).body());
  }

  static Stream<Arguments> others() {
    String job = IdeogramJobContractTest.PAGES.example("accepted.json", "GENERATION", "job-1");
    String broke = "{\"error\":\"no\",\"reject_reason\":\"insufficient_funds\"}";
    return Stream.of(
        Arguments.of(Answer.errorBody(402, broke), Delivery.REJECTED),
        Arguments.of(Answer.errorBody(403, "{}"), Delivery.UNKNOWN),
        Arguments.of(Answer.json(job), Delivery.UNKNOWN),
        Arguments.of(Answer.json("[" + QUOTE + "]"), Delivery.UNKNOWN),
        Arguments.of(Answer.json(QUOTE.replace("60000", "-1")), Delivery.UNKNOWN),
        Arguments.of(Answer.json(QUOTE.replace("60000", "1e99")), Delivery.UNKNOWN),
        Arguments.of(
            Answer.json(QUOTE.replace("\"quantity\"", "\"upper_bound_usd_micros\":1,\"q\"")),
            Delivery.UNKNOWN),
        Arguments.of(Answer.json("{\"a\":\"" + "x".repeat(100_000) + "\"}"), Delivery.UNKNOWN),
        Arguments.of(Answer.htmlPage(200), Delivery.UNKNOWN),
        Arguments.of(Answer.empty(200), Delivery.UNKNOWN),
        Arguments.of(Answer.resetAfterBody(), Delivery.UNKNOWN));
  }

  @ParameterizedTest
  @MethodSource("others")
  void isNoPriceWhereTheServiceSaysAnotherThing(Answer answer, Delivery delivery) {
    FusionException failure = catchThrowableOfType(FusionException.class, () -> quote(answer));

    assertThat(failure.delivery()).isEqualTo(delivery);
    assertThat(failure).hasMessageNotContaining("velvet");
    assertThat(ideogram.server().count(Stage.SUBMIT)).isOne();
  }

  @Test
  void refusesWhatTheServiceWouldRefuse() throws IOException {
    FusionException failure =
        catchThrowableOfType(
            FusionException.class,
            () ->
                ideogram
                    .session()
                    .quote(
                        new TestRequest(IdeogramOptions.NONE.withQuality("best")).build(),
                        ideogram.newCall()));

    assertThat(failure.delivery()).isEqualTo(Delivery.NOT_SENT);
    assertThat(ideogram.server().calls()).isEmpty();
  }
}
