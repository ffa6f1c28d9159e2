package io.github.maskloom.ark;

import static io.github.maskloom.ark.ArkFixture.base64Request;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.fusion.FusionException;
import io.github.maskloom.testing.internal.DeliveryTable;
import io.github.maskloom.testing.internal.RecordingCall;
import io.github.maskloom.testing.internal.server.Answer;
import io.github.maskloom.testing.internal.server.EventsJson;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What Ark's codes mean, as the documentation's page of error codes has them in October 2026: every
 * row of the README's table, with every code.
 */
class ArkErrorsTest {
  private static final Map<String, String> CODES =
      Map.of(
          "400 with a documented code",
          """
          400 MissingParameter
          400 MissingParameter.prompt
          400 InvalidParameter
          400 InvalidParameter.size
          400 InvalidParameter.OversizedImage
          400 InvalidParameter.UnsupportedImageFormat
          400 InvalidParameter.UnsupportedImageCount
          400 InvalidParameter.UnsupportedParameter
          400 InvalidArgumentError
          400 InvalidArgumentError.UnknownRole
          400 InvalidImageURL.EmptyURL
          400 InvalidImageURL.InvalidFormat
          404 NotFound.model
          200 BadRequest
          """,
          "401, 403 or 404 with a documented code",
          """
          401 AuthenticationError
          401 InvalidAccountStatus
          403 AccessDenied
          403 AccountOverdueError
          403 OperationDenied.ServiceNotOpen
          403 OperationDenied.ServiceOverdue
          403 OperationDenied.PermissionDenied
          403 OperationDenied.InvalidState
          400 InvalidEndpoint.ClosedEndpoint
          400 InvalidSubscription
          404 InvalidEndpointOrModel.NotFound
          404 InvalidEndpointOrModel.ModelIDAccessDisabled
          404 ModelNotOpen
          404 UnsupportedModel
          """,
          "moderation refuses words or images",
          """
          400 SensitiveContentDetected
          400 SensitiveContentDetected.SevereViolation
          400 SensitiveContentDetected.Violence
          400 InputTextSensitiveContentDetected
          400 InputTextSensitiveContentDetected.PolicyViolation
          400 InputImageSensitiveContentDetected
          400 InputImageSensitiveContentDetected.PolicyViolation
          400 InputImageSensitiveContentDetected.PrivacyInformation
          400 InputTextRiskDetection
          400 InputImageRiskDetection
          400 OutputImageSensitiveContentDetected
          400 OutputImageSensitiveContentDetected.DeepFake
          400 OutputTextSensitiveContentDetected
          400 OutputImageRiskDetection
          200 OutputImageSensitiveContentDetected
          """,
          "`QuotaExceeded`, `SetLimitExceeded`",
          """
          429 QuotaExceeded
          429 SetLimitExceeded
          """,
          "429 with another documented code",
          """
          429 ModelAccountIpmRateLimitExceeded
          429 ModelAccountRpmRateLimitExceeded
          429 ModelAccountTpmRateLimitExceeded
          429 APIAccountRpmRateLimitExceeded
          429 RateLimitExceeded.EndpointRPMExceeded
          429 RateLimitExceeded.EndpointTPMExceeded
          429 RateLimitExceeded.FoundationModelRPMExceeded
          429 AccountRateLimitExceeded
          429 ServerOverloaded
          429 RequestBurstTooFast
          429 InflightBatchsizeExceeded
          """,
          "500 with `InternalServiceError`",
          """
          500 InternalServiceError
          """);

  @TempDir Path folder;

  private static Iterable<String> rows() throws IOException {
    return new DeliveryTable(Path.of("README.md")).rows();
  }

  /** The codes below a status of failure, one a line, each with whether it is sent again. */
  static String refusals() {
    StringBuilder lines = new StringBuilder();
    CODES.forEach(
        (row, codes) -> {
          String again = row.startsWith("429 with") || row.startsWith("500 with") ? " again" : "";
          codes
              .lines()
              .filter(line -> !line.startsWith("200"))
              .forEach(line -> lines.append(line).append(again).append('\n'));
        });
    return lines.toString();
  }

  @ParameterizedTest
  @MethodSource("rows")
  void meanWhatTheReadmesTableSays(String row) throws IOException {
    DeliveryTable table = new DeliveryTable(Path.of("README.md"));
    for (String line : CODES.getOrDefault(row, "").lines().toList()) {
      String[] words = line.split(" ", 2);
      Answer answer = Answer.error(Integer.parseInt(words[0]), words[1], "no. Request id: 02a");
      try (ArkFixture ark = new ArkFixture(folder, answer)) {
        RecordingCall call = ark.newCall();
        FusionException failure = ark.failure(base64Request(), call);

        table.check(row, failure, call);
        assertThat(failure.failure().code()).contains(words[1]);
        assertThat(failure.failure().provider()).isEqualTo(ArkProvider.ID);
        assertThat(failure).hasMessageContaining("the service says: no");
      }
    }
  }

  @Test
  void everyRowHasItsCodes() throws IOException {
    assertThat(rows()).containsExactlyInAnyOrderElementsOf(CODES.keySet());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "400 ContentSecurityDetectionError Service REJECTED SAFE 1",
        "200 ContentSecurityDetectionError Service REJECTED SAFE 1",
        "200 InternalServiceError Service REJECTED SAFE 1",
        "504 ServerOverloaded Throttled UNKNOWN MAY_BILL_TWICE 1",
        "408 RequestBurstTooFast Throttled UNKNOWN MAY_BILL_TWICE 1",
        "503 InternalServiceError Service UNKNOWN MAY_BILL_TWICE 1",
        "500 InternalServiceErrors Service UNKNOWN MAY_BILL_TWICE 1",
        "400 SomethingNew Request UNKNOWN NEVER 1"
      })
  void countOnlyWhereTheServiceDocumentsThem(String row) throws IOException {
    String[] words = row.split(" ", 3);
    Answer answer = Answer.error(Integer.parseInt(words[0]), words[1], "no");
    try (ArkFixture ark = new ArkFixture(folder, answer)) {
      assertThat(ark.told(base64Request())).isEqualTo(row);
    }
  }

  @ParameterizedTest
  @CsvSource({"InvalidEndpointOrModel.NotFound, true", "ModelNotOpen, false", "'', false"})
  void aModelThatIsNotFoundMayBeRetired(String code, boolean retired) throws IOException {
    FusionException failure = ArkFixture.onlyFailure(folder, Answer.error(404, code, "no"));

    assertThat(failure.toString().contains("the model is reported retired")).isEqualTo(retired);
  }

  @Test
  void standInEventsToo() throws IOException {
    String events =
        EventsJson.of("m")
            .typed("image_generation.thought", "\"a\":1")
            .failed(0, "OutputImageSensitiveContentDetected", "no")
            .raw("event: error\ndata: {\"error\":{\"code\":\"InternalServiceError\"}}\n\n")
            .toString();
    FusionException failure = ArkFixture.onlyFailure(folder, Answer.events(events));

    assertThat(failure.failure().code()).contains("InternalServiceError");
    assertThat(failure.delivery()).hasToString("REJECTED");
  }
}
