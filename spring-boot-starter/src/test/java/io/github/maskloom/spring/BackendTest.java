package io.github.maskloom.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** What clients see of an application on a real port. */
@Timeout(120)
class BackendTest {
  private static final byte[] PHOTO = Pictures.photo(64, 48);
  private static final byte[] MASK = Pictures.mask(64, 48);

  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  @SuppressWarnings("NullAway.Init")
  private static ServletWebServerApplicationContext backend;

  @BeforeAll
  static void start() {
    backend =
        Backend.start(
            List.of(), "maskloom.fusion.max-concurrent=1", "maskloom.fusion.max-queued=1");
  }

  @AfterAll
  static void close() {
    backend.close();
  }

  /** Advice of an application, without an order of its own, as most are. */
  @RestControllerAdvice
  static final class OwnAdvice {
    @ExceptionHandler
    ProblemDetail own(RuntimeException e) {
      return ProblemDetail.forStatus(418);
    }
  }

  private static Form form() {
    return new Form().file("photo", PHOTO).file("mask", MASK);
  }

  private static String url(String path) {
    return Backend.url(backend, path);
  }

  private static HttpResponse<String> answer(Form form, String path) throws Exception {
    return CLIENT.send(form.post(url(path)), BodyHandlers.ofString());
  }

  /** The events of a fusion that begins, one line each. */
  private static HttpResponse<Stream<String>> stream() throws Exception {
    return CLIENT.send(form().post(url("/streams")), BodyHandlers.ofLines());
  }

  private static Form damaged() {
    return new Form().file("photo", new byte[100]).file("mask", MASK);
  }

  @Test
  void imagesAreTakenAsFilesAndAsDataUrls() throws Exception {
    String url = "data:image/png;base64," + Base64.getEncoder().encodeToString(MASK);

    HttpResponse<String> ofFiles = answer(form(), "/composites");
    HttpResponse<String> ofUrl =
        answer(new Form().file("photo", PHOTO).text("mask", url), "/composites");

    assertThat(ofFiles.statusCode()).isEqualTo(200);
    assertThat(ofUrl.body()).isEqualTo(ofFiles.body());
  }

  @Test
  void noOtherTextNamesAnImage() throws Exception {
    HttpResponse<String> answer =
        answer(new Form().file("photo", PHOTO).text("mask", "/etc/passwd"), "/composites");

    assertThat(answer.statusCode()).isBetween(400, 499);
    assertThat(answer.body()).doesNotContain("root");
  }

  @Test
  void aDamagedImageIsAProblemEvenWhereAnImageIsAskedFor() throws Exception {
    HttpResponse<String> answer = answer(damaged(), "/composites");

    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(answer.body()).contains("urn:maskloom:problem:image-format", "The photo");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"zh-CN,en;q=0.9|照片", "en;q=0.5, zh;q=0.9|照片", "zh;q=0.2, en;q=0.8|The photo"})
  void theLanguageOfAProblemIsTheOneLikedBest(String accepted, String words) throws Exception {
    HttpResponse<String> answer =
        CLIENT.send(
            HttpRequest.newBuilder(damaged().post(url("/composites")), (name, value) -> true)
                .header("Accept-Language", accepted)
                .build(),
            BodyHandlers.ofString());

    assertThat(answer.body()).contains(words);
  }

  @Test
  void aStreamTellsOfProgressAndEndsWithTheResult() throws Exception {
    HttpResponse<Stream<String>> answer = stream();
    HeldProvider.Held call = HeldProvider.next();
    try (Stream<String> lines = answer.body()) {
      Iterator<String> events = lines.iterator();
      // Every event has the time since the call began, and a heartbeat comes after a second.
      String beat = dataOf("progress", "\"stage\":\"waiting\"", events);
      while (beat.contains("\"seconds\":0")) {
        beat = dataOf("progress", "\"stage\":\"waiting\"", events);
      }
      call.listener().downloading(0, 1);
      assertThat(dataOf("progress", "\"stage\":\"downloading\"", events))
          .doesNotContain("\"seconds\":0");
      call.released().complete(true);
      assertThat(dataOf("result", "", events)).isEqualTo("{\"width\":64}");
      assertThat(events).toIterable().as("what follows the result").allMatch(String::isEmpty);
    }
    assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/event-str");
  }

  @Test
  void aClientThatLeavesCancelsItsFusion() throws Exception {
    HttpResponse<Stream<String>> answer = stream();
    HeldProvider.Held call = HeldProvider.next();

    answer.body().close();

    assertThat(call.cancelled().get(30, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void aFullQueueIsAnAnswerWithAStatusOfItsOwn() throws Exception {
    HttpResponse<Stream<String>> first = stream();
    HeldProvider.Held running = HeldProvider.next();
    HttpResponse<Stream<String>> queued = stream();

    HttpResponse<String> refused = answer(form(), "/streams");

    assertThat(refused.statusCode()).isEqualTo(503);
    assertThat(refused.headers().firstValue("Retry-After")).isPresent();
    assertThat(refused.body()).contains("urn:maskloom:problem:fusion-throttled");
    running.released().complete(true);
    HeldProvider.next().released().complete(true);
    try (Stream<String> one = first.body();
        Stream<String> two = queued.body()) {
      assertThat(one.toList()).contains("event:result");
      assertThat(two.toList()).contains("event:result");
    }
  }

  @Test
  void aFailedFusionEndsWithAProblem() throws Exception {
    HttpResponse<String> answer =
        answer(new Form().file("photo", PHOTO).file("mask", new byte[100]), "/streams");

    assertThat(answer.body()).contains("urn:maskloom:problem:image-format");
  }

  @Test
  void theApplicationsOwnAdviceGoesFirst() throws Exception {
    try (var own = Backend.start(List.of(OwnAdvice.class))) {
      HttpResponse<String> answer =
          CLIENT.send(damaged().post(Backend.url(own, "/composites")), BodyHandlers.ofString());

      assertThat(answer.statusCode()).isEqualTo(418);
    }
  }

  @Test
  void aFusionOnTheServersThreadWorksToo() throws Exception {
    CompletableFuture<HttpResponse<String>> answer =
        CLIENT.sendAsync(form().post(url("/fusions")), BodyHandlers.ofString());
    HeldProvider.next().released().complete(true);

    assertThat(answer.get(30, TimeUnit.SECONDS).body()).isEqualTo("64");
  }

  /** The data of the next event of a name that holds something. */
  private static String dataOf(String event, String part, Iterator<String> lines) {
    while (lines.hasNext()) {
      if (lines.next().equals("event:" + event)) {
        String data = lines.next().substring("data:".length());
        if (data.contains(part)) {
          return data;
        }
      }
    }
    throw new AssertionError("no event " + event + " with " + part);
  }
}
