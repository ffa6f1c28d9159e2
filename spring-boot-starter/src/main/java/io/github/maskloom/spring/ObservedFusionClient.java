package io.github.maskloom.spring;

import io.github.maskloom.errors.MaskloomException;
import io.github.maskloom.fusion.CancelledCallException;
import io.github.maskloom.fusion.Delivery;
import io.github.maskloom.fusion.FusionCall;
import io.github.maskloom.fusion.FusionClient;
import io.github.maskloom.fusion.FusionException;
import io.github.maskloom.fusion.FusionQuote;
import io.github.maskloom.fusion.FusionRequest;
import io.github.maskloom.fusion.FusionResult;
import io.github.maskloom.fusion.JobTicket;
import io.github.maskloom.fusion.spi.ProviderCapabilities;
import io.github.maskloom.fusion.spi.RequestOptions;
import io.micrometer.common.KeyValues;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A client whose calls are observations, {@code maskloom.fusion}: timers where there are metrics,
 * spans below the caller's where there is tracing. No key of theirs holds what came from a person.
 */
final class ObservedFusionClient implements FusionClient {
  private static final String NAME = "maskloom.fusion";
  private static final String PROVIDER = "provider";

  private final FusionClient client;
  private final ObservationRegistry registry;

  ObservedFusionClient(FusionClient client, ObservationRegistry registry) {
    this.client = client;
    this.registry = registry;
  }

  @Override
  public FusionCall start(FusionRequest request) {
    return observed("fuse", () -> client.start(request));
  }

  @Override
  public FusionCall resume(JobTicket ticket, FusionRequest request) {
    return observed("resume", () -> client.resume(ticket, request));
  }

  private FusionCall observed(String operation, Supplier<FusionCall> begin) {
    Observation observation =
        Observation.createNotStarted(NAME, registry)
            .contextualName("maskloom " + operation + " " + providerId())
            .lowCardinalityKeyValue(PROVIDER, providerId())
            .lowCardinalityKeyValue("operation", operation)
            .start();
    try {
      FusionCall call = begin.get();
      var unused = call.completion().whenComplete((result, e) -> stop(observation, result, e));
      return call;
    } catch (RuntimeException e) {
      observation.lowCardinalityKeyValues(end("failed", Delivery.NOT_SENT)).error(e).stop();
      throw e;
    }
  }

  private static void stop(
      Observation observation, @Nullable FusionResult result, @Nullable Throwable thrown) {
    Throwable failure = thrown == null ? null : MaskloomProblems.unwrapped(thrown);
    if (result != null) {
      String outcome = result.record().outcome().name();
      observation
          .lowCardinalityKeyValue(PROVIDER, result.record().provider()) // It may be the fallback's.
          .lowCardinalityKeyValues(end(outcome, result.record().sent().delivery()));
    } else if (failure instanceof CancelledCallException cancelled) {
      observation.lowCardinalityKeyValues(end("cancelled", cancelled.delivery())).error(failure);
    } else if (failure instanceof FusionException known) {
      observation.lowCardinalityKeyValues(end("failed", known.delivery())).error(failure);
    } else if (failure != null) {
      boolean dear = failure instanceof MaskloomException known && known.mayBeBilled();
      observation
          .lowCardinalityKeyValues(end("failed", dear ? Delivery.UNKNOWN : Delivery.NOT_SENT))
          .error(failure);
    }
    observation.stop();
  }

  private static KeyValues end(String outcome, Delivery delivery) {
    return KeyValues.of("outcome", outcome.toLowerCase(Locale.ROOT))
        .and("delivery", delivery.name().toLowerCase(Locale.ROOT));
  }

  @Override
  public String providerId() {
    return client.providerId();
  }

  @Override
  public ProviderCapabilities capabilities(RequestOptions options) {
    return client.capabilities(options);
  }

  @Override
  public Optional<FusionQuote> quote(FusionRequest request) throws IOException {
    return client.quote(request);
  }

  @Override
  public Load load() {
    return client.load();
  }

  @Override
  public void close() {
    client.close();
  }
}
