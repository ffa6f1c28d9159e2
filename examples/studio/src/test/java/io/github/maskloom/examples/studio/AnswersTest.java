package io.github.maskloom.examples.studio;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.image.CancelSignal;
import io.github.maskloom.image.MemoryBudget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * What programs see of every answer: {@code answers.txt} has status, headers and body of each.
 * Where a change is wanted, {@code -Dtest=AnswersTest -Dtest.jvmArgs=-Dstudio.answers=write} writes
 * it again.
 */
class AnswersTest {
  static final Path COMMITTED =
      Path.of("src/test/resources/io/github/maskloom/examples/studio/answers.txt");
  private static final String FORM = "multipart/form-data; boundary=a";
  private static final String NOBODY = "0".repeat(32);
  private static final List<String> HEADERS =
      List.of(
          "Accept",
          "Allow",
          "Cache-Control",
          "Content-Type",
          "Location",
          "Retry-After",
          "Transfer-Encoding",
          "WWW-Authenticate");

  /** What is another one each time, and what stands for it. */
  private static final Map<Pattern, String> CHANGING =
      Map.of(
          Pattern.compile("(?!0{32})\\b[0-9a-f]{32}\\b"), "ID",
          Pattern.compile("\"started\":\"[^\"]+\""), "\"started\":\"TIME\"",
          Pattern.compile("(?s)(event:progress\ndata:.*?\n\n)+(?=event:progress\ndata:)"), "",
          Pattern.compile("(?s)\\[\\{\"startedAt\":.*"), "[records]",
          Pattern.compile("(?s)\uFFFD.*"), "(an image)",
          Pattern.compile("(?s)<!doctype html>.*"), "(the page)");

  @RegisterExtension
  static final StudioServer studio =
      StudioServer.with(
          "maskloom.limits.max-input-size=300KB",
          "maskloom.memory.max-wait=0s",
          "maskloom.fusion.openai.api-key=sk");

  @RegisterExtension
  static final StudioServer strict =
      StudioServer.with(
          "studio.operator.token=secret",
          "studio.quota.per-visitor=1",
          "studio.quota.jobs.number=0",
          "studio.upload.timeout=1s");

  private final StringBuilder told = new StringBuilder();

  @Test
  void everyAnswerIsAsItWas() throws Exception {
    tellOfThePage();
    tellOfPhotos();
    String photo = studio.painted(300, 200);
    tellOfMasks(photo);
    tellOfFurniture();
    tellOfFusions(photo);
    tellOfStrangers();
    tellOfLimits();
    if ("write".equals(System.getProperty("studio.answers"))) {
      Files.writeString(COMMITTED, told);
    }
    assertThat(told.toString()).isEqualTo(Files.readString(COMMITTED));
  }

  private void tellOfThePage() throws Exception {
    ask("GET /");
    ask("GET /demo/room.jpg");
    ask("HEAD /demo/room.jpg");
    ask("GET /api/studio");
    ask("GET /api/journal");
    ask("GET /actuator/health");
    ask("GET /nothing/here");
    ask("GET /api/nothing");
    ask("POST /api/studio");
    ask("TRACE /api/photos");
    ask("GET /error");
    ask("GET /api/photos/a%2fb/picture");
    ask("G@T /");
  }

  private void tellOfPhotos() throws Exception {
    ask("POST /api/photos", "image/png", TestImages.photo("png", 40, 30));
    ask("POST /api/photos", "image/png", "no image".getBytes(UTF_8));
    ask("POST /api/photos", "text/plain", "no image".getBytes(UTF_8));
    ask("POST /api/photos", "image/png", new byte[400_000]);
    ask("POST /api/photos", "image/png", TestImages.bomb(60_000, 60_000));
    byte[] whole = TestImages.photo("png", 400, 300);
    ask("POST /api/photos", "image/png", Arrays.copyOf(whole, whole.length / 2));
    ask("POST /api/photos");
    ask("POST /api/photos", FORM, "nonsense".getBytes(UTF_8));
    String form = "--a\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\nx";
    ask("POST /api/photos", FORM, form.formatted("photo").getBytes(UTF_8));
    ask("POST /api/photos", FORM, (form.formatted("b") + "\r\n--a--").getBytes(UTF_8));
    assertThat(studio.files()).as("only the first one is kept").hasSize(1);
    ask("GET /api/photos/" + NOBODY + "/picture");
    ask("DELETE /api/photos/" + NOBODY);
  }

  private void tellOfMasks(String photo) throws Exception {
    String path = "/api/photos/" + photo + "/mask";
    ask("GET /api/photos/" + photo + "/picture");
    ask("GET /api/photos/" + photo + "/scene");
    ask("HEAD /api/photos/" + photo + "/scene");
    ask("PUT " + path, "image/png", TestImages.mask(300, 200, 60, 50, 90, 90));
    ask("PUT " + path, "image/png", TestImages.mask(300, 200, 0, 0, 0, 0));
    ask("PUT " + path, "image/png", TestImages.mask(300, 100, 60, 50, 90, 90));
    ask("PUT " + path, "image/png", TestImages.photo("png", 300, 200));
    ask("PUT " + path, "image/png", TestImages.photo("jpeg", 300, 200));
    ask("PUT " + path, "image/png", TestImages.bomb(60_000, 60_000));
    ask("PUT " + path, "{\"mask\":1}");
    ask("PUT " + path, "{\"mask\":\"%%%\"}");
    ask("PUT " + path, "{\"mask\":\"data:text/plain;base64,AAAA\"}");
    ask("PUT " + path, "{\"mask\":\"data:");
    ask("PUT " + path, "nonsense");
    ask("PUT /api/photos/" + NOBODY + "/mask", "image/png", TestImages.mask(9, 9, 0, 0, 3, 3));
  }

