package io.github.maskloom.http;

import io.github.maskloom.fusion.Delivery;
import io.github.maskloom.fusion.FusionException;
import io.github.maskloom.fusion.RetryAdvice;
import io.github.maskloom.fusion.spi.ProviderCall.Cancellation;
import io.github.maskloom.fusion.spi.ProviderListener;
import io.github.maskloom.http.answer.CallErrors;
import io.github.maskloom.http.answer.ModelList;
import io.github.maskloom.http.answer.UserAgent;
import io.github.maskloom.http.call.ActiveCall;
import io.github.maskloom.http.call.Attempts;
import io.github.maskloom.http.call.CallClock;
import io.github.maskloom.http.call.Deadline;
import io.github.maskloom.http.call.RetryPolicy;
import io.github.maskloom.http.exchange.ConnectWatch;
import io.github.maskloom.http.exchange.Exchange;
import io.github.maskloom.http.exchange.HttpClients;
import io.github.maskloom.http.exchange.SendGate;
import io.github.maskloom.http.model.ListedModel;
import io.github.maskloom.http.settings.HttpSettings;
import io.github.maskloom.http.wire.SafeText;
import io.github.maskloom.http.wire.ServiceProfile;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Function;
import java.util.function.Supplier;
import okhttp3.HttpUrl;
import okhttp3.Request;

/** Asks a service for its models. Nothing of it is billed, so it is always safe to ask again. */
final class ModelCall {
  /** Nobody cancels it, but an interrupt ends it. */
  static final Cancellation UNTIL_INTERRUPTED =
      new Cancellation() {
        @Override
        public boolean isCancelled() {
          return false;
        }

        @Override
        public Registration onCancel(Runnable action) {
          return () -> {};
        }
      };

  /** No model works for a list, so nobody waits for one as long as for an image. */
  private static final Duration MAX_TIME = Duration.ofMinutes(1);

  private final HttpClients http;
  private final ScheduledExecutorService timer;
  private final ServiceProfile profile;
  private final HttpSettings settings;
  private final RetryPolicy retries;
  private final CallClock clock;

  ModelCall(
      HttpClients http,
      ScheduledExecutorService timer,
      ServiceProfile profile,
      HttpSettings settings,
      RetryPolicy retries,
      CallClock clock) {
    this.http = http;
    this.timer = timer;
    this.profile = profile;
    this.settings = settings;
    this.retries = retries;
    this.clock = clock;
  }

  /** The models that an address lists. */
  List<ListedModel> models(
      HttpUrl url,
      Function<String, Map<String, String>> headers,
      SafeText safeText,
      ActiveCall active)
      throws IOException {
    Duration asked = settings.timeouts().call();
    Deadline deadline = Deadline.after(asked.compareTo(MAX_TIME) < 0 ? asked : MAX_TIME, clock);
    Exchange.Surroundings around =
        new Exchange.Surroundings(active, deadline, clock, settings.timeouts(), profile);
    String requestId = RequestIds.next(clock.now());
    Request.Builder request =
        new Request.Builder()
            .url(url)
            .header("User-Agent", UserAgent.VALUE)
            .header("Accept", "application/json");
    headers.apply(requestId).forEach(request::header);
    Supplier<CallErrors> errors =
        () -> new CallErrors(profile, safeText, requestId, Optional.empty());
    return new Attempts(retries, clock, active, deadline, ProviderListener.NONE)
        .run(requestId, () -> attempt(request.build(), errors.get(), around));
  }

  private List<ListedModel> attempt(
      Request request, CallErrors errors, Exchange.Surroundings around) throws IOException {
    ModelList list = new ModelList(errors);
    SendGate gate = new SendGate();
    ConnectWatch watch = new ConnectWatch(timer, settings.timeouts().connect(), gate);
    try {
      new Exchange(http.api(request), gate, watch, errors, around).run(list);
      return list.models();
    } catch (FusionException e) {
      throw free(e);
    }
  }

  /** Whatever became of it, a list costs no more than what is refused. */
  private static FusionException free(FusionException e) {
    if (e.delivery().compareTo(Delivery.REJECTED) <= 0) {
      return e;
    }
    boolean dear = e.retry().kind() == RetryAdvice.Kind.MAY_BILL_TWICE;
    RetryAdvice advice =
        dear ? new RetryAdvice(RetryAdvice.Kind.SAFE, e.retry().after()) : e.retry();
    return e.with(e.failure().withDelivery(Delivery.REJECTED).withRetry(advice));
  }
}
