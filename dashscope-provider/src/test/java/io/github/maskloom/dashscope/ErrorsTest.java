package io.github.maskloom.dashscope;

import static io.github.maskloom.dashscope.DashScopeFixture.request;
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
    "400, InvalidParameter, FusionRequestException, REJECTED, NEVER, 1",
    "400, InvalidParameter.DataInspection, FusionRequestException, REJECTED, NEVER, 1",
    "400, InvalidURL.Timeout, FusionRequestException, REJECTED, NEVER, 1",
    "400, BadRequest.TooLarge, FusionRequestException, REJECTED, NEVER, 1",
    "400, InvalidImageResolution, FusionRequestException, REJECTED, NEVER, 1",
    "400, DataInspectionFailed, FusionContentException, REJECTED, NEVER, 1",
    "400, IPInfringementSuspect, FusionContentException, REJECTED, NEVER, 1",
    "400, Arrearage, FusionQuotaException, REJECTED, NEVER, 1",
    "401, InvalidApiKey, FusionAccessException, REJECTED, NEVER, 1",
    "403, AccessDenied.Unpurchased, FusionAccessException, REJECTED, NEVER, 1",
    "403, Model.AccessDenied, FusionAccessException, REJECTED, NEVER, 1",
    "403, AllocationQuota.FreeTierOnly, FusionQuotaException, REJECTED, NEVER, 1",
    "404, ModelNotFound, FusionAccessException, REJECTED, NEVER, 1",
    "429, Throttling, FusionThrottledException, REJECTED, SAFE, 3",
    "429, Throttling.RateQuota, FusionThrottledException, REJECTED, SAFE, 3",
    "429, PostpaidBillOverdue, FusionQuotaException, REJECTED, NEVER, 1",
    "500, InternalError, FusionServiceException, REJECTED, SAFE, 3",
    "503, ModelUnavailable, FusionServiceException, REJECTED, SAFE, 3",
    "500, RequestTimeOut, FusionServiceException, UNKNOWN, MAY_BILL_TWICE, 1",
    "502, InternalError, FusionServiceException, UNKNOWN, MAY_BILL_TWICE, 1",
    "429, Strange, FusionThrottledException, UNKNOWN, MAY_BILL_TWICE, 1",
    "400, Strange, FusionRequestException, UNKNOWN, NEVER, 1"
  })
  void meanWhatTheReadmesTableSays(
      int status, String code, String type, Delivery delivery, RetryAdvice.Kind advice, int sent)
      throws IOException {
    String body = "{\"request_id\":\"1\",\"code\":\"" + code + "\",\"message\":\"no\"}";
    try (DashScopeFixture service = new DashScopeFixture(folder)) {
      for (int i = 0; i < 3; i++) {
        service.server.plan(Stage.SUBMIT, Answer.errorBody(status, body));
      }
      FusionException failure = service.failure(request());

      assertThat(failure.getClass().getSimpleName()).isEqualTo(type);
      assertThat(failure.failure().code()).contains(code);
      assertThat(failure.failure().httpStatus()).hasValue(status);
      assertThat(failure.delivery()).isEqualTo(delivery);
      assertThat(failure.retry().kind()).isEqualTo(advice);
      assertThat(failure).hasMessageContaining("the service says: no");
      assertThat(service.server.count(Stage.SUBMIT)).isEqualTo(sent);
    }
  }

  @Test
  void aKeyThatIsMissingIsForItsHolder() throws IOException {
    try (DashScopeFixture service = new DashScopeFixture(folder)) {
      service.server.plan(
          Stage.SUBMIT, Answer.errorBody(401, DashScopeFixture.PAGES.example("bad-key.json")));

      assertThat(service.failure(request()))
          .isInstanceOf(FusionAccessException.class)
          .hasMessageContaining("No API-key provided.");
    }
  }

  @Test
  void aModelThatIsGoneSaysWhatToAskInstead() throws IOException {
    Model old =
        DashScopeFixture.SMALL.withRetirement(Retirement.since("2026-10-01", "wan3.0-imageedit"));
    String body = "{\"code\":\"ModelNotFound\",\"message\":\"Model can not be found.\"}";
    try (DashScopeFixture service =
        new DashScopeFixture(folder, config -> config.withModels(ModelTable.of(old)))) {
      service.server.plan(Stage.SUBMIT, Answer.errorBody(404, body));

      assertThat(service.failure(request()))
          .isInstanceOf(FusionAccessException.class)
          .hasMessageContaining("since 2026-10-01; in its place: wan3.0-imageedit");
    }
  }
}
