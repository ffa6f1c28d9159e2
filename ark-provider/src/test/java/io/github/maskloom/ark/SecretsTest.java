package io.github.maskloom.ark;

import static io.github.maskloom.ark.ArkFixture.KEY;
import static io.github.maskloom.ark.ArkFixture.MODEL;
import static io.github.maskloom.ark.ArkFixture.PROMPT;
import static io.github.maskloom.ark.ArkFixture.RESULT;
import static io.github.maskloom.ark.ArkFixture.base64Request;
import static io.github.maskloom.ark.ArkFixture.linkRequest;
import static io.github.maskloom.ark.ArkFixture.streamRequest;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.maskloom.ark.server.EventStream;
import io.github.maskloom.ark.server.ImagesJson;
import io.github.maskloom.ark.server.LogCapture;
import io.github.maskloom.fusion.spi.ProviderRequest;
import io.github.maskloom.testing.RecordingCall;
import io.github.maskloom.testing.server.Answer;
import io.github.maskloom.testing.server.ErrorJson;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No key, prompt or image gets into a log, a message or a text form. */
class SecretsTest {
  private static final String JSON = ImagesJson.of(MODEL).base64(RESULT, "1x1").toString();

  /** What a careless service says: everything that it was sent. */
  private static final String ECHO =
      "invalid: prompt '%s', key 'Bearer %s', image 'data:image/jpeg;base64,%s' Request id: 02x"
          .formatted(PROMPT, KEY, Base64.getEncoder().encodeToString(ArkFixture.SCENE));

  @TempDir Path folder;
  private final LogCapture log = new LogCapture();
  private final List<String> said = new ArrayList<>();

  @BeforeEach
  void listen() {
    log.start();
  }

  @AfterEach
  void stopListening() {
    log.stop();
  }

  @Test
  void isHeardAtAll() throws IOException {
    log.probe("the-needle");

    assertThat(log.text()).contains("the-needle through SLF4J", "the-needle through java.logging");
  }

  @Test
  void staysSecretWhenAllGoesWell() throws IOException {
    succeeds(Answer.json(JSON), base64Request());
    EventStream events = EventStream.of(MODEL).base64(0, RESULT, "1x1").completed(1, 1).done();
    succeeds(Answer.events(events.toString()), streamRequest(1));
    try (ArkFixture ark = new ArkFixture(newFolder())) {
      String link = ark.host.picture(RESULT, "image/jpeg");
      ark.server.answer(Answer.json(ImagesJson.of(MODEL).url(link, "1x1").toString()));
      assertThat(call(ark, linkRequest()).files()).isNotEmpty();
    }

    nothingIsShown();
    assertThat(everything()).as("a link's signature is a secret too").doesNotContain("a%2Bb");
  }

  @Test
  void staysSecretWhenTheServiceEchoesIt() throws IOException {
    for (int status : new int[] {400, 401, 403, 404, 413, 429, 500, 502}) {
      call(Answer.error(status, "InvalidParameter", ECHO), base64Request());
      call(Answer.error(status, ECHO, "no"), base64Request());
      call(Answer.errorBody(status, ECHO), base64Request());
    }
    call(Answer.json("{\"error\":" + errorOf(ECHO) + "}"), base64Request());
    call(Answer.json(ImagesJson.of(MODEL).failed("Code", ECHO).toString()), base64Request());
    call(
        Answer.events("event: error\ndata: {\"error\":" + errorOf(ECHO) + "}\n\n"),
        streamRequest(1));
    call(Answer.body(200, "application/json", ECHO.getBytes(UTF_8)), base64Request());
    call(Answer.raw(ECHO.getBytes(UTF_8)), base64Request());
    call(Answer.raw(("HTTP/1.1 " + ECHO + "\r\n\r\n").getBytes(UTF_8)), base64Request());

    nothingIsShown();
  }

  @Test
  void staysSecretWhenTheConnectionBreaks() throws IOException {
    byte[] json = JSON.getBytes(UTF_8);
    call(Answer.resetBeforeBody(), base64Request());
    call(Answer.resetAfterBody(), base64Request());
    call(Answer.cut("application/json", json, json.length / 2), base64Request());
    call(Answer.cut("text/event-stream", json, json.length / 2), streamRequest(1));
    call(Answer.json(JSON.replace("/9j/", "!!!!")), base64Request());
    try (ArkFixture ark = new ArkFixture(newFolder())) {
      ark.server.answer(
          Answer.json(ImagesJson.of(MODEL).url(ark.host.expired(), "1x1").toString()));
      call(ark, linkRequest());
    }

    nothingIsShown();
    assertThat(everything()).as("a link's signature is a secret too").doesNotContain("a%2Bb");
  }

  /** Words in extras, nested or not, which the service echoes wherever it can. */
  @Test
  void staysSecretInExtrasWhateverTheServiceEchoes() throws IOException {
    for (String word : new String[] {PROMPT, "a velvet thing", "velvet"}) {
      ProviderRequest request = extraRequest(word);
      for (String echo :
          new String[] {
            word, word.toUpperCase(Locale.ROOT), "x-" + word, word.replace(" ", "\n")
          }) {
        for (String json : echoes(ImagesJson.quoted(echo))) {
          call(Answer.json(json), request);
          call(Answer.errorBody(400, json), request);
          call(Answer.events("data: " + json + "\n\n"), request);
        }
        call(Answer.error(400, echo, echo), request);
        call(Answer.withRequestId(500, echo.replace('\n', ' ')), request);
      }
    }

    assertThat(everything()).contains("generated_images", "99");
    nothingIsShown();
  }

