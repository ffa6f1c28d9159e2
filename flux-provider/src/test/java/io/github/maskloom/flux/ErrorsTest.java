package io.github.maskloom.flux;

import static io.github.maskloom.flux.FluxFixture.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.fusion.Delivery;
import io.github.maskloom.fusion.FusionAccessException;
import io.github.maskloom.fusion.FusionException;
import io.github.maskloom.fusion.RetryAdvice;
import io.github.maskloom.http.model.Model;
import io.github.maskloom.http.model.ModelTable;
import io.github.maskloom.http.model.Retirement;
import io.github.maskloom.testing.server.Answer;
import io.github.maskloom.testing.server.JobServer.Stage;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the service's refusals of a request mean, as documented. */
class ErrorsTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "400, validation_error, FusionRequestException, REJECTED, NEVER, 1",
    "401, invalid_api_key, FusionAccessException, REJECTED, NEVER, 1",
    "402, insufficient_credits, FusionQuotaException, REJECTED, NEVER, 1",
    "429, rate_limit_exceeded, FusionThrottledException, REJECTED, SAFE, 3",
    "400, other, FusionRequestException, UNKNOWN, NEVER, 1",
    "402, other, FusionQuotaException, UNKNOWN, NEVER, 1",
    "403, other, FusionAccessException, UNKNOWN, NEVER, 1",
    "422, other, FusionRequestException, UNKNOWN, NEVER, 1",
    "429, other, FusionThrottledException, UNKNOWN, MAY_BILL_TWICE, 1",
    "500, internal_error, FusionServiceException, UNKNOWN, MAY_BILL_TWICE, 1",
    "502, rate_limit_exceeded, FusionThrottledException, UNKNOWN, MAY_BILL_TWICE, 1",
    "503, other, FusionServiceException, UNKNOWN, MAY_BILL_TWICE, 1"
  })
  void meanWhatTheReadmesTableSays(
      int status, String code, String type, Delivery delivery, RetryAdvice.Kind advice, int sent)
      throws IOException {
    String body = "{\"error\":\"" + code + "\",\"message\":\"no\",\"retry_after\":5}";
    try (FluxFixture flux = new FluxFixture(folder)) {
      for (int i = 0; i < 3; i++) {
        flux.server.plan(Stage.SUBMIT, Answer.errorBody(status, body));
      }
      FusionException failure = flux.failure(request());

      assertThat(failure.getClass().getSimpleName()).isEqualTo(type);
      assertThat(failure.failure().httpStatus()).hasValue(status);
      assertThat(failure.delivery()).isEqualTo(delivery);
      assertThat(failure.retry().kind()).isEqualTo(advice);
      assertThat(failure).hasMessageContaining("the service says: no");
      assertThat(flux.server.count(Stage.SUBMIT)).isEqualTo(sent);
    }
  }

  @Test
  void wordsOfItsFrameworkAreQuoted() throws IOException {
    assertThat(failure(403, FluxFixture.PAGES.example("bad-key.json")))
        .isInstanceOf(FusionAccessException.class)
        .hasMessageContaining("Not authenticated - Invalid Authentication");
    assertThat(failure(422, FluxFixture.PAGES.example("validation-error.json")))
        .hasMessageContaining("less than or equal to 50");
  }

  @Test
  void aModelThatIsGoneSaysWhatToAskInstead() throws IOException {
    Model old =
        FluxModels.KNOWN
            .find(FluxProvider.DEFAULT_MODEL)
            .orElseThrow()
            .withRetirement(Retirement.since("2026-10-01", "flux-pro-2.0-fill"));
    try (FluxFixture flux =
        new FluxFixture(folder, config -> config.withModels(ModelTable.of(old)))) {
      flux.server.plan(Stage.SUBMIT, Answer.errorBody(404, "{\"detail\":\"Not Found\"}"));

      assertThat(flux.failure(request()))
          .isInstanceOf(FusionAccessException.class)
          .hasMessageContaining("since 2026-10-01; in its place: flux-pro-2.0-fill");
    }
  }

  private FusionException failure(int status, String body) throws IOException {
    try (FluxFixture flux = new FluxFixture(folder)) {
      flux.server.plan(Stage.SUBMIT, Answer.errorBody(status, body));
      FusionException failure = flux.failure(request());
      assertThat(failure.delivery()).isEqualTo(Delivery.UNKNOWN);
      assertThat(flux.server.count(Stage.SUBMIT)).isOne();
      return failure;
    }
  }
}
