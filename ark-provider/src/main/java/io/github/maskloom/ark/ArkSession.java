package io.github.maskloom.ark;

import io.github.maskloom.errors.CancelledException;
import io.github.maskloom.errors.Delivery;
import io.github.maskloom.errors.FusionException;
import io.github.maskloom.errors.FusionFailure;
import io.github.maskloom.errors.FusionRequestException;
import io.github.maskloom.fusion.spi.FailedAttempt;
import io.github.maskloom.fusion.spi.ProviderCall;
import io.github.maskloom.fusion.spi.ProviderCapabilities;
import io.github.maskloom.fusion.spi.ProviderRequest;
import io.github.maskloom.fusion.spi.ProviderResponse;
import io.github.maskloom.fusion.spi.ProviderSession;
import io.github.maskloom.fusion.spi.RequestOptions;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;
import okhttp3.Call;
import okhttp3.HttpUrl;
import okhttp3.Request;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ark, ready to work. A call runs on its caller's thread; one more thread looks after all of them.
 *
 * <p>Closing ends the calls that run, waits for them for up to five seconds, and frees connections
 * and threads, but not those of a client that was the caller's own.
 */
final class ArkSession implements ProviderSession {
  private static final Logger LOG = LoggerFactory.getLogger(ArkSession.class);
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);
  private static final String PATH = "images/generations";

  private final ArkConfig config;
  private final ArkClock clock;
  private final RetryPolicy retries;
  private final HttpUrl url;
  private final ArkHttp http;
  private final CallRegistry calls = new CallRegistry();
  private final Turnstile places;
  private final ImageRateLimit rate;

  private ArkSession(ArkConfig config, HttpUrl url, ArkClock clock, DoubleSupplier random) {
    this.config = config;
    this.clock = clock;
    this.url = url;
    retries = new RetryPolicy(config.retries(), random);
    http = new ArkHttp(config);
    places = new Turnstile(config.maxConcurrentCalls());
    rate = new ImageRateLimit(config.imagesPerMinute(), clock);
  }

  /** Makes it ready to work; opens no connection yet. */
  static ArkSession open(ArkConfig config) {
    return open(config, ArkClock.SYSTEM, () -> ThreadLocalRandom.current().nextDouble());
  }

  /** Makes it ready to work, with a time and a chance of one's own. */
  static ArkSession open(ArkConfig config, ArkClock clock, DoubleSupplier random) {
    if (config.apiKey() instanceof ApiKeys.EnvironmentKey) {
      ApiKeys.ask(config.apiKey());
    }
    HttpUrl base = HttpUrl.get(config.baseUrl().toString());
    return new ArkSession(config, base.newBuilder().addPathSegments(PATH).build(), clock, random);
  }

  @Override
  public ProviderCapabilities capabilities(RequestOptions options) {
    return ArkCapabilities.of(config, options);
  }

  @Override
  public ProviderResponse fuse(ProviderRequest request, ProviderCall call) throws IOException {
    ActiveCall active = calls.begin(call.cancellation());
    try {
      return fuse(request, call, active);
    } catch (ClosedByInterruptException e) {
      active.endIfInterrupted();
      active.throwIfEnded(Delivery.NOT_SENT);
      throw e;
    } finally {
      calls.end(active);
    }
  }

  private ProviderResponse fuse(ProviderRequest request, ProviderCall call, ActiveCall active)
      throws IOException {
    Deadline deadline = Deadline.after(config.timeouts().call(), clock);
    Generation generation = checked(request);
    String key = ApiKeys.ask(config.apiKey());
    places.enter(active, deadline);
    try {
      rate.await(generation.imagesAtMost(), active, deadline);
      List<BodyPart> parts = BodyParts.of(generation);
      GenerationExchange.Surroundings around =
          new GenerationExchange.Surroundings(
              active, deadline, clock, config.timeouts(), generation.picturesAtMost());
      return new Attempts(generation, key, parts, call, around).run();
    } finally {
      places.leave();
    }
  }

  private Generation checked(ProviderRequest request) {
    if (request.mask().isPresent()) {
      throw new FusionRequestException(
          "the mask is a picture of its own, but must be painted into the scene",
          FusionFailure.notSent(ArkProvider.ID));
    }
    Generation generation = Generation.of(config, request);
    RequestChecks.check(config.checks(), generation, capabilities(request.options()));
    return generation;
  }

  /** One call's attempts. */
  private final class Attempts {
    private final Generation generation;
    private final String key;
    private final List<BodyPart> parts;
    private final ProviderCall call;
    private final GenerationExchange.Surroundings around;
    private final String requestId = RequestIds.next(clock.now());
    private final SafeText safeText;

    Attempts(
        Generation generation,
        String key,
        List<BodyPart> parts,
        ProviderCall call,
        GenerationExchange.Surroundings around) {
      this.generation = generation;
      this.key = key;
      this.parts = parts;
      this.call = call;
      this.around = around;
      safeText = generation.safeText(key);
    }

    ProviderResponse run() throws IOException {
      for (int attempt = 1; ; attempt++) {
        around.active().throwIfEnded(Delivery.NOT_SENT);
        ArkErrors errors = new ArkErrors(safeText, requestId);
        try {
          return run(errors);
        } catch (FusionException e) {
          pauseOrThrow(attempt, e);
        }
      }
    }

    /**
     * Waits for the time of the next attempt.
     *
     * @throws FusionException the failure, if there is none
     * @throws CancelledException if the call ended meanwhile
     */
    private void pauseOrThrow(int attempt, FusionException failure) {
      around.active().throwIfEnded(failure.delivery());
      Optional<Duration> wait = retries.waitAfter(attempt, failure, around.deadline());
      LOG.debug(
          "call {} attempt {} failed, {}, next after {}",
          requestId,
          attempt,
          failure.failure(),
          wait.orElse(null));
      call.listener().attemptFailed(new FailedAttempt(attempt, failure, wait));
      clock.sleep(wait.orElseThrow(() -> failure), around.active());
      around.active().throwIfEnded(failure.delivery());
    }

    private ProviderResponse run(ArkErrors errors) throws IOException {
      GenerationBody body = new GenerationBody(parts, call.listener());
      LOG.debug("call {} sends {} bytes to {}", requestId, body.contentLength(), url.host());
      Call exchange = http.api().newCall(request(body));
      PictureIntake intake =
          new PictureIntake(call, errors, around.imagesAtMost(), config.maxImageBytes());
      ResultDownload.Context downloads =
          new ResultDownload.Context(
              http.downloads(),
              intake,
              errors,
              around.active(),
              around.deadline(),
              config.downloadHosts());
      AnswerReader reader = new AnswerReader(intake, errors, downloads::fetch);
      ConnectWatch watch = new ConnectWatch(calls.timer(), config.timeouts().connect());
      new GenerationExchange(exchange, body, watch, errors, around).run(reader);
      LOG.debug(
          "call {} is done, request id {}, {} pictures, usage {}",
          requestId,
          errors.serverRequestId(),
          intake.received(),
          reader.usage());
      String model = reader.model().isEmpty() ? generation.modelId() : reader.model();
      return new ProviderResponse(model, requestId, errors.serverRequestId(), reader.usage());
    }

    private Request request(GenerationBody body) {
      return new Request.Builder()
          .url(url)
          .header("Authorization", "Bearer " + key)
          .header("User-Agent", ArkHttp.USER_AGENT)
          .header("X-Client-Request-Id", requestId)
          .header("Accept", generation.stream() ? "text/event-stream" : "application/json")
          .post(body)
          .build();
    }
  }

  @Override
  public void close() {
    boolean over = calls.close(CLOSE_TIMEOUT);
    http.close();
    if (!over) {
      LOG.debug("calls still run {} after the session was closed", CLOSE_TIMEOUT);
    }
  }
}
