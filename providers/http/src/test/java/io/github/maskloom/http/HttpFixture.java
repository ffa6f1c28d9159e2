package io.github.maskloom.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.maskloom.fusion.FusionException;
import io.github.maskloom.fusion.spi.OutputSize;
import io.github.maskloom.fusion.spi.ProviderInput;
import io.github.maskloom.fusion.spi.ProviderRequest;
import io.github.maskloom.fusion.spi.RequestOptions;
import io.github.maskloom.http.settings.HttpConfig;
import io.github.maskloom.http.settings.HttpRetries;
import io.github.maskloom.http.settings.HttpTimeouts;
import io.github.maskloom.testing.internal.RecordingCall;
import io.github.maskloom.testing.internal.ServiceTrial;
import io.github.maskloom.testing.internal.server.Answer;
import io.github.maskloom.testing.internal.server.ImagesJson;
import io.github.maskloom.testing.internal.server.JsonServer;
import io.github.maskloom.testing.internal.server.ResultHost;
import io.github.maskloom.testing.internal.server.TestImages;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A session with a server that answers as planned, and a host of its images. */
final class HttpFixture extends ServiceTrial<JsonServer, HttpConfig> {
  static final String PROMPT = "put the green velvet sofa where the red paint is";
  static final String MODEL = DrawProvider.MODEL;
  static final byte[] SCENE = TestImages.jpeg(101);
  static final byte[] REFERENCE = TestImages.png(102);
  static final byte[] RESULT = TestImages.jpeg(103);

  /** More than the buffers of a connection hold. */
  static final byte[] LARGE = TestImages.largeJpeg(12_000_000, 4);

  /** An answer with one image. */
  static final String JSON = ImagesJson.of(MODEL).base64(RESULT, "1x1").usage(1, 9).toString();

  /** Retries as often as usual, without waiting. */
  static final HttpRetries AT_ONCE = HttpRetries.DEFAULT.withWaits(Duration.ZERO, Duration.ZERO);

  final ResultHost host = new ResultHost();

  HttpFixture(Supplier<Path> folder, Answer... answers) {
    this(folder, new JsonServer(answers));
  }

  HttpFixture(Supplier<Path> folder, JsonServer server) {
    super(
        folder,
        new DrawProvider(),
        server,
        DrawProvider.config(server.baseUrl()).withApiKey(KEY).withRetries(AT_ONCE));
  }

  @Override
  public HttpFixture with(UnaryOperator<HttpConfig> change) {
    super.with(change);
    return this;
  }

  HttpFixture withTimeouts(UnaryOperator<HttpTimeouts> change) {
    return with(settings -> settings.withTimeouts(change.apply(HttpTimeouts.DEFAULT)));
  }

  /** How a call ends that is cancelled at a moment. */
  @Nullable Throwable cancelled(ProviderRequest request, RecordingCall call, CountDownLatch moment)
      throws IOException, InterruptedException {
    AtomicReference<@Nullable Throwable> end = new AtomicReference<>();
    session();
    Thread caller = new Thread(() -> end.set(catchThrowable(() -> fuse(request, call))));
    caller.start();
    moment.await();
    call.cancel();
    caller.join();
    return end.get();
  }

  /** Plans an answer in JSON. */
  void answer(Object json) {
    server().answer(Answer.json(json.toString()));
  }

  /** The failure of a call's only image, which is that of the call. */
  FusionException pictureFailure() throws IOException {
    FusionException failure = failure(request());
    assertThat(call().failures()).containsOnlyKeys(0);
    assertThat(call().failure(0)).isSameAs(failure);
    return failure;
  }

  static ProviderRequest request() {
    return request(1);
  }

  static ProviderRequest request(int count) {
    return request(
        picture(SCENE, "image/jpeg"), List.of(picture(REFERENCE, "image/png")), PROMPT, count);
  }

  static ProviderRequest largeRequest() {
    return sceneRequest(picture(LARGE, "image/jpeg"));
  }

  static ProviderRequest sceneRequest(ProviderInput.Image scene) {
    return request(scene, List.of(), PROMPT, 1);
  }

  static ProviderRequest request(
      ProviderInput.Image scene, List<ProviderInput> references, String prompt, int count) {
    return new ProviderRequest(
        scene, Optional.empty(), references, prompt, OutputSize.UNSET, count, RequestOptions.NONE);
  }

  @Override
  public void close() throws IOException {
    try (host) {
      super.close();
      host.awaitNoConnection();
    }
  }
}
