package io.github.maskloom.http;

import static io.github.maskloom.http.HttpFixture.JSON;
import static io.github.maskloom.http.HttpFixture.KEY;
import static io.github.maskloom.http.HttpFixture.MODEL;
import static io.github.maskloom.http.HttpFixture.PROMPT;
import static io.github.maskloom.http.HttpFixture.RESULT;
import static io.github.maskloom.http.HttpFixture.SCENE;
import static io.github.maskloom.http.HttpFixture.request;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.maskloom.testing.internal.LogLines;
import io.github.maskloom.testing.internal.RecordingCall;
import io.github.maskloom.testing.internal.server.Answer;
import io.github.maskloom.testing.internal.server.EventsJson;
import io.github.maskloom.testing.internal.server.ImagesJson;
import io.github.maskloom.testing.internal.server.ResultHost;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** No key, prompt or image gets into a log, a message or a text form. */
class SecretsTest extends HttpTrial {
  /** What a careless service says: everything that it was sent. */
  private static final String ECHO =
      "invalid: prompt '%s', key 'Bearer %s', image 'data:image/jpeg;base64,%s' Request id: 02x"
          .formatted(PROMPT, KEY, ImagesJson.encode(SCENE));

  private final LogLines log = new LogLines();
  private final List<String> said = new ArrayList<>();

  @AfterEach
  void nothingIsShown() throws IOException {
    closeServices();
    String everything = log.take() + said;
    log.close();
    assertThat(everything).as("is heard at all").contains("call ");
    String picture = ImagesJson.encode(RESULT);
    String scene = ImagesJson.encode(SCENE);
    List<String> secrets =
        List.of(
            KEY,
            PROMPT,
            "velvet",
            "a%2Bb", // the signature of a link
            picture.substring(0, 40),
            picture.substring(400, 440),
            scene.substring(0, 40),
            scene.substring(400, 440));
    // Line by line, so that a failure shows the line that tells too much.
    assertThat(everything.lines().map(line -> line.toLowerCase(Locale.ROOT)))
        .noneMatch(
            line ->
                secrets.stream().anyMatch(each -> line.contains(each.toLowerCase(Locale.ROOT))));
  }

  @Test
  void staysSecretWhenAllGoesWell() throws IOException {
    EventsJson events = EventsJson.of(MODEL).base64(0, RESULT, "1x1").completed(1, 1).done();
    assertThat(call(Answer.json(JSON)).files()).isNotEmpty();
    assertThat(call(Answer.events(events.toString())).files()).isNotEmpty();
    assertThat(call(linking(host -> host.picture(RESULT, "image/jpeg"))).files()).isNotEmpty();
  }

  @Test
  void staysSecretWhenTheServiceEchoesIt() throws IOException {
    String error = ImagesJson.errorOf("Malformed", ECHO);
    for (int status : new int[] {400, 401, 403, 404, 413, 429, 500, 502}) {
      call(Answer.errorBody(status, error));
      call(Answer.error(status, ECHO, "no"));
      call(Answer.errorBody(status, ECHO));
    }
    call(Answer.json(error));
    call(Answer.json(ImagesJson.of(MODEL).failed("Code", ECHO).toString()));
    call(Answer.events("event: error\ndata: " + error + "\n\n"));
    call(Answer.json(ECHO));
    call(Answer.raw(ECHO.getBytes(UTF_8)));
    call(Answer.raw(("HTTP/1.1 " + ECHO + "\r\n\r\n").getBytes(UTF_8)));
  }

  @Test
  void staysSecretWhenTheConnectionBreaks() throws IOException {
    byte[] json = JSON.getBytes(UTF_8);
    call(Answer.resetBeforeBody());
    call(Answer.resetAfterBody());
    call(Answer.cut("application/json", json, json.length / 2));
    call(Answer.cut("text/event-stream", json, json.length / 2));
    call(Answer.json(JSON.replace("/9j/", "!!!!")));
    call(linking(ResultHost::expired));
  }

  @Test
  void staysSecretInTheHostOfALink() throws IOException {
    String link = "http://" + PROMPT.replace(' ', '-') + ".example/x";
    call(linking(host -> link).with(http -> http.withDownloadHosts("volces.com")));
    assertThat(said.toString()).contains("which is not among HttpConfig.downloadHosts");
  }

  @Test
  void staysSecretInTextForms() throws IOException {
    HttpFixture service = answering(Answer.json(JSON));
    call(service);
    said.add(service.session().toString());
    said.add(service.config().withProxyLogin("user", KEY).toString());
    said.add(service.config().toString());
    said.add(service.with(config -> config.withApiKey(() -> KEY)).config().toString());
    said.add(request().toString());
  }

  @Test
  void staysSecretWhenTheKeyCannotBeAHeader() throws IOException {
    call(Answer.json(JSON));
    for (String key : new String[] {KEY + "\n", KEY + "\u00e4", "\u0000" + KEY}) {
      HttpFixture service = answering(Answer.json(JSON));
      note(catchThrowable(() -> service.with(config -> config.withApiKey(key)).fused(request())));
    }
  }

  private RecordingCall call(Answer answer) throws IOException {
    return call(answering(answer));
  }

  private RecordingCall call(HttpFixture service) throws IOException {
    RecordingCall call = service.newCall();
    note(catchThrowable(() -> said.add(service.fuse(request(), call).toString())));
    call.failures().values().forEach(this::note);
    call.failedAttempts().forEach(attempt -> said.add(attempt.toString()));
    call.failedAttempts().forEach(attempt -> note(attempt.failure()));
    return call;
  }

  private void note(@Nullable Throwable failure) {
    if (failure != null) {
      StringWriter text = new StringWriter();
      failure.printStackTrace(new PrintWriter(text));
      said.add(text.toString());
    }
  }
}
