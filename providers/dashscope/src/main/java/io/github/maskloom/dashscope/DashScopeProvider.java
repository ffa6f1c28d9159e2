package io.github.maskloom.dashscope;

import static io.github.maskloom.fusion.RetryAdvice.NEVER;
import static io.github.maskloom.fusion.RetryAdvice.SAFE;
import static io.github.maskloom.http.wire.ErrorRule.Kind.ACCESS;
import static io.github.maskloom.http.wire.ErrorRule.Kind.CONTENT;
import static io.github.maskloom.http.wire.ErrorRule.Kind.QUOTA;
import static io.github.maskloom.http.wire.ErrorRule.Kind.REQUEST;
import static io.github.maskloom.http.wire.ErrorRule.Kind.SERVICE;
import static io.github.maskloom.http.wire.ErrorRule.Kind.THROTTLED;

import io.github.maskloom.fusion.Delivery;
import io.github.maskloom.fusion.spi.ProviderCapabilities;
import io.github.maskloom.fusion.spi.ProviderCapabilities.MaskTransport;
import io.github.maskloom.fusion.spi.ProviderJob;
import io.github.maskloom.fusion.spi.ProviderRequest;
import io.github.maskloom.fusion.spi.RequestOptions;
import io.github.maskloom.http.HttpProvider;
import io.github.maskloom.http.ImageRequest;
import io.github.maskloom.http.ModelAccess;
import io.github.maskloom.http.ModelOptions;
import io.github.maskloom.http.ServiceAccess;
import io.github.maskloom.http.settings.HttpConfig;
import io.github.maskloom.http.settings.HttpConfig.Preset;
import io.github.maskloom.http.wire.AnswerRules;
import io.github.maskloom.http.wire.ErrorRule.Kind;
import io.github.maskloom.http.wire.ErrorTable;
import io.github.maskloom.http.wire.JobRules;
import io.github.maskloom.http.wire.JobRules.Place;
import io.github.maskloom.http.wire.ServiceProfile;
import io.github.maskloom.image.MaskConvention;
import java.net.URI;
import java.time.Duration;

/** The Wan image editing models of Alibaba Cloud, which change what a mask has white. */
public final class DashScopeProvider extends HttpProvider {
  /** The name that callers choose it by. */
  public static final String ID = "dashscope";

  /** The address of the region China (Beijing), the only one that has {@link #DEFAULT_MODEL}. */
  public static final URI BEIJING = URI.create("https://dashscope.aliyuncs.com/api/v1");

  /** The address of the region Singapore. A key is of one region. */
  public static final URI SINGAPORE = URI.create("https://dashscope-intl.aliyuncs.com/api/v1");

  /** The model unless a configuration or an option names another. */
  public static final String DEFAULT_MODEL = "wanx2.1-imageedit";

  private static final Preset PRESET =
      new Preset(ID, "DASHSCOPE_API_KEY", BEIJING, DEFAULT_MODEL, DashScopeModels.KNOWN)
          .withPlainIds();

  /** A mask has no gray: more than half is white. */
  private static final MaskConvention BLACK_AND_WHITE = MaskConvention.binary(127);

  /**
   * What the service says of its tasks. Only images that were made are billed. A task that it no
   * longer knows is {@code UNKNOWN}, and so is one that it does not know yet.
   */
  private static final JobRules JOBS =
      JobRules.builder("/output/task_id", "/output/task_status")
          .pollAt("tasks/{id}")
          .done("SUCCEEDED")
          .failed(Kind.SERVICE, Delivery.REJECTED, "FAILED")
          .cancelled("CANCELED")
          .unknown("UNKNOWN")
          .at(Place.CODE, "/output/code")
          .at(Place.MESSAGE, "/output/message")
          .at(Place.REFUSAL_CODE, "/code")
          .at(Place.REFUSAL_MESSAGE, "/message")
          .at(Place.LINK, "/output/results/*/url")
          .at(Place.USAGE, "/usage")
          .resultsLive(Duration.ofHours(24))
          .cancelBy("POST", "tasks/{id}/cancel")
          .build();

  /**
   * What the service's codes mean, of a request and of a task that failed. They count up to their
   * first dot. The service documents that no failed call is billed. A request that timed out is not
   * among them: a gateway may say that of work under way.
   */
  private static final ErrorTable ERRORS =
      ErrorTable.OF_FAMILIES
          .documentedRefusal(400, REQUEST, NEVER, "InvalidParameter", "BadRequest", "InvalidURL")
          .documentedRefusal(400, REQUEST, NEVER, "InvalidFile", "InvalidImage")
          .documentedRefusal(400, REQUEST, NEVER, "InvalidImageResolution", "InvalidImageFormat")
          .documentedRefusal(400, REQUEST, NEVER, "InvalidInputLength", "UnsupportedOperation")
          .documentedRefusal(400, CONTENT, NEVER, "DataInspectionFailed", "IPInfringementSuspect")
          .documentedRefusal(400, CONTENT, NEVER, "CustomRoleBlocked", "FaqRuleBlocked")
          .documentedRefusal(400, QUOTA, NEVER, "Arrearage")
          .documentedRefusal(403, ACCESS, NEVER, "AccessDenied", "Model", "Workspace")
          .documentedRefusal(403, QUOTA, NEVER, "AllocationQuota")
          .documentedRefusal(404, ACCESS, NEVER, "ModelNotFound", "WorkSpaceNotFound")
          .documentedRefusal(429, THROTTLED, SAFE, "Throttling", "LimitRequests")
          .documentedRefusal(429, QUOTA, NEVER, "CommodityNotPurchased")
          .documentedRefusal(429, QUOTA, NEVER, "PrepaidBillOverdue", "PostpaidBillOverdue")
          .documentedRefusal(500, SERVICE, SAFE, "InternalError", "SystemError")
          .documentedRefusal(500, SERVICE, SAFE, "ModelServiceFailed", "ModelServingError")
          .documentedRefusal(503, SERVICE, SAFE, "ModelServingError", "ModelUnavailable")
          .missingModel(refusal -> refusal.error().code().equals("ModelNotFound"));

  /** Creates the provider. Nothing is opened or sent yet. */
  public DashScopeProvider() {
    super(PRESET);
  }

  /**
   * {@return how to reach the DashScope API of Alibaba Cloud, with every setting at its default}
   * The key is that of {@code DASHSCOPE_API_KEY} unless set, the address {@link #BEIJING}.
   */
  public static HttpConfig config() {
    return HttpConfig.of(PRESET);
  }

  @Override
  protected ProviderCapabilities capabilities(HttpConfig config, RequestOptions asked) {
    return ModelOptions.of(asked, DashScopeOptions.NONE)
        .capabilities(config, DashScopeModels.OTHERS)
        .withMask(MaskTransport.SEPARATE_IMAGE)
        .withMask(BLACK_AND_WHITE)
        .withJobs(true);
  }

  @Override
  protected ServiceProfile profile(HttpConfig config) {
    return new ServiceProfile(ID, ERRORS, AnswerRules.JSON).withJobs(JOBS);
  }

  @Override
  protected ImageRequest request(HttpConfig config, ProviderRequest request) {
    return new DashScopeRequest(config, request);
  }

  @Override
  protected ServiceAccess resumed(HttpConfig config, ProviderJob.Asked asked) {
    return new ModelAccess<>(config, asked, DashScopeOptions.NONE);
  }
}
