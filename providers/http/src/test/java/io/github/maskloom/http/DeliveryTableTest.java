package io.github.maskloom.http;

import static io.github.maskloom.http.HttpFixture.JSON;
import static io.github.maskloom.http.HttpFixture.MODEL;
import static io.github.maskloom.http.HttpFixture.RESULT;
import static io.github.maskloom.http.HttpFixture.request;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.github.maskloom.fusion.FusionException;
import io.github.maskloom.testing.internal.RecordingCall;
import io.github.maskloom.testing.internal.server.Answer;
import io.github.maskloom.testing.internal.server.EventsJson;
import io.github.maskloom.testing.internal.server.ImagesJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The README's table of deliveries says what happens: each of its rows is tried. */
class DeliveryTableTest extends HttpTrial {
  private static final String RESET =
      "upstream connect error or disconnect/reset before headers. reset reason: ";
  private static final String IN_JSON = "application/json";
  private static final byte[] PICTURE = JSON.getBytes(UTF_8);
  private static final byte[] NO_IMAGE = "no image".getBytes(UTF_8);

  /** Prepares a call that fails. */
  private interface Scene {
    void accept(HttpFixture service);
  }

  private final Map<String, List<Scene>> scenes = new LinkedHashMap<>();
  private final List<RefusingProxy> proxies = new ArrayList<>();

  private void scenes(String row, Scene... all) {
    scenes.put(row, List.of(all));
  }

  private static Scene answer(Answer answer) {
    return service -> service.server().answer(answer);
  }

  private static Scene refusal(int status, String code) {
    return answer(Answer.error(status, code, "no"));
  }

  private static Scene text(int status, String body) {
    return answer(Answer.body(status, "text/plain", body.getBytes(UTF_8)));
  }

  private static Scene json(Object json) {
    return answer(Answer.json(json.toString()));
  }

  private static Scene link(Function<HttpFixture, String> link) {
    return service -> json(ImagesJson.of(MODEL).url(link.apply(service), "1x1")).accept(service);
  }

  /** A service over TLS, to which a proxy does not connect. */
  private Scene refusedByProxy(int status) {
    RefusingProxy proxy = new RefusingProxy(status);
    proxies.add(proxy);
    URI secure = URI.create("https://service.test/v1");
    return service ->
        service
            .with(config -> config.withBaseUrl(secure))
            .with(http -> http.withProxy(proxy.address()));
  }

  @AfterEach
  void closeProxies() {
    proxies.forEach(RefusingProxy::close);
  }

