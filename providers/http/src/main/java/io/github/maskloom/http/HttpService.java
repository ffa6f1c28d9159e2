package io.github.maskloom.http;

import static com.google.common.base.Preconditions.checkArgument;

import io.github.maskloom.errors.MaskloomException;
import io.github.maskloom.fusion.Delivery;
import io.github.maskloom.fusion.FusionException;
import io.github.maskloom.fusion.FusionQuote;
import io.github.maskloom.fusion.FusionServiceException;
import io.github.maskloom.fusion.spi.ProviderCall;
import io.github.maskloom.fusion.spi.ProviderCapabilities;
import io.github.maskloom.fusion.spi.ProviderJob;
import io.github.maskloom.fusion.spi.ProviderRequest;
import io.github.maskloom.fusion.spi.ProviderResponse;
import io.github.maskloom.fusion.spi.ProviderSession;
import io.github.maskloom.fusion.spi.RequestOptions;
import io.github.maskloom.http.call.ActiveCall;
import io.github.maskloom.http.call.ActiveCall.CallRegistry;
import io.github.maskloom.http.call.AnswerBounds;
import io.github.maskloom.http.call.AnswerImages;
import io.github.maskloom.http.call.AnswerReader;
import io.github.maskloom.http.call.Attempts;
import io.github.maskloom.http.call.Attempts.RetryPolicy;
import io.github.maskloom.http.call.CallClock;
import io.github.maskloom.http.call.CallClock.Deadline;
import io.github.maskloom.http.call.CallErrors;
import io.github.maskloom.http.call.Exchange;
import io.github.maskloom.http.call.Exchange.Session;
import io.github.maskloom.http.call.FairSemaphore;
import io.github.maskloom.http.call.HttpClients;
import io.github.maskloom.http.call.ImageRateLimit;
import io.github.maskloom.http.call.NumbersAnswer;
import io.github.maskloom.http.call.ResultDownload;
import io.github.maskloom.http.model.Retirement;
import io.github.maskloom.http.settings.HttpConfig;
import io.github.maskloom.http.settings.HttpRetries;
import io.github.maskloom.http.wire.AnswerRules;
import io.github.maskloom.http.wire.JobRules;
import io.github.maskloom.http.wire.ServiceProfile;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import okhttp3.HttpUrl;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A service that makes images of a request sent by {@code POST}, ready to work. A call runs on its
 * caller's thread; one more thread looks after all of them.
 *
 * <p>Nothing that may have arrived is sent again unless the settings ask for it. <b>Memory:</b>
 * about 200 KiB a call, whatever the images. <b>Threads:</b> safe. <b>Ownership:</b> closing ends
 * the calls that run, waits for them for up to five seconds, and frees its thread.
 */
final class HttpService implements ProviderSession {
  private static final Logger LOG = LoggerFactory.getLogger(HttpService.class);
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

  private final HttpProvider provider;
  private final Session session;
  private final CallRegistry calls;
  private final FairSemaphore places;
  private final ImageRateLimit rate;

  /**
   * Makes the service ready to work. Opens no connection yet.
   *
   * @param provider says how the service speaks, and what requests are in its terms
   * @param config says where the service is, and with which key and how patiently it is asked
   * @throws io.github.maskloom.fusion.FusionAccessException if no key was set, and the environment
   *     variable is missing or holds no possible key
   */
  HttpService(HttpProvider provider, HttpConfig config) {
    this.provider = provider;
    ServiceProfile profile = provider.profile(config);
    config.checkEnvironment();
    calls = new CallRegistry(config.providerId());
    HttpRetries set = config.retries();
    // What is done once may be sent again.
    HttpRetries retries = profile.keysLive().isPresent() ? set.withRetryWhenUnknown(true) : set;
    session =
        new Session(
            new HttpClients(config),
            calls.timer(),
            profile,
            config,
            new RetryPolicy(retries, () -> ThreadLocalRandom.current().nextDouble()),
            CallClock.SYSTEM,
            HttpUrl.get(config.baseUrl().toString()));
    places = new FairSemaphore(config.providerId(), config.maxConcurrentCalls());
    rate = new ImageRateLimit(config, session.clock());
  }

  @Override
  public ProviderCapabilities capabilities(RequestOptions options) {
    return provider.capabilities(session.config(), options);
  }

