package io.github.maskloom.ark;

import io.github.maskloom.fusion.spi.FusionProvider;
import io.github.maskloom.fusion.spi.ProviderConfig;
import io.github.maskloom.fusion.spi.ProviderRequest;
import io.github.maskloom.http.settings.HttpConfig;
import io.github.maskloom.testing.HttpProviderContract;
import io.github.maskloom.testing.LoopbackTls;
import io.github.maskloom.testing.internal.server.EventsJson;
import java.net.URI;
import java.util.Optional;

/** The table is that of the README, with every code of the documentation in October 2026. */
class ArkHttpContractTest extends HttpProviderContract {
  @Override
  protected FusionProvider provider() {
    return new ArkProvider();
  }

  @Override
  protected ProviderConfig config(URI address, Optional<LoopbackTls> tls) {
    HttpConfig config = ArkFixture.config(address).withDownloadHosts("127.0.0.1");
    return tls.map(its -> config.withTrust(its.clientSockets(), its.trustManager())).orElse(config);
  }

  @Override
  protected ProviderRequest request() {
    return ArkFixture.base64Request();
  }

  @Override
  protected String refusals() {
    return """
        400 Request REJECTED NEVER MissingParameter MissingParameter.prompt InvalidParameter
        400 Request REJECTED NEVER InvalidParameter.size InvalidParameter.OversizedImage
        400 Request REJECTED NEVER InvalidParameter.UnsupportedImageFormat
        400 Request REJECTED NEVER InvalidParameter.UnsupportedImageCount
        400 Request REJECTED NEVER InvalidParameter.UnsupportedParameter InvalidArgumentError
        400 Request REJECTED NEVER InvalidArgumentError.UnknownRole
        400 Request REJECTED NEVER InvalidImageURL.EmptyURL InvalidImageURL.InvalidFormat
        404 Request REJECTED NEVER NotFound.model
        401 Access REJECTED NEVER AuthenticationError InvalidAccountStatus -
        403 Access REJECTED NEVER AccessDenied AccountOverdueError
        403 Access REJECTED NEVER OperationDenied.ServiceNotOpen OperationDenied.ServiceOverdue
        403 Access REJECTED NEVER OperationDenied.PermissionDenied OperationDenied.InvalidState
        400 Access REJECTED NEVER InvalidEndpoint.ClosedEndpoint InvalidSubscription
        404 Access REJECTED NEVER InvalidEndpointOrModel.NotFound ModelNotOpen UnsupportedModel
        404 Access REJECTED NEVER InvalidEndpointOrModel.ModelIDAccessDisabled
        400 Content REJECTED NEVER SensitiveContentDetected
        400 Content REJECTED NEVER SensitiveContentDetected.SevereViolation
        400 Content REJECTED NEVER SensitiveContentDetected.Violence
        400 Content REJECTED NEVER InputTextSensitiveContentDetected
        400 Content REJECTED NEVER InputTextSensitiveContentDetected.PolicyViolation
        400 Content REJECTED NEVER InputImageSensitiveContentDetected
        400 Content REJECTED NEVER InputImageSensitiveContentDetected.PolicyViolation
        400 Content REJECTED NEVER InputImageSensitiveContentDetected.PrivacyInformation
        400 Content REJECTED NEVER InputTextRiskDetection InputImageRiskDetection
        400 Content REJECTED NEVER OutputImageSensitiveContentDetected
        400 Content REJECTED NEVER OutputImageSensitiveContentDetected.DeepFake
        400 Content REJECTED NEVER OutputTextSensitiveContentDetected OutputImageRiskDetection
        429 Quota REJECTED NEVER QuotaExceeded SetLimitExceeded
        429 Throttled REJECTED SAFE ModelAccountIpmRateLimitExceeded
        429 Throttled REJECTED SAFE ModelAccountRpmRateLimitExceeded
        429 Throttled REJECTED SAFE ModelAccountTpmRateLimitExceeded
        429 Throttled REJECTED SAFE APIAccountRpmRateLimitExceeded AccountRateLimitExceeded
        429 Throttled REJECTED SAFE RateLimitExceeded.EndpointRPMExceeded
        429 Throttled REJECTED SAFE RateLimitExceeded.EndpointTPMExceeded
        429 Throttled REJECTED SAFE RateLimitExceeded.FoundationModelRPMExceeded
        429 Throttled REJECTED SAFE ServerOverloaded RequestBurstTooFast InflightBatchsizeExceeded
        500 Service REJECTED SAFE InternalServiceError
        400 Service REJECTED SAFE ContentSecurityDetectionError
        200 Request REJECTED NEVER BadRequest
        200 Content REJECTED NEVER OutputImageSensitiveContentDetected
        200 Service REJECTED SAFE ContentSecurityDetectionError InternalServiceError
        504 Throttled UNKNOWN MAY_BILL_TWICE ServerOverloaded
        408 Throttled UNKNOWN MAY_BILL_TWICE RequestBurstTooFast
        503 Service UNKNOWN MAY_BILL_TWICE InternalServiceError
        500 Service UNKNOWN MAY_BILL_TWICE InternalServiceErrors
        400 Request UNKNOWN NEVER SomethingNew
        """;
  }

  @Override
  protected String error(String code, String message) {
    return "{\"error\":{\"code\":" + code + ",\"message\":" + message + ",\"type\":\"\"}}";
  }

  @Override
  protected String events(byte[] image) {
    return EventsJson.of(ArkFixture.MODEL).base64(0, image, "1x1").completed(1, 9).toString();
  }
}