  private static void useUp(HttpFixture service) {
    service.with(http -> http.withImagesPerMinute(1));
    service.answer(JSON);
    try {
      service.fused(request());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String sealed() {
    throw new IllegalStateException("no key");
  }

  private void collect() {
    scenes(
        "no key, or its supplier fails",
        service -> service.with(config -> config.withApiKey(DeliveryTableTest::sealed)));
    scenes("a limit of this client", DeliveryTableTest::useUp);
    scenes("no connection", service -> service.server().close());
    scenes(
        "a proxy refuses the connection, or its login", refusedByProxy(403), refusedByProxy(407));
    scenes(
        "a proxy cannot connect now: 429 or 5xx",
        refusedByProxy(429),
        refusedByProxy(502),
        refusedByProxy(503));
    scenes(
        "408, 409, 499 or 5xx otherwise: a gateway gave up",
        refusal(504, "Unheard"),
        refusal(503, "Down"),
        answer(Answer.empty(408)),
        answer(Answer.empty(409)),
        answer(Answer.empty(499)),
        answer(Answer.empty(500)),
        answer(Answer.htmlPage(502)),
        answer(Answer.empty(520)),
        answer(Answer.empty(524)),
        text(503, "no healthy upstream"),
        text(503, "upstream request timeout"),
        text(503, RESET + "connection timeout"),
        text(503, RESET + "overflow"),
        text(503, RESET + "connection termination"));
    scenes(
        "429 otherwise, or a code of 429 at 408 or 5xx",
        answer(Answer.empty(429)),
        refusal(429, "Unheard"),
        refusal(408, "Busy"),
        refusal(503, "Busy"));
    scenes("401", refusal(401, "Unheard"), refusal(401, "NoKey"), refusal(401, "Busy"));
    scenes(
        "403 or 404 otherwise, a 401 that is no JSON, or a redirect",
        answer(Answer.empty(401)),
        answer(Answer.htmlPage(401)),
        answer(Answer.htmlPage(403)),
        answer(Answer.empty(404)),
        answer(Answer.redirect(307, "/elsewhere")));
    scenes(
        "another 4xx otherwise",
        refusal(400, "Unheard"),
        refusal(413, "RequestTooLarge"),
        answer(Answer.empty(413)),
        refusal(418, "Unheard"));
    scenes(
        "reset or silence after the request was written",
        answer(Answer.hangUpAfterBody()),
        answer(Answer.silence(new CountDownLatch(1))));
    collectOfSuccess();
  }

  private void collectOfSuccess() {
    scenes(
        "an error inside 200 with a documented code, and no image",
        json(ImagesJson.of(MODEL).refused("Down", "no")),
        json(ImagesJson.of(MODEL).failed("Down", "no").usage(0, 0)),
        json("data: {\"error\":{\"code\":\"Down\"}}\n\n"));
    scenes(
        "an error inside 200 with another code or none",
        json(ImagesJson.of(MODEL).refused("Unheard", "no")),
        json("event: error\ndata: {\"message\":\"no\"}\n\n"));
    scenes(
        "an error beside an image, or beside usage above zero",
        json(ImagesJson.of(MODEL).refused("Down", "no").usage(1, 9)),
        json(ImagesJson.of(MODEL).base64(NO_IMAGE, "1x1").refused("Down", "no")),
        json(
            EventsJson.of(MODEL)
                .base64(0, NO_IMAGE, "1x1")
                .raw("data: {\"error\":{\"code\":\"Down\"}}\n\n")));
    scenes(
        "an answer that is broken, empty, cut or too long",
        json(ImagesJson.of(MODEL)),
        json(""),
        json("{\"data\":[{\"b64_"),
        answer(Answer.cut(IN_JSON, PICTURE, PICTURE.length / 2)),
        json("{\"data\":[" + "{},".repeat(9999) + "{}]}"),
        json(EventsJson.of(MODEL).done()));
    byte[] half = Arrays.copyOf(PICTURE, PICTURE.length / 2);
    scenes(
        "silence while the answer comes",
        answer(Answer.stalls(IN_JSON, half, new CountDownLatch(1))));
    scenes(
        "the host of an image refuses it or fails",
        link(service -> service.host.expired()),
        link(service -> service.host.link(Answer.empty(500))));
    scenes(
        "the host of an image cannot be reached or breaks off",
        link(service -> "http://127.0.0.1:1/picture"),
        link(service -> service.host.link(Answer.cut("image/jpeg", RESULT, 10))));
    scenes("an image that came cannot be written here", json(JSON));
    scenes(
        "an image's link leads past `downloadHosts`",
        link(service -> "http://elsewhere.example/picture"));
  }

  private static Map<String, String> table() throws IOException {
    return Files.readAllLines(Path.of("README.md")).stream()
        .dropWhile(line -> !line.startsWith("| what happened | exception | delivery |"))
        .skip(2)
        .takeWhile(line -> line.startsWith("| "))
        .map(line -> line.substring(2).split(" \\| ", 2))
        .collect(Collectors.toMap(row -> row[0], row -> row[1], (a, b) -> a, LinkedHashMap::new));
  }

  @Test
  void hasARowForEachSceneAndNoOther() throws IOException {
    collect();
    assertThat(table().keySet()).containsExactlyElementsOf(scenes.keySet());
  }

  @TestFactory
  Stream<DynamicTest> saysWhatHappens() throws IOException {
    collect();
    Map<String, String> table = table();
    return scenes.entrySet().stream()
        .flatMap(
            row ->
                row.getValue().stream()
                    .map(
                        scene ->
                            dynamicTest(
                                row.getKey(),
                                () ->
                                    assertThat(happening(row.getKey(), scene))
                                        .isEqualTo(table.get(row.getKey())))));
  }

  private String happening(String row, Scene scene) throws IOException {
    Duration soon = Duration.ofMillis(500);
    HttpFixture service =
        answering()
            .withTimeouts(
                timeouts ->
                    timeouts
                        .withCall(Duration.ofSeconds(20))
                        .withFirstByte(soon)
                        .withBetweenBytes(soon))
            .with(http -> http.withDownloadHosts("localhost", "127.0.0.1"));
    scene.accept(service);
    RecordingCall call =
        row.contains("cannot be written")
            ? new RecordingCall(folder.resolve("no-folder"))
            : service.newCall();
    FusionException failure = service.failure(request(), call);
    return "`%s` | `%s` | `%s` | %s |"
        .formatted(
            failure.getClass().getSimpleName(),
            failure.delivery(),
            failure.retry().kind(),
            call.failedAttempts().size() > 1 ? "yes" : "no");
  }
}
