package io.github.maskloom.ark;

import static io.github.maskloom.ark.ArkFixture.MODEL;
import static io.github.maskloom.ark.ArkFixture.RESULT;
import static io.github.maskloom.ark.ArkFixture.base64Request;
import static io.github.maskloom.ark.ArkFixture.linkRequest;
import static io.github.maskloom.ark.ArkFixture.request;
import static io.github.maskloom.ark.ArkFixture.streamRequest;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.ark.server.ArkServer;
import io.github.maskloom.ark.server.EventStream;
import io.github.maskloom.ark.server.ImagesJson;
import io.github.maskloom.fusion.FusionException;
import io.github.maskloom.fusion.spi.ProviderRequest;
import io.github.maskloom.http.settings.HttpTimeouts;
import io.github.maskloom.testing.RecordingCall;
import io.github.maskloom.testing.server.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Proxy;
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
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The README's table of deliveries says what happens: each of its rows is tried. */
class DeliveryTableTest {
  private static final String HEAD =
      "| what happened | exception | delivery | advice | sent again |";
  private static final String RESET = "upstream connect error or disconnect/reset before headers. ";
  private static final byte[] PICTURE =
      ImagesJson.of(MODEL).base64(RESULT, "1x1").toString().getBytes(UTF_8);

  private final List<RefusingProxy> proxies = new ArrayList<>();

  @TempDir Path folder;

  /** A row; of several things that happened, each is tried. */
  private record Row(String what, String exception, String delivery, String advice, String again) {}

  /** Makes a call fail, with a folder for its images or without. */
  private record Scene(
      Function<ArkFixture, Answer> answer,
      ProviderRequest request,
      UnaryOperator<ArkFixture> with,
      boolean folder) {
    Scene(Function<ArkFixture, Answer> answer, ProviderRequest request) {
      this(answer, request, UnaryOperator.identity(), true);
    }

    static Scene of(Answer answer) {
      return new Scene(ark -> answer, base64Request());
    }
  }

  private static Scene refusal(int status, String code) {
    return Scene.of(Answer.error(status, code, "no"));
  }

  private static Scene text(int status, String body) {
    return Scene.of(Answer.body(status, "text/plain", body.getBytes(UTF_8)));
  }

  private static Scene json(ImagesJson json) {
    return new Scene(ark -> Answer.json(json.toString()), base64Request());
  }

  private static Scene events(String events) {
    return new Scene(ark -> Answer.events(events), streamRequest(1));
  }

  private static Scene link(Function<ArkFixture, String> link) {
    return new Scene(
        ark -> Answer.json(ImagesJson.of(MODEL).url(link.apply(ark), "1x1").toString()),
        linkRequest());
  }

  /** A service over TLS, to which a proxy does not connect. */
  private Scene refusedByProxy(int status) {
    return new Scene(
        ark -> Answer.empty(200),
        base64Request(),
        ark ->
            ark.with(config -> config.withBaseUrl(URI.create("https://service.test/v1")))
                .with(http -> http.withProxy(proxy(status))),
        true);
  }

  private Proxy proxy(int status) {
    RefusingProxy proxy = new RefusingProxy(status);
    proxies.add(proxy);
    return proxy.address();
  }

  @AfterEach
  void closeProxies() {
    proxies.forEach(RefusingProxy::close);
  }

