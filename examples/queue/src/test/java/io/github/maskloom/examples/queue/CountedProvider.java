package io.github.maskloom.examples.queue;

import io.github.maskloom.fusion.Delivery;
import io.github.maskloom.fusion.FusionException;
import io.github.maskloom.fusion.FusionRequestException;
import io.github.maskloom.fusion.FusionThrottledException;
import io.github.maskloom.fusion.FusionTransportException;
import io.github.maskloom.fusion.RetryAdvice;
import io.github.maskloom.fusion.spi.ProviderCall;
import io.github.maskloom.fusion.spi.ProviderRequest;
import io.github.maskloom.fusion.spi.ProviderResponse;
import io.github.maskloom.image.ImageTarget;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Asks a {@link CountingService}, and tells it how far this process has got. */
public final class CountedProvider extends Scripted {
  private final HttpClient http = HttpClient.newHttpClient();
  private final String service;

  public CountedProvider(String service) {
    super(Scripted::picture);
    this.service = service;
  }

  /** Returns if this process may go on. */
  public void reach(String phase) {
    try {
      HttpResponse<Void> ignored =
          http.send(
              request("/phase").header("Phase", phase).build(),
              HttpResponse.BodyHandlers.discarding());
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException("the service does not answer", e);
    }
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(service + path))
        .header("Pid", Long.toString(ProcessHandle.current().pid()));
  }

  @Override
  public ProviderResponse fuse(ProviderRequest request, ProviderCall call) throws IOException {
    HttpResponse<InputStream> answer = answer(request);
    try (InputStream body = answer.body()) {
      switch (answer.statusCode()) {
        case 200 -> receive(body, call);
        case 400 -> throw new FusionRequestException("refused", rejected(RetryAdvice.NEVER));
        default ->
            throw new FusionThrottledException(
                "busy", rejected(RetryAdvice.safeAfter(Duration.ofMillis(50))));
      }
    }
    return ProviderResponse.NONE;
  }

  private HttpResponse<InputStream> answer(ProviderRequest request) {
    try {
      return http.send(
          request("/fuse")
              .header("What", request.prompt())
              .POST(HttpRequest.BodyPublishers.ofString("an image"))
              .build(),
          HttpResponse.BodyHandlers.ofInputStream());
    } catch (IOException | InterruptedException e) {
      throw new FusionTransportException(
          "no answer", rejected(RetryAdvice.MAY_BILL_TWICE).withDelivery(Delivery.UNKNOWN), e);
    }
  }

  private void receive(InputStream body, ProviderCall call) throws IOException {
    reach("answered");
    try (ImageTarget.Draft draft = call.image(0).openDraft()) {
      body.transferTo(draft.stream());
      draft.commit();
    }
  }

  private FusionException.Failure rejected(RetryAdvice advice) {
    return FusionException.Failure.notSent(id()).withDelivery(Delivery.REJECTED).withRetry(advice);
  }
}
