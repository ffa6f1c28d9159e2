package io.github.maskloom.fal;

import static com.google.common.base.Preconditions.checkArgument;
import static io.github.maskloom.http.wire.ErrorRule.Kind.CONTENT;
import static io.github.maskloom.http.wire.ErrorRule.Kind.REQUEST;
import static io.github.maskloom.http.wire.ErrorRule.Kind.SERVICE;

import io.github.maskloom.fusion.Delivery;
import io.github.maskloom.fusion.RetryAdvice;
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
import io.github.maskloom.http.wire.ErrorTable;
import io.github.maskloom.http.wire.JobRules;
import io.github.maskloom.http.wire.JobRules.Place;
import io.github.maskloom.http.wire.ServiceProfile;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;

/** The mask models behind the queue of fal, each asked by names that are data. */
public final class FalProvider extends HttpProvider {
  /** The name that callers choose it by. */
  public static final String ID = "fal";

  /** The address of the queue. */
  public static final URI QUEUE = URI.create("https://queue.fal.run");

  /** The model unless a configuration or an option names another. */
  public static final String DEFAULT_MODEL = "fal-ai/flux-pro/v1/fill";

  /**
   * The setting that says for how many seconds images are kept, 3600 unless set. Their links are
   * public until then.
   */
  public static final String IMAGE_SECONDS = "image-seconds";

  /**
   * The setting that says whether the service keeps what was sent and what came of it: {@code true}
   * or {@code false}, which it is unless set. Without it, a result can be fetched for an hour at
   * most.
   */
  public static final String STORED = "stored";

  private static final long HOUR = 3600;

  private static final Preset PRESET =
      new Preset(ID, "FAL_KEY", QUEUE, DEFAULT_MODEL, FalModels.KNOWN)
          .withSettings(IMAGE_SECONDS, STORED);

  /** The service's own hosts. */
  private static final Set<String> OWN_HOSTS = Set.of("queue.fal.run", "queue.falrun.com");

  /** How a job's own answer calls its failures of 500 and above, none of which is billed. */
  private static final String[] FREE = {
    "request_timeout", "startup_timeout", "generation_timeout",
    "runner_scheduling_failure", "runner_connection_timeout", "runner_disconnected",
    "runner_connection_refused", "runner_connection_error", "runner_incomplete_response",
    "runner_server_error", "internal_error", "internal_server_error",
    "downstream_service_unavailable"
  };

  /** Whose turn it is when a job fails. No refusal of a request has a code that costs nothing. */
  private static final ErrorTable CODES =
      ErrorTable.OF_CODES
          .documentedRefusal(200, CONTENT, RetryAdvice.NEVER, "content_policy_violation")
          .documentedRefusal(200, SERVICE, RetryAdvice.SAFE, FREE);

  /** Creates the provider. Nothing is opened or sent yet. */
  public FalProvider() {
    super(PRESET);
  }

  /**
   * {@return how to reach fal, with every setting at its default} The key is that of {@code
   * FAL_KEY} unless set, the address {@link #QUEUE}. A request goes to its model, below the
   * address.
   */
  public static HttpConfig config() {
    return HttpConfig.of(PRESET);
  }

  static long imageSeconds(HttpConfig config) {
    String seconds = config.setting(IMAGE_SECONDS).orElse(String.valueOf(HOUR));
    checkArgument(
        seconds.matches("[1-9]\\d{0,8}"), "%s is a number of seconds above 0", IMAGE_SECONDS);
    return Long.parseLong(seconds);
  }

  static boolean isStored(HttpConfig config) {
    return config.flag(STORED, false);
  }

  @Override
  protected ProviderCapabilities capabilities(HttpConfig config, RequestOptions asked) {
    FalOptions options = ModelOptions.of(asked, FalOptions.NONE);
    ProviderCapabilities able =
        options.capabilities(config, FalModels.OTHERS).withMask(MaskTransport.SEPARATE_IMAGE);
    return FalForm.of(config, options).of(able).withLinkedReferences(true).withJobs(true);
  }

  /**
   * What the service says of its jobs. A model's refusal (422) may be billed, since it had begun.
   * Where the address is not the service's own, neither are its hosts.
   */
  static JobRules jobs(HttpConfig config) {
    long seconds = imageSeconds(config);
    boolean isOwn = OWN_HOSTS.contains(config.baseUrl().getHost().toLowerCase(Locale.ROOT));
    return JobRules.builder("/request_id", "/status")
        .pollLinkAt("/status_url", isOwn ? OWN_HOSTS.toArray(String[]::new) : new String[0])
        .at(Place.RESULT_LINK, "/response_url")
        .at(Place.CANCEL_LINK, "/cancel_url")
        .at(Place.LINK, "/images/*/url", "/image/url")
        .at(Place.CODE, "/error_type")
        .at(Place.MESSAGE, "/error")
        .at(Place.REFUSAL_CODE, "/detail/0/type", "/error_type")
        .at(Place.REFUSAL_MESSAGE, "/detail/0/msg", "/detail")
        .done("COMPLETED")
        .failed(SERVICE, Delivery.REJECTED, FREE)
        .failed(SERVICE, Delivery.REJECTED, "500 internal_server_error", "504 generation_timeout")
        .failed(SERVICE, Delivery.REJECTED, "500 downstream_service_unavailable")
        .failed(SERVICE, Delivery.ACCEPTED, "client_disconnected", "400 downstream_service_error")
        .failed(REQUEST, Delivery.ACCEPTED, "bad_request", "422")
        .cancelled("client_cancelled")
        .resultsLive(Duration.ofSeconds(isStored(config) ? seconds : Math.min(seconds, HOUR)))
        .cancelBy("PUT", "")
        .build();
  }

  @Override
  protected ServiceProfile profile(HttpConfig config) {
    String unused = FalOptions.modelId(config.model());
    ServiceProfile atOnce = new ServiceProfile(ID, CODES, AnswerRules.JSON).withKeyScheme("Key");
    return atOnce.withJobs(jobs(config));
  }

  @Override
  protected ImageRequest request(HttpConfig config, ProviderRequest request) {
    return new FalRequest(config, request);
  }

  @Override
  protected ServiceAccess resumed(HttpConfig config, ProviderJob.Asked asked) {
    return new ModelAccess<>(config, asked, FalOptions.NONE);
  }
}
