package io.github.maskloom.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.maskloom.fusion.Delivery;
import io.github.maskloom.fusion.FusionException;
import io.github.maskloom.fusion.spi.ProviderJob;
import io.github.maskloom.http.ServiceConfig.Preset;
import io.github.maskloom.http.model.ModelTable;
import io.github.maskloom.http.settings.HttpRetries;
import io.github.maskloom.http.settings.HttpSettings;
import io.github.maskloom.http.wire.AnswerRules;
import io.github.maskloom.http.wire.BodyPart;
import io.github.maskloom.http.wire.ErrorRules;
import io.github.maskloom.http.wire.ErrorTable;
import io.github.maskloom.http.wire.JobRules;
import io.github.maskloom.http.wire.SafeText;
import io.github.maskloom.testing.RecordingCall;
import io.github.maskloom.testing.server.Answer;
import io.github.maskloom.testing.server.JobServer;
import io.github.maskloom.testing.server.JobServer.Stage;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The shapes that answers of services with jobs have. */
@Timeout(60)
class HttpJobTest {
  private static final String KEY = "key-that-nobody-may-see";
  private static final String IMAGE = Base64.getEncoder().encodeToString(JobServer.IMAGE);
  private static final Instant PAST = Instant.parse("2026-11-29T03:10:00Z");

  @TempDir private Path folder = Path.of("");

  private static JobRules.Builder rules() {
    return JobRules.builder("/out/id", "/out/state").done("done").expired("gone");
  }

  /** Answers whose fields are within {@code out}. */
  record Wire(String more, UnaryOperator<String> image) implements JobServer.Wire {
    static Wire with(UnaryOperator<String> image) {
      return new Wire("", image);
    }

    @Override
    public String accepted(String id, URI service) {
      return out(id, "waiting", more.replace("SERVICE", service.toString()));
    }

    @Override
    public String waiting(String id) {
      return out(id, "waiting", "");
    }

    @Override
    public String done(String id, URI at) {
      return out(id, "done", "," + image.apply(at.toString()));
    }

    private static String out(String id, String state, String more) {
      return "{\"out\":{\"id\":\"" + id + "\",\"state\":\"" + state + "\"" + more + "}}";
    }

    @Override
    public boolean isCancel(String method, String path) {
      return false;
    }
  }

  record Asked(int imagesTaken, Optional<String> path) implements ImageRequest {
    Asked(int imagesTaken) {
      this(imagesTaken, Optional.empty());
    }

    @Override
    public Optional<String> model() {
      return Optional.of("pencil");
    }

    @Override
    public List<BodyPart> body() {
      return List.of(BodyPart.of("{}".getBytes(UTF_8)));
    }

    @Override
    public Map<String, String> headers(String requestId) {
      return Map.of("Authorization", KEY);
    }

    @Override
    public SafeText safeText() {
      return new SafeText(List.of(KEY));
    }
  }

  /** A service of jobs at an address. */
  static HttpService service(URI address, HttpSettings settings, ErrorRules errors) {
    Preset<?> preset = new Preset<>("mine", "", address, "m", ModelTable.of());
    return new HttpService(
        PlainConfig.builder(preset).http(settings).build(), "jobs", errors, AnswerRules.JSON);
  }

  private static HttpService service(JobServer server) {
    HttpSettings settings =
        HttpSettings.builder()
            .retries(HttpRetries.DEFAULT.withWaits(Duration.ZERO, Duration.ZERO))
            .build();
    return service(server.address(), settings, () -> ErrorTable.OF_CODES);
  }

  private RecordingCall queued(JobServer server, JobRules rules) throws IOException {
    RecordingCall call = new RecordingCall(folder);
    try (HttpService service = service(server)) {
      service.queue(call, rules, () -> new Asked(1));
    }
    return call;
  }

  @Test
  void anImageInBase64IsTaken() throws IOException {
    try (JobServer server = new JobServer(Wire.with(at -> "\"image\":\"" + IMAGE + "\""))) {
      RecordingCall call =
          queued(server, rules().pollAt("jobs/{id}").base64At("/out/image").build());

      assertThat(call.bytes(0)).isEqualTo(JobServer.IMAGE);
      assertThat(server.requests().get(1)).isEqualTo("GET /v1/jobs/job-1");
    }
  }

  @Test
  void anImageInADataUrlIsTaken() throws IOException {
    String url = "\"image\":\"data:image/png;base64," + IMAGE + "\"";
    try (JobServer server = new JobServer(Wire.with(at -> url))) {
      RecordingCall call =
          queued(server, rules().pollAt("jobs/{id}").linksAt("/out/image").build());

      assertThat(call.bytes(0)).isEqualTo(JobServer.IMAGE);
    }
  }

  @Test
  void linksOfMoreImagesThanWereAskedForAreLeft() throws IOException {
    JobRules rules = rules().pollAt("jobs/{id}").linksAt("/out/images/*/url").build();
    UnaryOperator<String> two =
        at -> "\"images\":[{\"url\":\"" + at + "\"},{\"url\":\"" + at + "?2\"}]";
    try (JobServer server = new JobServer(Wire.with(two))) {
      RecordingCall call = queued(server, rules);

      assertThat(call.files()).containsExactly("image-0");
      assertThat(call.left()).containsExactly(Optional.of(server.image("job-1") + "?2"));
    }
  }

