package io.github.maskloom.ark;

import io.github.maskloom.testing.server.EventsJson;
import io.github.maskloom.testing.LogLines;
import io.github.maskloom.fusion.spi.FusionProvider;
import io.github.maskloom.fusion.spi.ProviderConfig;
import io.github.maskloom.fusion.spi.ProviderRequest;
import io.github.maskloom.http.settings.HttpConfig;
import io.github.maskloom.testing.HttpProviderContract;
import io.github.maskloom.testing.server.LoopbackTls;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** The table is that of the documentation's page of error codes, as of October 2026. */
class ArkHttpContractTest extends HttpProviderContract {
  private static final String DOCUMENTED =
      """
      400 MissingParameter
      400 MissingParameter.prompt
      400 InvalidParameter
      400 InvalidParameter.size
      400 InvalidParameter.OversizedImage
      400 InvalidParameter.UnsupportedParameter
      400 InvalidArgumentError
      400 InvalidImageURL.EmptyURL
      400 InvalidImageURL.InvalidFormat
      400 InvalidEndpoint.ClosedEndpoint
      400 SensitiveContentDetected
      400 SensitiveContentDetected.SevereViolation
      400 InputTextSensitiveContentDetected
      400 InputImageSensitiveContentDetected.PrivacyInformation
      400 InputTextRiskDetection
      400 InputImageRiskDetection
      400 OutputImageSensitiveContentDetected.DeepFake
      400 OutputTextSensitiveContentDetected
      400 OutputImageRiskDetection
      400 InvalidSubscription
      401 AuthenticationError
      401 InvalidAccountStatus
      403 AccessDenied
      403 AccountOverdueError
      403 OperationDenied.ServiceNotOpen
      403 OperationDenied.PermissionDenied
      404 InvalidEndpointOrModel.NotFound
      404 InvalidEndpointOrModel.ModelIDAccessDisabled
      404 ModelNotOpen
      404 NotFound.model
      404 UnsupportedModel
      429 ModelAccountIpmRateLimitExceeded again
      429 ModelAccountRpmRateLimitExceeded again
      429 ModelAccountTpmRateLimitExceeded again
      429 APIAccountRpmRateLimitExceeded again
      429 RateLimitExceeded.EndpointRPMExceeded again
      429 RateLimitExceeded.FoundationModelRPMExceeded again
      429 AccountRateLimitExceeded again
      429 ServerOverloaded again
      429 RequestBurstTooFast again
      429 InflightBatchsizeExceeded again
      429 QuotaExceeded
      429 SetLimitExceeded
      500 InternalServiceError again
      """;

  @Override
  protected FusionProvider provider() {
    return new ArkProvider();
  }

  @Override
  protected ProviderConfig config(URI address, Optional<LoopbackTls> tls) {
    HttpConfig config =
        ArkProvider.config()
            .withApiKey(ArkFixture.KEY)
            .withBaseUrl(address)
            .withModel(ArkFixture.MODEL)
            .withDownloadHosts("127.0.0.1")
            .withRetries(ArkFixture.AT_ONCE);
    return tls.map(its -> config.withTrust(its.clientSockets(), its.trustManager())).orElse(config);
  }

  @Override
  protected ProviderRequest request() {
    return ArkFixture.base64Request();
  }

  @Override
  protected List<Documented> documented() {
    return table(DOCUMENTED);
  }

  @Override
  protected String error(String code, String message) {
    return "{\"error\":{\"code\":" + code + ",\"message\":" + message + ",\"type\":\"\"}}";
  }

  @Override
  protected String events(byte[] image) {
    return EventsJson.of(ArkFixture.MODEL).base64(0, image, "1x1").completed(1, 9).toString();
  }

  @Override
  protected Log listen() {
    return new LogLines();
  }
}
