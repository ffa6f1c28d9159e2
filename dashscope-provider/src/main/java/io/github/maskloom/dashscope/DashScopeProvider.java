package io.github.maskloom.dashscope;

import io.github.maskloom.dashscope.DashScopeAccess.DashScopeRequest;
import io.github.maskloom.fusion.Delivery;
import io.github.maskloom.fusion.spi.FusionProvider;
import io.github.maskloom.fusion.spi.ProviderCall;
import io.github.maskloom.fusion.spi.ProviderCapabilities;
import io.github.maskloom.fusion.spi.ProviderCapabilities.MaskTransport;
import io.github.maskloom.fusion.spi.ProviderConfig;
import io.github.maskloom.fusion.spi.ProviderJob;
import io.github.maskloom.fusion.spi.ProviderRequest;
import io.github.maskloom.fusion.spi.ProviderResponse;
import io.github.maskloom.fusion.spi.ProviderSession;
import io.github.maskloom.fusion.spi.RequestOptions;
import io.github.maskloom.http.HttpService;
import io.github.maskloom.http.ModelOptions;
import io.github.maskloom.http.settings.HttpConfig;
import io.github.maskloom.http.settings.HttpConfig.Preset;
import io.github.maskloom.http.wire.AnswerRules;
import io.github.maskloom.http.wire.ErrorRule.Kind;
import io.github.maskloom.http.wire.JobRules;
import io.github.maskloom.image.MaskConvention;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;

/** The Wan image editing models of Alibaba Cloud, which change what a mask has white. */
public final class DashScopeProvider implements FusionProvider {
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
          .reasonAt("/output/code", "/output/message")
          .refusalAt("/code", "/message")
          .linksAt("/output/results/*/url")
          .usageAt("/usage")
          .resultsLive(Duration.ofHours(24))
          .cancelBy("POST", "tasks/{id}/cancel")
          .build();

  /** Creates the provider. Nothing is opened or sent yet. */
  public DashScopeProvider() {}

  /**
   * {@return how to reach the DashScope API of Alibaba Cloud, with every setting at its default}
   * The key is that of {@code DASHSCOPE_API_KEY} unless set, the address {@link #BEIJING}.
   */
  public static HttpConfig config() {
    return HttpConfig.of(PRESET);
  }

  @Override
  public String id() {
    return ID;
  }

  /** {@return what {@link #DEFAULT_MODEL} can do} */
  @Override
  public ProviderCapabilities capabilities() {
    return capabilities(config(), RequestOptions.NONE);
  }

  static ProviderCapabilities capabilities(HttpConfig config, RequestOptions asked) {
    return ModelOptions.of(asked, DashScopeOptions.NONE)
        .capabilities(config, DashScopeModels.OTHERS)
        .maskTransport(MaskTransport.SEPARATE_IMAGE)
        .maskConvention(BLACK_AND_WHITE)
        .queuesJobs(true)
        .build();
  }

  /**
   * Opens a session with the service. No connection is opened yet.
   *
   * @param config an {@link HttpConfig} of this provider, or {@link ProviderConfig.Defaults} for
   *     one with every setting at its default
   * @return a session, which the caller closes
   * @throws IllegalArgumentException if the configuration is of another type or provider
   * @throws io.github.maskloom.fusion.FusionAccessException if no key was set, and {@code
   *     DASHSCOPE_API_KEY} is missing in the environment or holds no possible key
   */
  @Override
  public ProviderSession open(ProviderConfig config) {
    return new DashScopeSession(HttpConfig.of(PRESET, config));
  }

  /** The service, ready to work. */
  private static final class DashScopeSession implements ProviderSession {
    private static final String PATH = "services/aigc/image2image/image-synthesis";

    private final HttpConfig config;
    private final HttpService service;

    DashScopeSession(HttpConfig config) {
      this.config = config;
      service = new HttpService(config, PATH, new DashScopeErrorRules(), AnswerRules.JSON);
    }

    @Override
    public ProviderCapabilities capabilities(RequestOptions options) {
      return DashScopeProvider.capabilities(config, options);
    }

    @Override
    public ProviderResponse fuse(ProviderRequest request, ProviderCall call) throws IOException {
      return service.queue(call, JOBS, () -> new DashScopeRequest(config, config.key(), request));
    }

    @Override
    public ProviderResponse resume(ProviderJob job, ProviderJob.Asked asked, ProviderCall call)
        throws IOException {
      return service.resume(
          call,
          JOBS,
          job,
          () ->
              new DashScopeAccess(
                  config, config.key(), asked.prompt(), asked.count(), asked.options()));
    }

    @Override
    public void close() {
      service.close();
    }
  }
}