  /**
   * Sends a request, again if {@link io.github.maskloom.http.settings.HttpRetries} allow it, and
   * hands the answer's images to the call. Blocks until all images have come or failed.
   *
   * <p>The call hears of a single image that failed. What ends the whole answer is thrown. Images
   * that were handed over before stay.
   *
   * <p>If the profile has rules of jobs, the service queues the request. Then this polls for the
   * job until that has ended. The first poll follows at once. The pause behind it is {@code
   * firstWait}; each later pause is half as long again. All are at most {@code maxWait}, and at
   * least 50 milliseconds. If the service asks for a longer pause, that holds. A poll that fails in
   * passing is repeated until the call's time is up. One that is answered with 401 has the key
   * asked for anew, once.
   *
   * <p>Before the first poll the job is {@linkplain ProviderCall#keepJob kept}. What fails later is
   * {@link Delivery#ACCEPTED}, unless the service documents that an end costs nothing. A call that
   * is cancelled has the service cancel the job, if the rules say how and nobody wants it. Only the
   * service's own word {@linkplain ProviderCall#jobEnded ends} a job.
   *
   * @param request made once the call has begun and before it waits for its turn; what that throws
   *     ends the call, unsent
   * @param call takes the job and the images, says when to stop, and hears how the sending goes
   * @return what the answer says beside its images
   * @throws io.github.maskloom.errors.CancelledException if the call was cancelled, its thread
   *     interrupted, or this service closed
   * @throws IOException if an image cannot be read here, and some of the request went out
   * @throws io.github.maskloom.fusion.FusionThrottledException if the call's time is up before its
   *     turn
   * @throws io.github.maskloom.fusion.FusionTransportException if the job is not done when the
   *     call's time is up; it may be resumed
   * @throws io.github.maskloom.fusion.FusionException of another kind if no image came, the job
   *     failed or expired, the answer is broken or breaks off, or an image cannot be read before a
   *     byte went out
   */
  @Override
  public ProviderResponse fuse(ProviderRequest request, ProviderCall call) throws IOException {
    Optional<String> key = call.sentBefore().filter(any -> replaysKeys().isPresent());
    ActiveCall active = calls.begin(call.cancellation(), key);
    try (active;
        Turn turn = new Turn(planned(request), active, call)) {
      Attempts attempts = new Attempts(turn.around, call);
      Optional<JobRules> jobs = session.profile().jobs();
      if (jobs.isEmpty()) {
        return attempts.run(turn::attempt);
      }
      return new JobRun(jobs.get(), call, turn.access, turn.key, turn.around)
          .run(turn.sent, attempts);
    } catch (Exception e) {
      throw declared(e, active);
    }
  }

  /**
   * Polls again for a job that {@link #fuse} had kept, in this process or another, and hands its
   * images to the call. Sends nothing that costs anything. It waits for no turn, and has the whole
   * time of a call. A result counts as expired only past the time that the job or the rules say, if
   * two answers a minute apart say that it is gone. Otherwise as {@link #fuse}.
   *
   * @param job as {@link ProviderCall#keepJob} had it last
   * @param asked what that call had asked for
   * @param call takes the images, and says when to stop
   * @return what the answers say beside the images
   * @throws IOException never in practice, since no image is read
   * @throws io.github.maskloom.fusion.FusionException if the job failed or expired, has no usable
   *     address, no image came, or one cannot be written here
   * @throws io.github.maskloom.errors.CancelledException if the call was cancelled, its thread
   *     interrupted, or this service closed
   */
  @Override
  public ProviderResponse resume(ProviderJob job, ProviderJob.Asked asked, ProviderCall call)
      throws IOException {
    ActiveCall active = calls.begin(call.cancellation(), Optional.empty());
    try (active) {
      JobRules rules = session.profile().jobs().orElseThrow();
      ServiceAccess access = taking(provider.resumed(session.config(), asked));
      return new JobRun(rules, call, access, session.config().key(), around(active)).resume(job);
    } catch (Exception e) {
      throw declared(e, active);
    }
  }

  /** {@return for how long the service does a request once that comes again under its key} */
  @Override
  public Optional<Duration> replaysKeys() {
    return session.profile().keysLive();
  }

  /** {@return whether the service says what requests would cost} */
  @Override
  public boolean quotes() {
    return session.profile().answers().quoteQuery().isPresent();
  }

  /**
   * Asks what a request would cost: sends it with the query for that, and makes no image. Otherwise
   * as {@link #fuse}.
   *
   * @param request as it would be sent
   * @param call says when to stop
   * @return what the service says
   * @throws IOException if an image cannot be read here, and some of the request went out
   * @throws io.github.maskloom.fusion.FusionServiceException with {@link Delivery#UNKNOWN} if the
   *     answer is no price
   */
  @Override
  public FusionQuote quote(ProviderRequest request, ProviderCall call) throws IOException {
    ActiveCall active = calls.begin(call.cancellation(), Optional.empty());
    try (active;
        Turn turn = new Turn(planned(request), active, call)) {
      return new Attempts(turn.around, call).run(turn::quote);
    } catch (Exception e) {
      throw declared(e, active);
    }
  }

