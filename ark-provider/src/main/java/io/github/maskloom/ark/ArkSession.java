package io.github.maskloom.ark;

import io.github.maskloom.errors.Delivery;
import io.github.maskloom.errors.FusionException;
import io.github.maskloom.errors.FusionRequestException;
import io.github.maskloom.errors.FusionServiceException;
import io.github.maskloom.errors.MaskloomException;
import io.github.maskloom.fusion.spi.ProviderCall;
import io.github.maskloom.fusion.spi.ProviderCapabilities;
import io.github.maskloom.fusion.spi.ProviderRequest;
import io.github.maskloom.fusion.spi.ProviderResponse;
import io.github.maskloom.fusion.spi.ProviderSession;
import io.github.maskloom.fusion.spi.RequestOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
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
  private final FairSemaphore places;
  private final ImageRateLimit rate;

  private ArkSession(ArkConfig config, HttpUrl url, ArkClock clock, DoubleSupplier random) {
    this.config = config;
    this.clock = clock;
    this.url = url;
    retries = new RetryPolicy(config.retries(), random);
    http = new ArkHttp(config);
    places = new FairSemaphore(config.maxConcurrentCalls());
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
    } catch (MaskloomException e) {
      throw e;
    } catch (Exception e) {
      active.endIfInterruptedBy(e);
      active.throwIfEnded(Delivery.NOT_SENT);
      throw declared(e, active);
    } finally {
      calls.end(active);
    }
  }

  /** What fails outside of the exchanges, in a kind that callers are told of. */
  private static IOException declared(Exception failure, ActiveCall active) {
    if (failure instanceof IOException e) {
      return e;
    }
    throw new FusionServiceException(
        "the call failed unexpectedly: " + failure.getClass().getName(),
        FusionException.Failure.notSent(ArkProvider.ID)
            .withDelivery(active.worstWith(Delivery.NOT_SENT)),
        failure);
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
      GenerationAttempt.Surroundings around =
          new GenerationAttempt.Surroundings(
              active, deadline, clock, config.timeouts(), generation.imagesTaken());
      OneCall one = new OneCall(generation, key, parts, call, around);
      return new Attempts(retries, clock, active, deadline, call.listener())
          .run(one.requestId, one::attempt);
    } finally {
      places.leave();
    }
  }

  private Generation checked(ProviderRequest request) {
    if (request.mask().isPresent()) {
      throw new FusionRequestException(
          "the mask is an image of its own, but must be painted into the scene",
          FusionException.Failure.notSent(ArkProvider.ID));
    }
    Generation generation = Generation.of(config, request);
    RequestChecks.check(config.checks(), generation, capabilities(request.options()));
    return generation;
  }

  /** What is sent and received in each attempt of one call. */
  private final class OneCall {
    private final Generation generation;
    private final String key;
    private final List<BodyPart> parts;
    private final ProviderCall call;
    private final GenerationAttempt.Surroundings around;
    private final String requestId = RequestIds.next(clock.now());
    private final SafeText safeText;

    OneCall(
        Generation generation,
        String key,
        List<BodyPart> parts,
        ProviderCall call,
        GenerationAttempt.Surroundings around) {
      this.generation = generation;
      this.key = key;
      this.parts = parts;
      this.call = call;
      this.around = around;
      safeText = generation.safeText(key);
    }

    ProviderResponse attempt() throws IOException {
      ArkErrors errors = new ArkErrors(safeText, requestId);
      SendGate gate = new SendGate();
      GenerationBody body = new GenerationBody(parts, call.listener(), gate);
      LOG.debug("call {} sends {} bytes to {}", requestId, body.contentLength(), url.host());
      Call exchange = http.api().newCall(request(body));
      AnswerImages images =
          new AnswerImages(call, errors, around.imagesAtMost(), config.maxImageBytes());
      ResultDownload.Context downloads =
          new ResultDownload.Context(
              http.downloads(),
              images,
              errors,
              around.active(),
              around.deadline(),
              config.downloadHosts());
      AnswerReader reader = new AnswerReader(images, errors, downloads::fetch);
      ConnectWatch watch = new ConnectWatch(calls.timer(), config.timeouts().connect(), gate);
      new GenerationAttempt(exchange, gate, watch, errors, around).run(reader);
      LOG.debug(
          "call {} is done, request id {}, {} images, usage {}",
          requestId,
          errors.serverRequestId(),
          images.received(),
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
