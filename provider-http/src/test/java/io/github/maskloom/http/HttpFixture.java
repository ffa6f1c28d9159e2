package io.github.maskloom.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.maskloom.fusion.FusionException;
import io.github.maskloom.fusion.spi.OutputSize;
import io.github.maskloom.fusion.spi.ProviderInput;
import io.github.maskloom.fusion.spi.ProviderRequest;
import io.github.maskloom.fusion.spi.ProviderResponse;
import io.github.maskloom.fusion.spi.ProviderSession;
import io.github.maskloom.fusion.spi.RequestOptions;
import io.github.maskloom.http.settings.HttpConfig;
import io.github.maskloom.http.settings.HttpRetries;
import io.github.maskloom.http.settings.HttpTimeouts;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.testing.RecordingCall;
import io.github.maskloom.testing.server.Answer;
import io.github.maskloom.testing.server.ImagesJson;
import io.github.maskloom.testing.server.JsonServer;
import io.github.maskloom.testing.server.ResultHost;
import io.github.maskloom.testing.server.TestImages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A session with a server that answers as planned. Closing it makes sure that the session leaves no
 * connection behind.
 */
final class HttpFixture implements AutoCloseable {
  static final String KEY = "key-that-nobody-may-see-8d1f";
  static final String PROMPT = "put the green velvet sofa where the red paint is";
  static final String MODEL = DrawProvider.MODEL;
  static final byte[] SCENE = TestImages.jpeg(101);
  static final byte[] REFERENCE = TestImages.png(102);
  static final byte[] RESULT = TestImages.jpeg(103);
  static final byte[] LARGE = TestImages.largeJpeg(12_000_000, 4);

  /** An answer with one image. */
  static final String JSON = ImagesJson.of(MODEL).base64(RESULT, "1x1").usage(1, 9).toString();

  /** Retries as often as usual, without waiting. */
  static final HttpRetries AT_ONCE = HttpRetries.DEFAULT.withWaits(Duration.ZERO, Duration.ZERO);

  final JsonServer server;
  final ResultHost host = new ResultHost();
  private final Path folder;
  private UnaryOperator<HttpConfig> setting = builder -> builder;
  private Optional<ProviderSession> session = Optional.empty();

  HttpFixture(Path folder, Answer... answers) {
    this(folder, new JsonServer(answers));
  }

  HttpFixture(Path folder, JsonServer server) {
    this.folder = folder;
    this.server = server;
  }

  /** Changes the configuration, before the first call. */
  HttpFixture with(UnaryOperator<HttpConfig> change) {
    UnaryOperator<HttpConfig> before = setting;
    setting = builder -> change.apply(before.apply(builder));
    return this;
  }

  HttpFixture withTimeouts(UnaryOperator<HttpTimeouts> change) {
    return with(settings -> settings.withTimeouts(change.apply(HttpTimeouts.DEFAULT)));
  }

  /** The configuration as it stands. */
  HttpConfig config() {
    return setting.apply(
        DrawProvider.config(server.baseUrl()).withApiKey(KEY).withRetries(AT_ONCE));
  }

  /** The session, which is opened when it is first asked for. */
  ProviderSession session() {
    if (session.isEmpty()) {
      session = Optional.of(new DrawProvider().open(config()));
    }
    return session.get();
  }

  /** A caller's side with a folder of its own. */
  RecordingCall newCall() throws IOException {
    return new RecordingCall(Files.createTempDirectory(folder, "call"));
  }

  ProviderResponse fuse(ProviderRequest request, RecordingCall call) throws IOException {
    return session().fuse(request, call);
  }

  /** What a call brings that succeeds. */
  RecordingCall fused(ProviderRequest request) throws IOException {
    RecordingCall call = newCall();
    fuse(request, call);
    return call;
  }

  /** What a call ends with that a moment after its begin is cancelled; null if it does not fail. */
  @Nullable Throwable cancelled(ProviderRequest request, RecordingCall call, CountDownLatch moment)
      throws InterruptedException {
    AtomicReference<@Nullable Throwable> end = new AtomicReference<>();
    session();
    Thread caller = new Thread(() -> end.set(catchThrowable(() -> fuse(request, call))));
    caller.start();
    moment.await();
    call.cancel();
    caller.join();
    return end.get();
  }

  /** Makes sure that a call fails as a provider's call may fail, and leaves nothing. */
  FusionException failure(ProviderRequest request, RecordingCall call) {
    FusionException failure =
        catchThrowableOfType(FusionException.class, () -> fuse(request, call));
    assertThat(failure).as("the failure").isNotNull();
    assertThat(call.cancelActions()).as("actions that wait for a cancel").isZero();
    return failure;
  }

  FusionException failure(ProviderRequest request) throws IOException {
    return failure(request, newCall());
  }

  /** The failure of a call that is sent once, gets this answer, and leaves no image. */
  static FusionException onlyFailure(Path folder, Answer answer, ProviderRequest request)
      throws IOException {
    try (HttpFixture service = new HttpFixture(folder, answer)) {
      RecordingCall call = service.newCall();
      FusionException failure = service.failure(request, call);
      assertThat(service.server.calls()).as("requests").hasSize(1);
      assertThat(call.files()).isEmpty();
      return failure;
    }
  }

  /** Makes sure that a call fails since its only image does. */
  FusionException pictureFailure(ProviderRequest request, RecordingCall call) throws IOException {
    FusionException failure = failure(request, call);
    assertThat(call.failures()).containsOnlyKeys(0);
    assertThat(call.failure(0)).isSameAs(failure);
    assertThat(call.files()).isEmpty();
    return failure;
  }

  /** A scene and a reference for one image. */
  static ProviderRequest request() {
    return request(1);
  }

  static ProviderRequest request(int count) {
    return request(
        picture(SCENE, "image/jpeg"), List.of(picture(REFERENCE, "image/png")), PROMPT, count);
  }

  /** A scene that takes a while to be sent. */
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

  /** An image in memory, of the size that {@link TestImages} have. */
  static ProviderInput.Image picture(byte[] bytes, String mediaType) {
    return new ProviderInput.Image(ImageSource.of(bytes), mediaType, 64, 48, bytes.length);
  }

  @Override
  public void close() throws IOException {
    try (server;
        host) {
      if (session.isPresent()) {
        session.get().close();
        server.awaitNoConnection();
        host.awaitNoConnection();
      }
    }
  }
}