  @Test
  void aRequestThatTakesNoImageIsNotSent() {
    JobRules rules = rules().pollAt("jobs/{id}").linksAt("/out/url").build();
    try (JobServer server = new JobServer(Wire.with(at -> "\"url\":\"" + at + "\""));
        HttpService service = service(server)) {
      FusionException failure =
          catchThrowableOfType(
              FusionException.class,
              () -> service.queue(new RecordingCall(folder), rules, () -> new Asked(0)));

      assertThat(failure.delivery()).isEqualTo(Delivery.NOT_SENT);
      assertThat(failure).hasRootCauseMessage("a request takes at least one image, not 0");
      assertThat(server.requests()).isEmpty();
    }
  }

  @Test
  void asManyBlanksAsAreAllowedStandBeforeAnAnswer() throws IOException {
    String accepted = "{\"out\":{\"id\":\"job-1\",\"state\":\"waiting\"}}";
    JobRules rules = rules().pollAt("jobs/{id}").linksAt("/out/url").build();
    try (JobServer server = new JobServer(Wire.with(at -> "\"url\":\"" + at + "\""))) {
      server.plan(Stage.POLL, Answer.json(" ".repeat(1025) + accepted));
      server.plan(Stage.POLL, Answer.json(" ".repeat(1024) + accepted.replace("waiting", "gone")));

      assertThat(catchThrowableOfType(FusionException.class, () -> queued(server, rules)))
          .hasMessageContaining("the service no longer keeps the job");
    }
  }

  @Test
  void aRequestGoesToAPathOfItsOwn() throws IOException {
    JobRules rules = rules().pollAt("jobs/{id}").linksAt("/out/url").build();
    try (JobServer server = new JobServer(Wire.with(at -> "\"url\":\"" + at + "\""));
        HttpService service = service(server)) {
      Asked asked = new Asked(1, Optional.of("jobs/pencil?a=b"));
      service.queue(new RecordingCall(folder), rules, () -> asked);

      assertThat(server.requests()).contains("POST /v1/jobs/pencil?a=b");
    }
  }

  @Test
  void aJobIsAskedForAtTheAddressThatTheAnswerGives() throws IOException {
    JobRules rules = rules().pollLinkAt("/out/poll").linksAt("/out/url").build();
    Wire wire = new Wire(",\"poll\":\"SERVICE/of/job-1?a=b\"", at -> "\"url\":\"" + at + "\"");
    try (JobServer server = new JobServer(wire)) {
      RecordingCall call = queued(server, rules);

      assertThat(server.requests()).contains("GET /v1/of/job-1?a=b");
      assertThat(call.jobs().get(0).details()).containsValue(server.address() + "/of/job-1?a=b");
    }
  }

  @Test
  void theKeyGoesToNoHostThatOnlyAnAnswerNames() throws IOException {
    JobRules rules = rules().pollLinkAt("/out/poll").linksAt("/out/url").build();
    Wire wire = new Wire(",\"poll\":\"http://localhost:1/job-1\"", at -> "");
    try (JobServer server = new JobServer(wire)) {
      FusionException failure =
          catchThrowableOfType(FusionException.class, () -> queued(server, rules));

      assertThat(failure.delivery()).isEqualTo(Delivery.UNKNOWN);
      assertThat(failure).hasMessageContaining("one at localhost,");
      assertThat(server.requests()).containsExactly("POST /v1/jobs");
    }
  }

  @Test
  void aResultThatIsGoneSaysSinceWhen() throws IOException {
    JobRules rules =
        rules().pollAt("jobs/{id}").linksAt("/out/url").resultsLive(Duration.ofMinutes(10)).build();
    ProviderJob job = ProviderJob.of("job-1", PAST).withExpires(PAST);
    RecordingCall call = new RecordingCall(folder);
    try (JobServer server = new JobServer(Wire.with(at -> ""));
        HttpService service = service(server)) {
      for (int i = 0; i < 3; i++) {
        server.plan(Stage.POLL, Answer.empty(404));
      }
      FusionException failure =
          catchThrowableOfType(
              FusionException.class, () -> service.resume(call, rules, job, () -> new Asked(1)));

      assertThat(failure)
          .hasMessageContaining("the result of the job expired at " + PAST)
          .hasMessageContaining("PT10M");
      assertThat(failure.failure().code()).contains("expired");
      assertThat(failure.delivery()).isEqualTo(Delivery.ACCEPTED);
      assertThat(call.ends()).containsExactly(ProviderJob.End.EXPIRED);
      assertThat(server.count(Stage.SUBMIT)).isZero();
    }
  }

  @Test
  void aResultIsKeptWithTheTimeUntilItCanBeFetched() throws IOException {
    JobRules rules =
        rules().pollAt("jobs/{id}").linksAt("/out/url").resultsLive(Duration.ofMinutes(10)).build();
    try (JobServer server = new JobServer(Wire.with(at -> "\"url\":\"" + at + "\""))) {
      RecordingCall call = queued(server, rules);

      assertThat(call.jobs()).hasSize(2);
      assertThat(call.jobs().get(0).expires()).isEmpty();
      assertThat(call.jobs().get(1).expires().orElseThrow())
          .isAfter(call.jobs().get(0).submitted().plus(Duration.ofMinutes(9)));
    }
  }
}
