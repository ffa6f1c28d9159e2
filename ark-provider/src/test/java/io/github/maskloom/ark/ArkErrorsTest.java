package io.github.maskloom.ark;

import static io.github.maskloom.ark.ArkFixture.base64Request;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.fusion.FusionException;
import io.github.maskloom.testing.internal.server.Answer;
import io.github.maskloom.testing.internal.server.EventsJson;
import io.github.maskloom.testing.internal.server.ImagesJson;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What Ark's codes mean, as the documentation's page of error codes has them in October 2026: every
 * row of the README's table, with every code.
 */
class ArkErrorsTest {
  static final String REFUSALS =
      """
      400 MissingParameter Request REJECTED NEVER 1
      400 MissingParameter.prompt Request REJECTED NEVER 1
      400 InvalidParameter Request REJECTED NEVER 1
      400 InvalidParameter.size Request REJECTED NEVER 1
      400 InvalidParameter.OversizedImage Request REJECTED NEVER 1
      400 InvalidParameter.UnsupportedImageFormat Request REJECTED NEVER 1
      400 InvalidParameter.UnsupportedImageCount Request REJECTED NEVER 1
      400 InvalidParameter.UnsupportedParameter Request REJECTED NEVER 1
      400 InvalidArgumentError Request REJECTED NEVER 1
      400 InvalidArgumentError.UnknownRole Request REJECTED NEVER 1
      400 InvalidImageURL.EmptyURL Request REJECTED NEVER 1
      400 InvalidImageURL.InvalidFormat Request REJECTED NEVER 1
      404 NotFound.model Request REJECTED NEVER 1
      401 AuthenticationError Access REJECTED NEVER 1
      401 InvalidAccountStatus Access REJECTED NEVER 1
      403 AccessDenied Access REJECTED NEVER 1
      403 AccountOverdueError Access REJECTED NEVER 1
      403 OperationDenied.ServiceNotOpen Access REJECTED NEVER 1
      403 OperationDenied.ServiceOverdue Access REJECTED NEVER 1
      403 OperationDenied.PermissionDenied Access REJECTED NEVER 1
      403 OperationDenied.InvalidState Access REJECTED NEVER 1
      400 InvalidEndpoint.ClosedEndpoint Access REJECTED NEVER 1
      400 InvalidSubscription Access REJECTED NEVER 1
      404 InvalidEndpointOrModel.NotFound Access REJECTED NEVER 1
      404 InvalidEndpointOrModel.ModelIDAccessDisabled Access REJECTED NEVER 1
      404 ModelNotOpen Access REJECTED NEVER 1
      404 UnsupportedModel Access REJECTED NEVER 1
      400 SensitiveContentDetected Content REJECTED NEVER 1
      400 SensitiveContentDetected.SevereViolation Content REJECTED NEVER 1
      400 SensitiveContentDetected.Violence Content REJECTED NEVER 1
      400 InputTextSensitiveContentDetected Content REJECTED NEVER 1
      400 InputTextSensitiveContentDetected.PolicyViolation Content REJECTED NEVER 1
      400 InputImageSensitiveContentDetected Content REJECTED NEVER 1
      400 InputImageSensitiveContentDetected.PolicyViolation Content REJECTED NEVER 1
      400 InputImageSensitiveContentDetected.PrivacyInformation Content REJECTED NEVER 1
      400 InputTextRiskDetection Content REJECTED NEVER 1
      400 InputImageRiskDetection Content REJECTED NEVER 1
      400 OutputImageSensitiveContentDetected Content REJECTED NEVER 1
      400 OutputImageSensitiveContentDetected.DeepFake Content REJECTED NEVER 1
      400 OutputTextSensitiveContentDetected Content REJECTED NEVER 1
      400 OutputImageRiskDetection Content REJECTED NEVER 1
      429 QuotaExceeded Quota REJECTED NEVER 1
      429 SetLimitExceeded Quota REJECTED NEVER 1
      429 ModelAccountIpmRateLimitExceeded Throttled REJECTED SAFE 3
      429 ModelAccountRpmRateLimitExceeded Throttled REJECTED SAFE 3
      429 ModelAccountTpmRateLimitExceeded Throttled REJECTED SAFE 3
      429 APIAccountRpmRateLimitExceeded Throttled REJECTED SAFE 3
      429 RateLimitExceeded.EndpointRPMExceeded Throttled REJECTED SAFE 3
      429 RateLimitExceeded.EndpointTPMExceeded Throttled REJECTED SAFE 3
      429 RateLimitExceeded.FoundationModelRPMExceeded Throttled REJECTED SAFE 3
      429 AccountRateLimitExceeded Throttled REJECTED SAFE 3
      429 ServerOverloaded Throttled REJECTED SAFE 3
      429 RequestBurstTooFast Throttled REJECTED SAFE 3
      429 InflightBatchsizeExceeded Throttled REJECTED SAFE 3
      500 InternalServiceError Service REJECTED SAFE 3
      """;

  private static final String OTHERS =
      """
      200 BadRequest Request REJECTED NEVER 1
      200 OutputImageSensitiveContentDetected Content REJECTED NEVER 1
      400 ContentSecurityDetectionError Service REJECTED SAFE 1
      200 ContentSecurityDetectionError Service REJECTED SAFE 1
      200 InternalServiceError Service REJECTED SAFE 1
      504 ServerOverloaded Throttled UNKNOWN MAY_BILL_TWICE 1
      408 RequestBurstTooFast Throttled UNKNOWN MAY_BILL_TWICE 1
      503 InternalServiceError Service UNKNOWN MAY_BILL_TWICE 1
      500 InternalServiceErrors Service UNKNOWN MAY_BILL_TWICE 1
      400 SomethingNew Request UNKNOWN NEVER 1
      """;

  @TempDir private Path folder;

  @AutoClose private final ArkFixture ark = new ArkFixture(() -> folder);

  private static Stream<String> rows() {
    return (REFUSALS + OTHERS).lines();
  }

  @ParameterizedTest
  @MethodSource("rows")
  void meanWhatTheReadmesTableSays(String row) throws IOException {
    assertThat(ark.told(row, code -> ImagesJson.errorOf(code, "no"), base64Request()))
        .isEqualTo(row);
  }

  @ParameterizedTest
  @CsvSource({"InvalidEndpointOrModel.NotFound, true", "ModelNotOpen, false", "'', false"})
  void aModelThatIsNotFoundMayBeRetired(String code, boolean retired) throws IOException {
    FusionException failure = ArkFixture.onlyFailure(() -> folder, Answer.error(404, code, "no"));

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
    FusionException failure = ArkFixture.onlyFailure(() -> folder, Answer.events(events));

    assertThat(failure.failure().code()).contains("InternalServiceError");
    assertThat(failure.delivery()).hasToString("REJECTED");
  }
}
