package io.github.maskloom.fal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.fusion.FusionException;
import io.github.maskloom.http.settings.HttpConfig;
import io.github.maskloom.testing.internal.RecordingCall;
import io.github.maskloom.testing.internal.ServiceTrial;
import io.github.maskloom.testing.internal.TestRequest;
import io.github.maskloom.testing.internal.server.Answer;
import io.github.maskloom.testing.internal.server.JobServer;
import io.github.maskloom.testing.internal.server.JobServer.Stage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Faults of this queue alone: what each is known to have cost, and that none is sent twice. */
class QueueFaultsTest {
  private static final String ELSEWHERE = "https://evil.test/requests/job-1";
  private static final String DRAWN = "{\"images\":[{\"url\":\"" + ELSEWHERE + "\"}],";

  @TempDir private Path folder;

  @AutoClose
  private final ServiceTrial<JobServer, HttpConfig> fal = FalJobContractTest.trial(() -> folder);

  /** A job whose addresses lead elsewhere cannot be asked for. */
  @ParameterizedTest
  @ValueSource(
      strings = {
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
        ""
      })
  void noLinkLeadsElsewhere(String at) throws IOException {
    String own = fal.server().address() + "/fal-ai/flux-pro/requests/job-1";
    for (List<String> links : List.of(List.of(own + "/status", at), List.of(at, own))) {
      String body = FalJobContractTest.accepted("job-1", links.get(0), links.get(1), at);
      fal.server().plan(Stage.SUBMIT, Answer.json(body));
      assertThat(outcome()).isEqualTo("UNKNOWN");
    }
    assertThat(fal.server().requests()).hasSize(2).allMatch(each -> each.startsWith("POST"));
    String cancelElsewhere = FalJobContractTest.accepted("job-1", own + "/status", own, at);
    assertOutcome("image", Stage.SUBMIT, Answer.json(cancelElsewhere));
  }

  /** At the poll of a job that says it is done: an outcome, and words of an error. */
  @ParameterizedTest
  @CsvSource({
    "REJECTED FAILED, request_timeout startup_timeout runner_scheduling_failure",
    "REJECTED FAILED, runner_connection_timeout runner_disconnected runner_connection_refused",
    "REJECTED FAILED, runner_connection_error runner_incomplete_response runner_server_error",
    "REJECTED FAILED, internal_error",
    "ACCEPTED CANCELLED, client_cancelled",
    "ACCEPTED FAILED, client_disconnected bad_request 422",
    "image, of_next_year COMPLETED"
  })
  void anErrorEndsAJobThatIsDone(String expected, String types) throws IOException {
    for (String type : types.split(" ", -1)) {
      String failed = FalJobContractTest.failed("job-1", type);
      assertOutcome(expected, Stage.POLL, Answer.json(failed));
      String running = failed.replace("COMPLETED", "IN_PROGRESS");
      assertOutcome("image", Stage.POLL, Answer.json(running));
      assertOutcome("image", Stage.POLL, Answer.json(FalJobContractTest.failed("job-2", type)));
      if (expected.startsWith("REJECTED")) {
        assertOutcome("UNKNOWN", Stage.POLL, Answer.json(DRAWN + failed.substring(1)));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"FAILED", "CANCELLED", "ERROR", "OK", "completed", "NOT_FOUND"})
  void aStateThatIsNotDocumentedIsWaitedIn(String state) throws IOException {
    assertOutcome("image", Stage.POLL, Answer.json(FalJobContractTest.status("job-1", state)));
  }

  /** At the address of the result: an outcome, a status, and words of a model's error. */
  @ParameterizedTest
  @CsvSource({
    "ACCEPTED FAILED, 422, content_policy_violation image_too_small image_too_large value_error",
    "ACCEPTED FAILED, 422, image_load_error file_download_error face_detection_error missing",
    "ACCEPTED FAILED, 422, file_too_large less_than_equal no_media_generated never_heard_of",
    "ACCEPTED FAILED, 400, downstream_service_error",
    "REJECTED FAILED, 500, internal_server_error downstream_service_unavailable",
    "REJECTED FAILED, 504, generation_timeout",
    "image, 500, generation_timeout",
    "image, 503, image_too_small",
    "ACCEPTED, 503, content_policy_violation"
  })
  void aModelsErrorEndsItsJobAtItsStatus(String expected, int status, String types)
      throws IOException {
    for (String type : types.split(" ", -1)) {
      String error = modelError(type);
      assertOutcome(expected, Stage.RESULT, Answer.errorBody(status, error));
      if (expected.startsWith("REJECTED")) {
        assertOutcome("image", Stage.RESULT, Answer.errorBody(status, error + "{}"));
        String drawn = DRAWN + error.substring(1);
        assertOutcome("UNKNOWN", Stage.RESULT, Answer.errorBody(status, drawn));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "504, request_timeout",
    "503, runner_disconnected",
    "502, runner_incomplete_response",
    "500, internal_error"
  })
  void anErrorOfTheQueueAtTheResultIsInPassing(int status, String type) throws IOException {
    String error = "{\"detail\":\"no\",\"error_type\":\"" + type + "\"}";
    assertOutcome("image", Stage.RESULT, Answer.errorBody(status, error));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"detail\":\"no\"}", "{\"detail\":[]}"})
  void aRefusalWithoutACodeIsToldAndTheTicketStays(String body) throws IOException {
    assertOutcome("ACCEPTED", Stage.RESULT, Answer.errorBody(422, body));
    assertOutcome("ACCEPTED", Stage.RESULT, Answer.errorBody(400, body));
    assertOutcome("ACCEPTED", Stage.RESULT, Answer.json("{\"images\":[]}"));
  }

  private static String modelError(String type) {
    return FalJobContractTest.PAGES.example("model-error.json", "content_policy_violation", type);
  }

  private void assertOutcome(String expected, Stage stage, Answer answer) throws IOException {
    fal.server().plan(stage, answer);
    assertThat(outcome()).as("%s", stage).isEqualTo(expected);
  }

  /** An image, or what was paid and whether the job is over. */
  private String outcome() throws IOException {
    int sent = fal.server().count(Stage.SUBMIT);
    RecordingCall call = fal.newCall();
    try {
      fal.fuse(new TestRequest().build(), call);
      return "image";
    } catch (FusionException e) {
      assertThat(e + " " + e.getCause()).doesNotContain("velvet", ServiceTrial.KEY);
      return e.delivery() + call.ends().stream().map(end -> " " + end).findFirst().orElse("");
    } finally {
      assertThat(fal.server().count(Stage.SUBMIT)).isEqualTo(sent + 1);
    }
  }
}