  /** A call that begins now has all of its time. */
  private Exchange.Surroundings around(ActiveCall active) {
    Deadline deadline = Deadline.after(session.config().timeouts().call(), session.clock());
    return new Exchange.Surroundings(active, deadline, session);
  }

  /** What ends a call, in a kind that callers know. */
  private IOException declared(Exception failure, ActiveCall active) {
    if (failure instanceof MaskloomException said) {
      throw said;
    }
    active.endIfInterruptedBy(failure);
    active.throwIfEnded(Delivery.NOT_SENT);
    FusionException.Failure known = active.failure(session.profile().provider());
    if (!(failure instanceof IOException e)) {
      throw new FusionServiceException(
          "the call failed unexpectedly: " + failure.getClass().getName(), known, failure);
    }
    if (known.delivery() == Delivery.UNKNOWN) {
      return e;
    }
    throw new FusionException(
        "an image could not be read or written here: " + e.getClass().getSimpleName(), known, e);
  }

  private ImageRequest planned(ProviderRequest request) {
    capabilities(request.options()).check(provider.id(), request);
    return taking(provider.request(session.config(), request));
  }

  /** Refuses, before anything is paid for, what would take no image of an answer. */
  private static <T extends ServiceAccess> T taking(T access) {
    int taken = access.imagesTaken();
    checkArgument(taken >= 1, "a request takes at least one image, not %s", taken);
    return access;
  }

  /** Once a call. Only a model that a table knows is reported retired, so its name is no secret. */
  private void warn(ImageRequest request, Retirement reported) {
    LOG.warn(
        "the model {} of provider {} is reported retired {}; it is asked all the same",
        request.model().orElse(""),
        session.profile().provider(),
        reported);
  }

  /**
   * A request whose turn it is, among those at once and those of a minute, until this is closed. It
   * is answered with images, or with a price.
   */
  private final class Turn extends ServiceCall implements Closeable {
    private static final int MAX_QUOTE_BYTES = 64 << 10;

    private final Sent sent;

    Turn(ImageRequest request, ActiveCall active, ProviderCall call) throws IOException {
      super(request, HttpService.this.session.config().key(), call, around(active));
      request.retirement().ifPresent(reported -> warn(request, reported));
      places.enter(active, around.deadline());
      try {
        rate.await(request.imagesAtMost(), active, around.deadline());
        sent = new Sent(request, request.body());
      } catch (Throwable e) {
        close();
        throw e;
      }
    }

    @Override
    public void close() {
      places.leave();
    }

    ProviderResponse attempt() throws IOException {
      CallErrors errors = errors(sent.request().retirement());
      AnswerImages images = images(errors, sent.request().previews(), AnswerBounds.MAX_IDLE_BYTES);
      AnswerReader reader =
          new AnswerReader(images, (link, at) -> ResultDownload.fetch(images, around, link, at));
      identify(errors, reader);
      try {
        send(sent, errors, reader);
      } finally {
        identify(errors, reader);
      }
      LOG.debug(
          "call {} is done, request id {}, {} images, usage {}",
          requestId,
          errors.serverRequestId(),
          images.received(),
          reader.usage());
      return response(List.of(requestId), errors, reader.usage(), model(reader));
    }

    private Optional<String> model(AnswerReader reader) {
      return Optional.of(reader.model()).filter(name -> !name.isEmpty()).or(access::model);
    }

    /** However the attempt ends: it may be billed under these. */
    private void identify(CallErrors errors, AnswerReader reader) {
      model(reader).ifPresent(call::modelKnown);
      errors.serverRequestId().ifPresent(call::answeredAs);
    }

    FusionQuote quote() throws IOException {
      AnswerRules rules = session.profile().answers();
      String mark = sent.request().path().contains("?") ? "&" : "?";
      CallErrors errors = errors(sent.request().retirement()).ofQueue();
      NumbersAnswer answer = new NumbersAnswer(images(errors, 0, MAX_QUOTE_BYTES));
      post(sent, mark + rules.quoteQuery().orElseThrow(), Map.of(), errors, answer);
      return rules
          .quote(answer.numbers())
          .orElseThrow(() -> errors.broken("the answer to a request for a price has none"));
    }
  }

  /**
   * Ends the calls that run, and waits for them for up to five seconds. They and later calls fail
   * with {@link io.github.maskloom.errors.CancelledException}. A call that is just ending may still
   * end as it would have. An interrupt ends the wait, and the flag stays set. Idempotent.
   */
  @Override
  public void close() {
    if (!calls.close(CLOSE_TIMEOUT)) {
      LOG.debug("calls still run {} after the session was closed", CLOSE_TIMEOUT);
    }
  }
}