  private Map<String, List<Scene>> scenes() {
    String refused = "OutputImageSensitiveContentDetected";
    Map<String, List<Scene>> scenes = new LinkedHashMap<>();
    scenes.put(
        "a check of this client",
        List.of(
            new Scene(
                ark -> Answer.empty(200), request(ArkOptions.builder().guidanceScale(3).build()))));
    scenes.put(
        "no key, or its supplier fails",
        List.of(
            new Scene(
                ark -> Answer.empty(200),
                base64Request(),
                ark ->
                    ark.with(
                        config ->
                            config.withApiKey(
                                () -> {
                                  throw new IllegalStateException("no key");
                                })),
                true)));
    scenes.put(
        "a limit of this client",
        List.of(
            new Scene(
                DeliveryTableTest::used,
                base64Request(),
                ark -> ark.with(http -> http.withImagesPerMinute(1)),
                true)));
    scenes.put("no connection", List.of(new Scene(ark -> closed(ark), base64Request())));
    scenes.put(
        "a proxy refuses the connection, or its login",
        List.of(refusedByProxy(403), refusedByProxy(407)));
    scenes.put(
        "a proxy cannot connect now: 429 or 5xx",
        List.of(refusedByProxy(429), refusedByProxy(502), refusedByProxy(503)));
    scenes.put("400 with a documented code", List.of(refusal(400, "InvalidParameter.size")));
    scenes.put(
        "401, 403 or 404 with a documented code",
        List.of(
            refusal(401, "AuthenticationError"),
            refusal(403, "AccessDenied"),
            refusal(404, "ModelNotOpen")));
    scenes.put(
        "moderation refuses words or images",
        List.of(
            refusal(400, "InputTextSensitiveContentDetected"),
            refusal(400, refused),
            json(ImagesJson.of(MODEL).refused(refused, "no")),
            json(ImagesJson.of(MODEL).failed(refused, "no"))));
    scenes.put(
        "`QuotaExceeded`, `SetLimitExceeded`",
        List.of(refusal(429, "QuotaExceeded"), refusal(429, "SetLimitExceeded")));
    scenes.put(
        "429 with another documented code",
        List.of(refusal(429, "ModelAccountIpmRateLimitExceeded")));
    scenes.put("500 with `InternalServiceError`", List.of(refusal(500, "InternalServiceError")));
    scenes.put(
        "408, 409, 499 or 5xx otherwise: a gateway gave up",
        List.of(
            refusal(504, "Unheard"),
            refusal(503, "InternalServiceError"),
            Scene.of(Answer.empty(408)),
            Scene.of(Answer.empty(409)),
            Scene.of(Answer.empty(499)),
            Scene.of(Answer.empty(500)),
            Scene.of(Answer.htmlPage(502)),
            Scene.of(Answer.empty(520)),
            Scene.of(Answer.empty(524)),
            text(503, "no healthy upstream"),
            text(503, RESET + "reset reason: connection termination")));
    scenes.put(
        "429 otherwise, or a code of 429 at 408 or 5xx",
        List.of(
            Scene.of(Answer.empty(429)),
            refusal(429, "Unheard"),
            refusal(408, "RequestBurstTooFast"),
            refusal(503, "ServerOverloaded")));
    scenes.put(
        "401, 403 or 404 otherwise, or a redirect",
        List.of(
            refusal(401, "Unheard"),
            Scene.of(Answer.htmlPage(403)),
            Scene.of(Answer.emptyNotFound()),
            Scene.of(Answer.redirect(307, "/elsewhere"))));
    scenes.put(
        "another 4xx otherwise",
        List.of(
            refusal(400, "Unheard"),
            refusal(413, "RequestTooLarge"),
            Scene.of(Answer.empty(413)),
            refusal(418, "Unheard")));
    scenes.put(
        "reset or silence after the request was written",
        List.of(
            Scene.of(Answer.hangUpAfterBody()), Scene.of(Answer.silence(new CountDownLatch(1)))));
    scenes.put(
        "an error inside 200 with a documented code, and no image",
        List.of(
            json(ImagesJson.of(MODEL).refused("ContentSecurityDetectionError", "no")),
            json(ImagesJson.of(MODEL).failed("InternalServiceError", "no").usage(0, 0)),
            events("data: {\"error\":{\"code\":\"InternalServiceError\"}}\n\n")));
    scenes.put(
        "an error inside 200 with another code or none",
        List.of(
            json(ImagesJson.of(MODEL).refused("Unheard", "no")),
            events("event: error\ndata: {\"message\":\"no\"}\n\n")));
    scenes.put(
        "an error beside an image, or beside usage above zero",
        List.of(
            json(ImagesJson.of(MODEL).refused("InternalServiceError", "no").usage(1, 9)),
            json(
                ImagesJson.of(MODEL)
                    .base64("no image".getBytes(UTF_8), "1x1")
                    .refused("InternalServiceError", "no")),
            events(
                EventStream.of(MODEL)
                    .base64(0, "no image".getBytes(UTF_8), "1x1")
                    .raw("data: {\"error\":{\"code\":\"InternalServiceError\"}}\n\n")
                    .toString())));
    scenes.put(
        "an answer that is broken, empty, cut or too long",
        List.of(
            json(ImagesJson.of(MODEL)),
            Scene.of(Answer.json("")),
            Scene.of(Answer.json("{\"data\":[{\"b64_")),
            Scene.of(Answer.cut("application/json", PICTURE, PICTURE.length / 2)),
            Scene.of(Answer.json("{\"data\":[" + "{},".repeat(9999) + "{}]}")),
            events(EventStream.of(MODEL).toString() + "data: [DONE]\n\n")));
    scenes.put(
        "silence while the answer comes",
        List.of(
            Scene.of(
                Answer.stalls(
                    "application/json",
                    Arrays.copyOf(PICTURE, PICTURE.length / 2),
                    new CountDownLatch(1)))));
    scenes.put(
        "the host of an image refuses it or fails",
        List.of(
            link(ark -> ark.host.expired()),
            link(ark -> ark.host.pictureAfterErrors(RESULT, "image/jpeg", 500, 9))));
    scenes.put(
        "the host of an image cannot be reached or breaks off",
        List.of(
            link(ark -> "http://127.0.0.1:1/picture"),
            link(ark -> ark.host.cutWithoutRanges(RESULT, "image/jpeg", 10))));
    scenes.put(
        "an image that came cannot be written here",
        List.of(
            new Scene(
                ark -> Answer.body(200, "application/json", PICTURE),
                base64Request(),
                UnaryOperator.identity(),
                false)));
    scenes.put(
        "an image's link leads past `downloadHosts`",
        List.of(link(ark -> "http://elsewhere.example/picture")));
    return scenes;
  }

