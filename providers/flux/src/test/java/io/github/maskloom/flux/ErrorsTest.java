package io.github.maskloom.flux;

import static io.github.maskloom.flux.FluxFixture.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.fusion.Delivery;
import io.github.maskloom.fusion.FusionAccessException;
import io.github.maskloom.fusion.FusionException;
import io.github.maskloom.http.model.Model;
import io.github.maskloom.http.model.ModelTable;
import io.github.maskloom.http.model.Retirement;
import io.github.maskloom.testing.internal.server.Answer;
import io.github.maskloom.testing.internal.server.JobServer.Stage;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the service's refusals of a request mean, as documented. */
class ErrorsTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "400 validation_error Request REJECTED NEVER 1",
        "401 invalid_api_key Access REJECTED NEVER 1",
        "402 insufficient_credits Quota REJECTED NEVER 1",
        "429 rate_limit_exceeded Throttled REJECTED SAFE 3",
        "400 other Request UNKNOWN NEVER 1",
        "402 other Quota UNKNOWN NEVER 1",
        "403 other Access UNKNOWN NEVER 1",
        "422 other Request UNKNOWN NEVER 1",
        "429 other Throttled UNKNOWN MAY_BILL_TWICE 1",
        "500 internal_error Service UNKNOWN MAY_BILL_TWICE 1",
        "502 rate_limit_exceeded Throttled UNKNOWN MAY_BILL_TWICE 1",
        "503 other Service UNKNOWN MAY_BILL_TWICE 1"
      })
  void meanWhatTheReadmesTableSays(String row) throws IOException {
    String[] words = row.split(" ", 3);
    String body = "{\"error\":\"" + words[1] + "\",\"message\":\"no\",\"retry_after\":5}";
    Answer answer = Answer.errorBody(Integer.parseInt(words[0]), body);
    try (FluxFixture flux = new FluxFixture(() -> folder)) {
      flux.server().plan(Stage.SUBMIT, 3, answer);
      assertThat(flux.told(request())).isEqualTo(row);
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
        new FluxFixture(() -> folder).with(config -> config.withModels(ModelTable.of(old)))) {
      flux.server().plan(Stage.SUBMIT, Answer.errorBody(404, "{\"detail\":\"Not Found\"}"));

      assertThat(flux.failure(request()))
          .isInstanceOf(FusionAccessException.class)
          .hasMessageContaining("since 2026-10-01; in its place: flux-pro-2.0-fill");
    }
  }

  private FusionException failure(int status, String body) throws IOException {
    try (FluxFixture flux = new FluxFixture(() -> folder)) {
      flux.server().plan(Stage.SUBMIT, Answer.errorBody(status, body));
      FusionException failure = flux.failure(request());
      assertThat(failure.delivery()).isEqualTo(Delivery.UNKNOWN);
      assertThat(flux.server().count(Stage.SUBMIT)).isOne();
      return failure;
    }
  }
}