  private void tellOfFurniture() throws Exception {
    ask("GET /api/furniture?type=sofa");
    ask("GET /api/furniture?minLength=-1");
    ask("GET /api/furniture?minLength=abc&maxWidth=x");
    ask("GET /api/furniture/sofa_modern_teal.png/picture");
    ask("GET /api/furniture/nothing.png/picture");
    ask("POST /api/furniture/reload");
  }

  private void tellOfFusions(String photo) throws Exception {
    String unpainted = studio.photo(TestImages.photo("png", 30, 20));
    String wish = "{\"photo\":\"%s\",\"furniture\":\"%s\"}";
    String sofa = "sofa_modern_teal.png";
    ask("POST /api/fusions", wish.formatted(unpainted, sofa));
    ask("POST /api/fusions", wish.formatted(NOBODY, sofa));
    ask("POST /api/fusions", wish.formatted(photo, "nothing.png"));
    ask("POST /api/fusions", "{}");
    ask("POST /api/fusions", "nonsense");
    ask("POST /api/fusions", "[]");
    ask("POST /api/fusions", "");
    ask("POST /api/fusions", "{\"photo\":");
    ask("POST /api/fusions", "{\"photo\":{},\"furniture\":\"b\"}");
    ask("POST /api/fusions", " ".repeat(17_000));
    ask("POST /api/fusions", "text/plain", "{}".getBytes(UTF_8));
    String prompt = "{\"photo\":\"a\",\"furniture\":\"b\",\"prompt\":\"" + "x".repeat(2001) + "\"}";
    ask("POST /api/fusions", prompt);
    ask("GET /api/fusions/" + studio.fuse(photo, "").text("id"));
    String lamp = "lamp_industrial_tripod.png";
    String id = studio.ended(studio.begin(photo, lamp, "").header("Location")).text("id");
    for (String of : List.of("", "/events", "/picture", "/preview")) {
      ask("GET /api/fusions/" + id + of);
    }
    ask("DELETE /api/fusions/" + id);
    for (String of : List.of("", "/events", "/picture", "/preview")) {
      ask("GET /api/fusions/" + NOBODY + of);
    }
    ask("GET /api/fusions");
  }

  private void tellOfStrangers() throws Exception {
    ask(studio, "GET /api/journal", new byte[0], "Host: evil.example");
    ask(studio, "DELETE /api/fusions/a", new byte[0], "Origin: http://evil.example");
    ask(strict, "POST /api/furniture/reload", new byte[0]);
    ask(strict, "GET /actuator/metrics", new byte[0], "Authorization: Bearer other");
  }

  private void tellOfLimits() throws Exception {
    byte[] picture = TestImages.photo("png", 30, 20);
    MemoryBudget budget = studio.bean(MemoryBudget.class);
    try (var everything = budget.reserve(budget.ceilingBytes(), CancelSignal.NEVER)) {
      assertThat(everything.bytes()).isPositive();
      ask("POST /api/photos", "image/png", picture);
    }
    String photo = strict.painted(300, 200);
    ask(strict, "POST /api/photos", picture, "Content-Type: image/png");
    String wish = "{\"photo\":\"%s\",\"furniture\":\"sofa_modern_teal.png\"}".formatted(photo);
    ask(strict, "POST /api/fusions", wish.getBytes(UTF_8), "Content-Type: application/json");
    ask(strict, "POST /api/photos", picture, "Content-Type: image/png", "Content-Length: 1000");
  }

  private void ask(String request) throws IOException {
    ask(studio, request, new byte[0]);
  }

  private void ask(String request, String json) throws IOException {
    ask(request, "application/json", json.getBytes(UTF_8));
  }

  private void ask(String request, String type, byte[] body) throws IOException {
    ask(studio, request, body, "Content-Type: " + type);
  }

  private void ask(StudioServer server, String request, byte[] body, String... headers)
      throws IOException {
    String more = headers.length == 0 ? "" : headers[0];
    tell(request, more, RawClient.answer(server, request, body, headers));
  }

  private static String inOrder(String line) {
    String[] parts = line.split(": ", 2);
    return parts[0] + Stream.of(parts[1].split(", ")).sorted().collect(joining(", ", ": ", ""));
  }

  private void tell(String request, String more, String answer) {
    String[] parts = answer.split("\r\n\r\n", 2);
    String headers =
        parts[0]
            .lines()
            .skip(1)
            .filter(line -> HEADERS.contains(line.replaceFirst(":.*", "")))
            .map(line -> line.matches("A.*") ? inOrder(line) : line)
            .sorted()
            .collect(joining("\n"));
    String body = parts[1];
    if (headers.contains("chunked")) {
      body = body.replaceAll("(?m)^[0-9a-f]+\r\n", "").replace("\r\n", "");
    }
    String all =
        "%s  %s%n%s%n%s%n%s"
            .formatted(request, more, parts[0].lines().findFirst().orElse(""), headers, body);
    for (var each : CHANGING.entrySet()) {
      all = each.getKey().matcher(all).replaceAll(each.getValue());
    }
    told.append(all.strip()).append("\n\n");
  }
}
