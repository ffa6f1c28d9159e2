package io.github.maskloom.fal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.fusion.FusionException;
import io.github.maskloom.fusion.spi.ProviderJob;
import io.github.maskloom.testing.internal.RecordingCall;
import io.github.maskloom.testing.internal.server.Answer;
import io.github.maskloom.testing.internal.server.JobServer.Stage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** More than 200 faults of a queue: what each is known to have cost, and what it must not do. */
class QueueFaultsTest {
  private static final String ELSEWHERE = "https://evil.test/requests/job-1";

  /** The statuses and the job's own words of its failures that cost nothing. */
  private static final String[] REQUEST_ERRORS = {
    "504 request_timeout", "504 startup_timeout",
    "503 runner_scheduling_failure", "503 runner_connection_timeout",
    "503 runner_disconnected", "503 runner_connection_refused",
    "503 runner_connection_error", "502 runner_incomplete_response",
    "500 runner_server_error", "500 internal_error"
  };

  private static final String[] MODEL_ERRORS = {
    "content_policy_violation", "image_too_small", "image_too_large", "image_load_error",
    "file_download_error", "face_detection_error", "file_too_large", "less_than_equal",
    "no_media_generated", "missing", "value_error", "never_heard_of"
  };

  @TempDir private Path folder;

  private final List<String> wrong = new ArrayList<>();
  private int tried;

  @Test
  void noneIsJudgedBetterThanKnownOrSentTwice() throws IOException {
    tryRequests();
    tryLinks();
    tryStates();
    tryResults();

    assertThat(wrong).isEmpty();
    assertThat(tried).isGreaterThan(200);
  }

  /** Whatever a request is answered with, it may be in the queue. */
  private void tryRequests() throws IOException {
    for (int status : new int[] {302, 400, 401, 402, 403, 404, 408, 409, 413, 422, 429, 499}) {
      for (String body : bodies()) {
        check("UNKNOWN", Stage.SUBMIT, Answer.errorBody(status, body));
      }
    }
    for (int status : new int[] {500, 502, 503, 504}) {
      for (String error : REQUEST_ERRORS) {
        check("UNKNOWN", Stage.SUBMIT, Answer.errorBody(status, requestError(type(error))));
      }
      check("UNKNOWN", Stage.SUBMIT, Answer.htmlPage(status));
    }
    check("UNKNOWN", Stage.SUBMIT, Answer.resetAfterBody());
    check("UNKNOWN", Stage.SUBMIT, Answer.hangUpAfterBody());
  }

  private static List<String> bodies() {
    return List.of(
        "{}",
        "{\"detail\":\"no\"}",
        requestError("bad_request"),
        modelError("content_policy_violation"),
        FalJobContractTest.status("job-1", "IN_QUEUE"));
  }

  /**
   * A job whose addresses lead elsewhere cannot be asked for; a cancel elsewhere is never asked.
   */
  private void tryLinks() throws IOException {
    for (String at :
        List.of(
            ELSEWHERE,
            "http://127.0.0.1:1/requests/job-1",
            "http://169.254.169.254/latest/meta-data",
            "http://[::1]/",
            "http://localhost/",
            "file:///etc/passwd",
            "//evil.test/a",
            "https://queue.fal.run@evil.test/a",
            "https://queue.fal.run.evil.test/a",
            "https://queue.fal.run/a",
            "")) {
      for (boolean ofResult : new boolean[] {true, false}) {
        try (FalFixture fal = new FalFixture(() -> folder)) {
          String own = fal.server().address() + "/fal-ai/flux-pro/requests/job-1";
          String body =
              FalJobContractTest.accepted(
                  "job-1", ofResult ? own + "/status" : at, ofResult ? at : own, at);
          fal.server().plan(Stage.SUBMIT, Answer.json(body));
          check("UNKNOWN", at, fal);
          assertThat(fal.server().calls()).as(at).hasSize(1);
        }
      }
    }
    try (FalFixture fal = new FalFixture(() -> folder)) {
      String own = fal.server().address() + "/fal-ai/flux-pro/requests/job-1";
      String body = FalJobContractTest.accepted("job-1", own + "/status", own, ELSEWHERE);
      fal.server().plan(Stage.SUBMIT, Answer.json(body));
      check("image", "cancel elsewhere", fal);
    }
  }

