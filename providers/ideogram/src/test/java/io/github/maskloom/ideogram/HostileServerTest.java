package io.github.maskloom.ideogram;

import static io.github.maskloom.ideogram.IdeogramFixture.PROMPT;
import static io.github.maskloom.ideogram.IdeogramFixture.request;
import static io.github.maskloom.testing.internal.ServiceTrial.KEY;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.fusion.Delivery;
import io.github.maskloom.fusion.FusionException;
import io.github.maskloom.http.settings.HttpTimeouts;
import io.github.maskloom.testing.internal.LogLines;
import io.github.maskloom.testing.internal.server.Answer;
import io.github.maskloom.testing.internal.server.JobServer.Stage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A service, or what stands before it, that says anything. */
@Tag("slow")
class HostileServerTest {
  private static final Duration SOON = Duration.ofSeconds(2);
  private static final String ECHO = KEY + " " + PROMPT + " " + base64(PROMPT) + base64(KEY);
  private static final int[] STATUSES = {
    200, 202, 302, 400, 401, 402, 403, 404, 409, 413, 422, 429, 500, 502, 503, 504
  };

  /** What comes of a request is at least as dear as this. */
  private record Fault(String name, Stage stage, Answer answer, Set<Delivery> known) {}

  @TempDir private Path folder;

  private final List<Fault> faults = new ArrayList<>();

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
  }

  private void submitted(int status, String body, Delivery... known) {
    String name = status + " " + body.substring(0, Math.min(80, body.length()));
    faults.add(new Fault(name, Stage.SUBMIT, Answer.errorBody(status, body), Set.of(known)));
  }

  private void addSubmissions() {
    for (int status : STATUSES) {
      boolean broke = status == 402;
      boolean busy = status == 429;
      for (String words :
          List.of("", ",\"prompt\":\"" + PROMPT + "\"", ",\"x\":{\"error\":\"" + ECHO + "\"}")) {
        submitted(status, "{\"error\":\"" + ECHO + "\"" + words + "}", Delivery.UNKNOWN);
        for (String code : List.of("insufficient_funds", "inflight_limit", "unheard")) {
          boolean documented =
              (broke && code.equals("insufficient_funds"))
                  || (busy && code.equals("inflight_limit"));
          submitted(
              status,
              "{\"error\":\"no\",\"reject_reason\":\"" + code + "\"" + words + "}",
              documented ? Delivery.REJECTED : Delivery.UNKNOWN);
        }
      }
      String refused = "\"error\":\"no\",\"reject_reason\":\"inflight_limit\"";
      submitted(status, "{" + refused + ",\"reject_reason\":\"other\"}", Delivery.UNKNOWN);
      submitted(status, "{" + refused + "}{" + refused + "}", Delivery.UNKNOWN);
      submitted(status, "{" + refused, Delivery.UNKNOWN);
      submitted(status, "[{" + refused + "}]", Delivery.UNKNOWN);
      submitted(status, "<html>" + ECHO, Delivery.UNKNOWN);
      if (status >= 300) {
        submitted(status, "{\"generation_id\":\"job-1\"," + refused + "}", Delivery.UNKNOWN);
        submitted(
            status,
            "{\"data\":[{\"url\":\"x\"}]," + refused + "}",
            Delivery.UNKNOWN,
            Delivery.REJECTED);
      }
    }
    for (String id :
        List.of(
            "\"\"",
            "null",
            "{}",
            "[\"job-1\"]",
            "\"a\\nb\"",
            "\"" + KEY + "\"",
            "\"" + PROMPT + "\"",
            "\"" + "x".repeat(300) + "\"",
            "\"\\u202Ea\"")) {
      submitted(200, "{\"generation_id\":" + id + "}", Delivery.UNKNOWN);
    }
  }

  private void polled(String body, Delivery... known) {
    String name = "poll " + body.substring(0, Math.min(100, body.length()));
    faults.add(new Fault(name, Stage.POLL, Answer.json(body), Set.of(known)));
  }

  private void addPolls() {
    String job = "{\"generation_id\":\"job-1\",\"status\":\"";
    for (String link :
        List.of(
            "http://127.0.0.1:1/x",
            "https://evil.invalid/" + KEY,
            "file:///etc/passwd",
            "x",
            "data:image/png;base64,!!",
            "data:image/png;base64," + base64(PROMPT),
            "//127.0.0.1/x",
            "http://127.0.0.1:1/?" + "s".repeat(9000))) {
      polled(job + "completed\",\"data\":[{\"url\":\"" + link + "\"}]}", Delivery.ACCEPTED);
      polled(
          job + "failed\",\"data\":[{\"url\":\"" + link + "\"}]}",
          Delivery.UNKNOWN,
          Delivery.ACCEPTED);
    }
    for (String state : List.of("queued", "Completed", "FAILED", "cancelled", ECHO, "")) {
      polled(job + state + "\"}", Delivery.ACCEPTED);
    }
    polled(job + "failed\",\"failure_reason\":\"" + ECHO + "\"}", Delivery.REJECTED);
    polled(job + "failed\",\"status\":\"completed\"}", Delivery.ACCEPTED);
    polled(job.replace("job-1", "job-2") + "failed\"}", Delivery.ACCEPTED);
    polled(job + "completed\",\"data\":{}}", Delivery.ACCEPTED);
    polled(job + "completed\",\"data\":[{\"url\":{}}]}", Delivery.ACCEPTED);
    polled(
        job + "completed\",\"data\":[" + "{\"url\":null},".repeat(400) + "{}]}", Delivery.ACCEPTED);
    polled(job + "completed\",\"x\":\"" + "x".repeat(2 << 20) + "\"}", Delivery.ACCEPTED);
    polled("[".repeat(5000), Delivery.ACCEPTED);
    for (int status : STATUSES) {
      faults.add(
          new Fault(
              "poll " + status,
              Stage.POLL,
              Answer.errorBody(status, job + "failed\",\"error\":\"" + ECHO + "\"}"),
              status < 300 ? Set.of(Delivery.REJECTED) : Set.of(Delivery.ACCEPTED)));
    }
  }

  @Test
  void nothingIsSentTwiceOrHeldForBetterThanItIsOrTold() throws IOException {
    addSubmissions();
    addPolls();
    List<String> wrong = new ArrayList<>();
    try (LogLines log = new LogLines()) {
      for (Fault fault : faults) {
        check(fault, wrong);
      }
      assertThat(log.take()).doesNotContain(KEY, PROMPT);
    }
    assertThat(wrong).as("of %d faults", faults.size()).isEmpty();
    assertThat(faults).hasSizeGreaterThan(200);
  }

  private void check(Fault fault, List<String> wrong) throws IOException {
    HttpTimeouts times = new HttpTimeouts(SOON, SOON, SOON, SOON, SOON, SOON);
    try (IdeogramFixture ideogram =
        new IdeogramFixture(() -> folder).with(config -> config.withTimeouts(times))) {
      ideogram.server().plan(fault.stage, 500, fault.answer);
      FusionException failure = ideogram.failure(request(), ideogram.newCall());
      int sent = ideogram.server().count(Stage.SUBMIT);
      boolean again = failure.delivery() == Delivery.REJECTED && fault.stage == Stage.SUBMIT;
      StringWriter told = new StringWriter();
      failure.printStackTrace(new PrintWriter(told));
      if (!fault.known.contains(failure.delivery())
          || (sent != 1 && !again)
          || told.toString().contains(KEY)
          || told.toString().contains(PROMPT)) {
        wrong.add(fault.name + " -> " + sent + " " + failure);
      }
    }
  }
}
