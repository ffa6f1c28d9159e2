package io.github.maskloom.dashscope;

import static io.github.maskloom.dashscope.DashScopeFixture.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.fusion.FusionAccessException;
import io.github.maskloom.http.model.Model;
import io.github.maskloom.http.model.ModelTable;
import io.github.maskloom.http.model.Retirement;
import io.github.maskloom.testing.internal.server.Answer;
import io.github.maskloom.testing.internal.server.JobServer.Stage;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the service's refusals of a request mean, as documented. */
class ErrorsTest {
  @TempDir private Path folder;

  @AutoClose private final DashScopeFixture service = new DashScopeFixture(() -> folder);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "400 InvalidParameter Request REJECTED NEVER 1",
        "400 InvalidParameter.DataInspection Request REJECTED NEVER 1",
        "400 InvalidURL.Timeout Request REJECTED NEVER 1",
        "400 BadRequest.TooLarge Request REJECTED NEVER 1",
        "400 InvalidImageResolution Request REJECTED NEVER 1",
        "400 DataInspectionFailed Content REJECTED NEVER 1",
        "400 IPInfringementSuspect Content REJECTED NEVER 1",
        "400 Arrearage Quota REJECTED NEVER 1",
        "401 InvalidApiKey Access REJECTED NEVER 1",
        "403 AccessDenied.Unpurchased Access REJECTED NEVER 1",
        "403 Model.AccessDenied Access REJECTED NEVER 1",
        "403 AllocationQuota.FreeTierOnly Quota REJECTED NEVER 1",
        "404 ModelNotFound Access REJECTED NEVER 1",
        "429 Throttling Throttled REJECTED SAFE 3",
        "429 Throttling.RateQuota Throttled REJECTED SAFE 3",
        "429 PostpaidBillOverdue Quota REJECTED NEVER 1",
        "500 InternalError Service REJECTED SAFE 3",
        "503 ModelUnavailable Service REJECTED SAFE 3",
        "500 RequestTimeOut Service UNKNOWN MAY_BILL_TWICE 1",
        "502 InternalError Service UNKNOWN MAY_BILL_TWICE 1",
        "429 Strange Throttled UNKNOWN MAY_BILL_TWICE 1",
        "400 Strange Request UNKNOWN NEVER 1"
      })
  void meanWhatTheReadmesTableSays(String row) throws IOException {
    String[] words = row.split(" ", 3);
    String body = "{\"request_id\":\"1\",\"code\":\"" + words[1] + "\",\"message\":\"no\"}";
    Answer answer = Answer.errorBody(Integer.parseInt(words[0]), body);
    try (DashScopeFixture service = new DashScopeFixture(() -> folder)) {
      service.server().plan(Stage.SUBMIT, 3, answer);
      assertThat(service.told(request())).isEqualTo(row);
    }
  }

  @Test
  void aKeyThatIsMissingIsForItsHolder() throws IOException {
    service
        .server()
        .plan(Stage.SUBMIT, Answer.errorBody(401, DashScopeFixture.PAGES.example("bad-key.json")));

    assertThat(service.failure(request()))
        .isInstanceOf(FusionAccessException.class)
        .hasMessageContaining("No API-key provided.");
  }

  @Test
  void aModelThatIsGoneSaysWhatToAskInstead() throws IOException {
    Model old =
        DashScopeFixture.SMALL.withRetirement(Retirement.since("2026-10-01", "wan3.0-imageedit"));
    String body = "{\"code\":\"ModelNotFound\",\"message\":\"Model can not be found.\"}";
    service.with(config -> config.withModels(ModelTable.of(old)));
    service.server().plan(Stage.SUBMIT, Answer.errorBody(404, body));

    assertThat(service.failure(request()))
        .isInstanceOf(FusionAccessException.class)
        .hasMessageContaining("since 2026-10-01; in its place: wan3.0-imageedit");
  }
}
