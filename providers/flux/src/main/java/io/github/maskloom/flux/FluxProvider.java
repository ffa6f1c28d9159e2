package io.github.maskloom.flux;

import static io.github.maskloom.fusion.RetryAdvice.NEVER;
import static io.github.maskloom.fusion.RetryAdvice.SAFE;
import static io.github.maskloom.http.wire.ErrorRule.Kind.QUOTA;
import static io.github.maskloom.http.wire.ErrorRule.Kind.REQUEST;
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
import java.util.List;
import java.util.Locale;

/** The FLUX fill models of Black Forest Labs, which paint what a mask has white. */
public final class FluxProvider extends HttpProvider {
  /** The name that callers choose it by. */
  public static final String ID = "flux";

  /** The address that chooses among all regions. */
  public static final URI GLOBAL = URI.create("https://api.bfl.ai/v1");

  /** The address of the regions in the EU. */
  public static final URI EU = URI.create("https://api.eu.bfl.ai/v1");

  /** The address of the regions in the US. */
  public static final URI US = URI.create("https://api.us.bfl.ai/v1");

  /** The model unless a configuration or an option names another. */
  public static final String DEFAULT_MODEL = "flux-pro-1.0-fill";

  private static final Preset PRESET =
      new Preset(ID, "BFL_API_KEY", GLOBAL, DEFAULT_MODEL, FluxModels.KNOWN).withPlainIds();

  /** A mask has no gray: more than half is white. */
  private static final MaskConvention BLACK_AND_WHITE = MaskConvention.binary(127);

  /** The service's own names. Jobs of one of its regions are asked for at a host of that region. */
  private static final List<String> OWN_HOSTS = List.of("bfl.ai", "bfl.ml");

  /**
   * The codes with which no task is made. Most refusals have words only, and so are unknown. A
   * model is the last part of the address; the last row is what the framework says of none.
   */
  private static final ErrorTable ERRORS =
      ErrorTable.OF_CODES
          .documentedRefusal(400, REQUEST, NEVER, "validation_error")
          .documentedRefusal(402, QUOTA, NEVER, "insufficient_credits")
          .documentedRefusal(429, THROTTLED, SAFE, "rate_limit_exceeded")
          .missingModel(
              refusal -> refusal.status() == 404 && refusal.error().message().equals("Not Found"));

  /** Creates the provider. Nothing is opened or sent yet. */
  public FluxProvider() {
    super(PRESET);
  }

  /**
   * {@return how to reach the FLUX API of Black Forest Labs, with every setting at its default} The
   * key is that of {@code BFL_API_KEY} unless set, the address {@link #GLOBAL}. If the address is
   * below {@code bfl.ai} or {@code bfl.ml}, a job is polled at whatever host below these two the
   * service names. At any other address it is polled at that host alone.
   */
  public static HttpConfig config() {
    return HttpConfig.of(PRESET);
  }

  @Override
  protected ProviderCapabilities capabilities(HttpConfig config, RequestOptions asked) {
    return ModelOptions.of(asked, FluxOptions.NONE)
        .capabilities(config, FluxModels.OTHERS)
        .withMask(MaskTransport.SEPARATE_IMAGE)
        .withMask(BLACK_AND_WHITE)
        .withJobs(true);
  }

  /**
   * What the service says of its jobs. It writes nowhere what a task costs that brings no image, so
   * every one counts as billed. Where the address is not the service's own, neither are its hosts.
   */
  static JobRules jobs(URI base) {
    String host = "." + base.getHost().toLowerCase(Locale.ROOT);
    boolean isOwn = OWN_HOSTS.stream().anyMatch(own -> host.endsWith("." + own));
    String[] hosts = isOwn ? OWN_HOSTS.toArray(String[]::new) : new String[0];
    return JobRules.builder("/id", "/status")
        .pollLinkAt("/polling_url", hosts)
        .pollAt("get_result?id={id}")
        .done("Ready")
        .failed(Kind.CONTENT, Delivery.ACCEPTED, "Request Moderated", "Content Moderated")
        .failed(Kind.SERVICE, Delivery.ACCEPTED, "Error")
        .unknown("Task not found")
        .at(Place.CODE, "/error")
        .at(Place.MESSAGE, "/message", "/details/*/0", "/details/*")
        .at(Place.REFUSAL_CODE, "/error")
        .at(Place.REFUSAL_MESSAGE, "/message", "/detail", "/detail/0/msg")
        .at(Place.LINK, "/result/sample")
        .resultsLive(Duration.ofMinutes(10))
        .build();
  }

  @Override
  protected ServiceProfile profile(HttpConfig config) {
    return new ServiceProfile(ID, ERRORS, AnswerRules.JSON)
        .withKeyHeader("x-key")
        .withJobs(jobs(config.baseUrl()));
  }

  @Override
  protected ImageRequest request(HttpConfig config, ProviderRequest request) {
    return new FluxRequest(config, request);
  }

  @Override
  protected ServiceAccess resumed(HttpConfig config, ProviderJob.Asked asked) {
    return new ModelAccess<>(config, asked, FluxOptions.NONE);
  }
}