  /** A client whose images of this minute are made. */
  private static Answer used(ArkFixture ark) {
    Answer picture = Answer.body(200, "application/json", PICTURE);
    ark.server.answer(picture);
    try {
      ark.fuse(base64Request(), ark.newCall());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return picture;
  }

  private static Answer closed(ArkFixture ark) {
    ark.server.close();
    return Answer.empty(200);
  }

  @Test
  void hasARowForEachSceneAndNoOther() throws IOException {
    assertThat(rows()).extracting(Row::what).containsExactlyElementsOf(scenes().keySet());
  }

  @TestFactory
  Stream<DynamicTest> saysWhatHappens() throws IOException {
    Map<String, List<Scene>> scenes = scenes();
    return rows().stream()
        .filter(row -> scenes.containsKey(row.what()))
        .map(row -> DynamicTest.dynamicTest(row.what(), () -> happens(row, scenes)));
  }

  private void happens(Row row, Map<String, List<Scene>> scenes) throws IOException {
    for (Scene scene : scenes.getOrDefault(row.what(), List.of())) {
      happens(row, scene);
    }
  }

  private void happens(Row row, Scene scene) throws IOException {
    ArkServer server = new ArkServer();
    Path own = Files.createTempDirectory(folder, "ark");
    try (ArkFixture ark =
        scene
            .with()
            .apply(
                new ArkFixture(own, server)
                    .with(
                        http ->
                            http.withDownloadHosts("localhost", "127.0.0.1")
                                .withTimeouts(
                                    HttpTimeouts.DEFAULT
                                        .withCall(Duration.ofSeconds(20))
                                        .withFirstByte(Duration.ofMillis(500))
                                        .withBetweenBytes(Duration.ofMillis(500)))))) {
      server.answer(scene.answer().apply(ark));
      RecordingCall call = ark.newCall("tried");
      if (!scene.folder()) {
        Files.delete(own.resolve("tried"));
      }

      FusionException failure = ark.failure(scene.request(), call);

      boolean again = call.failedAttempts().size() > 1;
      assertThat(
              new Row(
                  row.what(),
                  "`" + failure.getClass().getSimpleName() + "`",
                  "`" + failure.delivery() + "`",
                  "`" + failure.retry().kind() + "`",
                  again ? "yes" : "no"))
          .as(failure.toString())
          .isEqualTo(row);
    }
  }

  private static List<Row> rows() throws IOException {
    List<String> lines = Files.readAllLines(Path.of("README.md"));
    int head = lines.indexOf(HEAD);
    assertThat(head).as("the table's head").isNotNegative();
    return lines.stream()
        .skip(head + 2L)
        .takeWhile(line -> line.startsWith("|"))
        .map(DeliveryTableTest::row)
        .toList();
  }

  private static Row row(String line) {
    List<String> cells = Stream.of(line.split("\\|", -1)).map(String::strip).toList();
    assertThat(cells).as(line).hasSize(7);
    return new Row(cells.get(1), cells.get(2), cells.get(3), cells.get(4), cells.get(5));
  }
}
