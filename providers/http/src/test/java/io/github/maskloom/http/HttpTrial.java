package io.github.maskloom.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.fusion.FusionException;
import io.github.maskloom.fusion.spi.ProviderRequest;
import io.github.maskloom.testing.internal.RecordingCall;
import io.github.maskloom.testing.internal.server.Answer;
import io.github.maskloom.testing.internal.server.ImagesJson;
import io.github.maskloom.testing.internal.server.JsonServer;
import io.github.maskloom.testing.internal.server.ResultHost;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** Tests of a service that answers as planned, and of which no connection is left. */
abstract class HttpTrial {
  private final List<HttpFixture> services = new ArrayList<>();

  @TempDir Path folder;

  /** A service that lasts until the test ends. */
  HttpFixture answering(Answer... answers) {
    return answering(new JsonServer(answers));
  }

  HttpFixture answering(JsonServer server) {
    HttpFixture service = new HttpFixture(() -> folder, server);
    services.add(service);
    return service;
  }

  /** A service that answers with a link to an image. */
  HttpFixture linking(Function<ResultHost, String> link) {
    HttpFixture service = answering();
    service.answer(ImagesJson.of(HttpFixture.MODEL).url(link.apply(service.host), "1x1"));
    return service;
  }

  /** A call that is answered so. */
  RecordingCall only(Answer answer, ProviderRequest request) throws IOException {
    return answering(answer).fused(request);
  }

  /** A call that is answered with JSON at status 200. */
  RecordingCall only(Object json, ProviderRequest request) throws IOException {
    return only(Answer.json(json.toString()), request);
  }

  /** What comes of the usual request, which was sent once. */
  FusionException onlyFailure(Answer answer) throws IOException {
    HttpFixture service = answering(answer);
    FusionException failure = service.failure(HttpFixture.request());
    assertThat(service.server().calls()).as("requests").hasSize(1);
    return failure;
  }

  @AfterEach
  void closeServices() throws IOException {
    for (HttpFixture service : services) {
      service.close();
    }
    services.clear();
  }

  /** Waits for what the test brings about. */
  static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(30, TimeUnit.SECONDS)).as("the moment came").isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