  private void tryStates() throws IOException {
    for (String error : REQUEST_ERRORS) {
      String type = type(error);
      check("REJECTED FAILED", Stage.POLL, json(FalJobContractTest.failed("job-1", type)));
      String running = FalJobContractTest.failed("job-1", type);
      check("image", Stage.POLL, json(running.replace("COMPLETED", "IN_PROGRESS")));
      check("image", Stage.POLL, json(FalJobContractTest.failed("job-2", type)));
      String inner = running.substring(1);
      check("UNKNOWN", Stage.POLL, json("{\"images\":[{\"url\":\"" + ELSEWHERE + "\"}]," + inner));
    }
    check(
        "ACCEPTED CANCELLED",
        Stage.POLL,
        json(FalJobContractTest.failed("job-1", "client_cancelled")));
    for (String type : List.of("client_disconnected", "bad_request")) {
      check("ACCEPTED FAILED", Stage.POLL, json(FalJobContractTest.failed("job-1", type)));
    }
    for (String type : List.of("", "of_next_year", "COMPLETED", "422")) {
      check(
          type.equals("422") ? "ACCEPTED FAILED" : "image",
          Stage.POLL,
          json(FalJobContractTest.failed("job-1", type)));
    }
    for (String state : List.of("FAILED", "CANCELLED", "ERROR", "OK", "completed", "NOT_FOUND")) {
      check("image", Stage.POLL, json(FalJobContractTest.status("job-1", state)));
    }
    for (int status : new int[] {404, 410, 429, 500, 502, 503, 504}) {
      check("image", Stage.POLL, Answer.errorBody(status, requestError("runner_server_error")));
    }
  }

  private void tryResults() throws IOException {
    for (String type : MODEL_ERRORS) {
      check("ACCEPTED FAILED", Stage.RESULT, Answer.errorBody(422, modelError(type)));
    }
    check("image", Stage.RESULT, Answer.errorBody(503, modelError("image_too_small")));
    check("ACCEPTED", Stage.RESULT, Answer.errorBody(503, modelError("content_policy_violation")));
    for (String error : REQUEST_ERRORS) {
      int status = Integer.parseInt(error.substring(0, 3));
      check("image", Stage.RESULT, Answer.errorBody(status, requestError(type(error))));
    }
    check(
        "REJECTED FAILED",
        Stage.RESULT,
        Answer.errorBody(500, modelError("internal_server_error")));
    check("REJECTED FAILED", Stage.RESULT, Answer.errorBody(504, modelError("generation_timeout")));
    check("image", Stage.RESULT, Answer.errorBody(500, modelError("generation_timeout")));
    check(
        "ACCEPTED FAILED",
        Stage.RESULT,
        Answer.errorBody(400, modelError("downstream_service_error")));
    for (String body : List.of("{}", "{\"detail\":\"no\"}", "{\"detail\":[]}")) {
      check("ACCEPTED", Stage.RESULT, Answer.errorBody(422, body));
      check("ACCEPTED", Stage.RESULT, Answer.errorBody(400, body));
    }
    String behind = modelError("internal_server_error") + "{}";
    check("image", Stage.RESULT, Answer.errorBody(500, behind));
    String drawn = "{\"images\":[{\"url\":\"" + ELSEWHERE + "\"}],";
    String both = drawn + modelError("internal_server_error").substring(1);
    check("UNKNOWN", Stage.RESULT, Answer.errorBody(500, both));
    for (int status : new int[] {404, 410, 429, 502}) {
      check("image", Stage.RESULT, Answer.errorBody(status, "{}"));
    }
    check("ACCEPTED", Stage.RESULT, json("{\"images\":[]}"));
    check("ACCEPTED", Stage.RESULT, json(FalJobContractTest.status("job-1", "IN_PROGRESS")));
    check("image", Stage.DOWNLOAD, Answer.empty(503));
    check("ACCEPTED", Stage.DOWNLOAD, Answer.empty(403));
  }

  private static String type(String error) {
    return error.substring(4);
  }

  private static String requestError(String type) {
    return FalFixture.PAGES.example("request-error.json", "request_timeout", type);
  }

  private static String modelError(String type) {
    return FalFixture.PAGES.example("model-error.json", "content_policy_violation", type);
  }

  private static Answer json(String body) {
    return Answer.json(body);
  }

  private void check(String expected, Stage stage, Answer answer) throws IOException {
    try (FalFixture fal = new FalFixture(() -> folder)) {
      fal.server().plan(stage, answer);
      check(expected, stage + " " + tried, fal);
    }
  }

  /** An outcome is an image, or what it cost and whether the job is over. */
  private void check(String expected, String what, FalFixture fal) throws IOException {
    tried++;
    RecordingCall call = fal.newCall();
    String outcome = "image";
    String said = "";
    try {
      fal.fuse(FalFixture.request(FalOptions.NONE), call);
    } catch (FusionException e) {
      outcome = e.delivery() + call.ends().stream().map(end -> " " + end).findFirst().orElse("");
      said = e + " " + e.getCause();
    }
    String kept = call.jobs().stream().map(ProviderJob::details).toList().toString();
    boolean told = (said + kept).contains("greatshield") || (said + kept).contains(FalFixture.KEY);
    if (!outcome.equals(expected) || told || fal.server().count(Stage.SUBMIT) != 1) {
      wrong.add(what + ": " + expected + ", but " + outcome + " " + said);
    }
  }
}