  @Test
  void staysSecretInTheHostOfALink() throws IOException {
    String link = "http://" + PROMPT.replace(' ', '-') + ".example/x";
    Answer answer = Answer.json(ImagesJson.of(MODEL).url(link, "1x1").toString());
    try (ArkFixture ark =
        new ArkFixture(newFolder(), answer).with(http -> http.withDownloadHosts("volces.com"))) {
      call(ark, linkRequest());
    }

    assertThat(everything()).contains("which is not among HttpConfig.downloadHosts");
    nothingIsShown();
  }

  private static List<String> echoes(String echo) {
    String picture = "\"b64_json\":\"" + ImagesJson.encode(RESULT) + "\"";
    return List.of(
        "{\"model\":%s,\"data\":[{%s}]}".formatted(echo, picture),
        "{\"data\":[{%s}],\"usage\":{%s:99,\"generated_images\":1,\"a\":{%s:98}}}"
            .formatted(picture, echo, echo),
        "{\"type\":\"image_generation.completed\",\"model\":%s,\"usage\":{%s:99}}"
            .formatted(echo, echo),
        "{\"error\":{\"code\":%s,\"message\":%s}}".formatted(echo, echo),
        "{\"error\":{\"code\":\"InvalidParameter.x\",\"message\":%s}}".formatted(echo));
  }

  private static ProviderRequest extraRequest(String word) {
    return ArkFixture.request(
        ArkOptions.builder()
            .extra("prompt", word)
            .extra("notes", List.of(Map.of("text", word)))
            .extra("size", "2K")
            .build());
  }

  @Test
  void saysWhatWasWrongAllTheSame() throws IOException {
    call(Answer.error(400, "InvalidParameter", "size must be 2K or 4K"), extraRequest("velvet"));
    call(
        Answer.error(400, "InvalidParameter.size", "size must be 2K or 4K, not velvet"),
        extraRequest("velvet"));

    assertThat(everything())
        .contains(
            "the service says: size must be 2K or 4K",
            "the service says: […]",
            "InvalidParameter.size");
  }

  @Test
  void staysSecretInTextForms() throws IOException {
    try (ArkFixture ark = new ArkFixture(folder, Answer.json(JSON))) {
      said.add(ark.session().toString());
      said.add(ArkProvider.config().withProxyLogin("user", KEY).toString());
      said.add(ArkProvider.config().withApiKey(() -> KEY).toString());
      said.add(ArkProvider.config().withApiKey(KEY).toString());
      said.add(ArkOptions.builder().extra("prompt", PROMPT).build().toString());
      said.add(base64Request().toString());
    }

    nothingIsShown();
  }

  @Test
  void staysSecretWhenTheKeyCannotBeAHeader() throws IOException {
    for (String key : new String[] {KEY + "\n", KEY + "\u00e4", "\u0000" + KEY}) {
      try (ArkFixture ark = new ArkFixture(newFolder(), Answer.json(JSON))) {
        Throwable failure =
            catchThrowable(
                () -> {
                  ark.with(config -> config.withApiKey(key));
                  ark.fuse(base64Request(), ark.newCall());
                });
        note(failure);
      }
    }

    nothingIsShown();
  }

  private static String errorOf(String message) {
    String json = ErrorJson.of("InvalidParameter", message).toString();
    return json.substring("{\"error\":".length(), json.length() - 1);
  }

  private void succeeds(Answer answer, ProviderRequest request) throws IOException {
    try (ArkFixture ark = new ArkFixture(newFolder(), answer)) {
      assertThat(call(ark, request).files()).isNotEmpty();
    }
  }

  private void call(Answer answer, ProviderRequest request) throws IOException {
    try (ArkFixture ark = new ArkFixture(newFolder(), answer)) {
      call(ark, request);
    }
  }

  private RecordingCall call(ArkFixture ark, ProviderRequest request) throws IOException {
    RecordingCall call = ark.newCall();
    note(catchThrowable(() -> said.add(ark.fuse(request, call).toString())));
    call.failures().values().forEach(this::note);
    call.failedAttempts().forEach(attempt -> said.add(attempt.toString()));
    call.failedAttempts().forEach(attempt -> note(attempt.failure()));
    return call;
  }

  private void note(Throwable failure) {
    if (failure != null) {
      StringWriter text = new StringWriter();
      failure.printStackTrace(new PrintWriter(text));
      said.add(text.toString());
    }
  }

  private String everything() {
    return log.text() + said;
  }

  /** Looks line by line, so that a failure shows the line that tells too much. */
  private void nothingIsShown() {
    String picture = Base64.getEncoder().encodeToString(RESULT);
    String scene = Base64.getEncoder().encodeToString(ArkFixture.SCENE);
    List<String> secrets =
        List.of(
            KEY,
            PROMPT,
            "velvet",
            picture.substring(0, 40),
            picture.substring(400, 440),
            scene.substring(0, 40),
            scene.substring(400, 440));
    assertThat(everything().lines())
        .filteredOn(
            line ->
                secrets.stream()
                    .anyMatch(
                        each ->
                            line.toLowerCase(Locale.ROOT).contains(each.toLowerCase(Locale.ROOT))))
        .isEmpty();
  }

  private Path newFolder() throws IOException {
    return Files.createTempDirectory(folder, "ark");
  }
}
