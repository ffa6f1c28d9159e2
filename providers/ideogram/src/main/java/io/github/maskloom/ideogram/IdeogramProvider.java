package io.github.maskloom.ideogram;

import static io.github.maskloom.fusion.RetryAdvice.NEVER;
import static io.github.maskloom.fusion.RetryAdvice.SAFE;
import static io.github.maskloom.http.wire.ErrorRule.Kind.ACCESS;
import static io.github.maskloom.http.wire.ErrorRule.Kind.QUOTA;
import static io.github.maskloom.http.wire.ErrorRule.Kind.THROTTLED;

import io.github.maskloom.fusion.Delivery;
import io.github.maskloom.fusion.FusionQuote;
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
import io.github.maskloom.http.wire.ErrorRule;
import io.github.maskloom.http.wire.ErrorRule.Kind;
import io.github.maskloom.http.wire.ErrorTable;
import io.github.maskloom.http.wire.JobRules;
import io.github.maskloom.http.wire.ServiceProfile;
import io.github.maskloom.image.MaskConvention;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.Currency;
import java.util.Map;
import java.util.Optional;

/** Precise edit of Ideogram, which changes what a mask has black. */
public final class IdeogramProvider extends HttpProvider {
  /** The name that callers choose it by. */
  public static final String ID = "ideogram";

  /** The address of the service. */
  public static final URI IDEOGRAM = URI.create("https://api.ideogram.ai/v2");

  /** The model unless a configuration or an option names another. */
  public static final String DEFAULT_MODEL = "ideogram-4-6";

  /**
   * The setting that says whether the service queues requests: {@code true}, the default, or {@code
   * false}. One that does not queue answers when the images are made, and keeps no ticket.
   */
  public static final String ASYNC = "async";

  private static final Preset PRESET =
      new Preset(ID, "IDEOGRAM_API_KEY", IDEOGRAM, DEFAULT_MODEL, IdeogramModels.KNOWN)
          .withPlainIds()
          .withSettings(ASYNC);

  /** What the service says of its jobs. One that fails is not billed; links live for a day. */
  private static final JobRules JOBS =
      JobRules.builder("/generation_id", "/status")
          .pollAt("generations/{id}")
          .done("completed")
          .failed(Kind.SERVICE, Delivery.REJECTED, "failed")
          .at(JobRules.Place.CODE, "/failure_reason")
          .at(JobRules.Place.MESSAGE, "/failure_reason")
          .at(JobRules.Place.REFUSAL_CODE, "/reject_reason")
          .at(JobRules.Place.REFUSAL_MESSAGE, "/error")
          .at(JobRules.Place.LINK, "/data/*/url")
          .resultsLive(Duration.ofHours(24))
          .build();

  private static final ErrorRule UNSAFE = new ErrorRule(Kind.CONTENT, Delivery.UNKNOWN, NEVER);

  /**
   * What the service's reasons to reject mean. At 422 the prompt failed the check of its safety:
   * the answer has words, but no code that says so.
   */
  private static final ErrorTable ERRORS =
      ErrorTable.OF_CODES
          .documentedRefusal(402, QUOTA, NEVER, "insufficient_funds", "daily_limit")
          .documentedRefusal(402, QUOTA, NEVER, "priority_credit_required")
          .documentedRefusal(402, ACCESS, NEVER, "subscription_required", "feature_limit")
          .documentedRefusal(429, THROTTLED, SAFE, "inflight_limit")
          .corrected((refusal, rule) -> refusal.status() == 422 ? UNSAFE : rule);

  /** Creates the provider. Nothing is opened or sent yet. */
  public IdeogramProvider() {
    super(PRESET);
  }

  /**
   * {@return how to reach Ideogram, with every setting at its default} The key is that of {@code
   * IDEOGRAM_API_KEY} unless set, the address {@link #IDEOGRAM}.
   */
  public static HttpConfig config() {
    return HttpConfig.of(PRESET);
  }

  static boolean isQueued(HttpConfig config) {
    return config.flag(ASYNC, true);
  }

  @Override
  protected ProviderCapabilities capabilities(HttpConfig config, RequestOptions asked) {
    IdeogramOptions options = ModelOptions.of(asked, IdeogramOptions.NONE);
    ProviderCapabilities able = options.capabilities(config, IdeogramModels.OTHERS);
    return able.withInputLimits(IdeogramModels.limits(able.inputLimits(), options.fields()))
        .withMask(IdeogramModels.limits(able.maskLimits(), options.fields()))
        .withMask(MaskTransport.SEPARATE_IMAGE)
        .withMask(MaskConvention.BLACK_EDITS)
        .withPartialMasks(true)
        .withPromptNeeded(true)
        .withJobs(isQueued(config));
  }

  @Override
  protected ServiceProfile profile(HttpConfig config) {
    ServiceProfile atOnce =
        new ServiceProfile(ID, ERRORS, new IdeogramAnswerRules()).withKeyHeader("Api-Key");
    return isQueued(config) ? atOnce.withJobs(JOBS) : atOnce;
  }

  @Override
  protected ImageRequest request(HttpConfig config, ProviderRequest request) {
    return new IdeogramRequest(config, request);
  }

  @Override
  protected ServiceAccess resumed(HttpConfig config, ProviderJob.Asked asked) {
    return new ModelAccess<>(config, asked, IdeogramOptions.NONE);
  }

  /** Where an answer that is not queued says what, beside {@code data}. */
  private static final class IdeogramAnswerRules implements AnswerRules {
    private static final Currency DOLLAR = Currency.getInstance("USD");

    @Override
    public Map<String, Place> places() {
      return Map.of("/generation_id", Place.ID, "/reject_reason", Place.CODE);
    }

    @Override
    public boolean errorIsText() {
      return true;
    }

    @Override
    public Optional<String> quoteQuery() {
      return Optional.of("dry_run=true");
    }

    @Override
    public Optional<FusionQuote> quote(Map<String, Long> said) {
      long amount = said.getOrDefault("usd_micros", -1L);
      long most = said.getOrDefault("upper_bound_usd_micros", amount);
      return amount < 0 || most < amount
          ? Optional.empty()
          : Optional.of(new FusionQuote(dollars(amount), dollars(most), DOLLAR));
    }

    private static BigDecimal dollars(long micros) {
      return BigDecimal.valueOf(micros, 6);
    }

    @Override
    public boolean withholdsImages() {
      return true;
    }
  }
}
