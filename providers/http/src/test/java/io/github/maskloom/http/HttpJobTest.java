package io.github.maskloom.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.maskloom.fusion.Delivery;
import io.github.maskloom.fusion.FusionException;
import io.github.maskloom.fusion.spi.ProviderCall;
import io.github.maskloom.fusion.spi.ProviderJob;
import io.github.maskloom.http.call.ActiveCall;
import io.github.maskloom.http.call.ActiveCall.CallRegistry;
import io.github.maskloom.http.call.Attempts.RetryPolicy;
import io.github.maskloom.http.call.CallClock;
import io.github.maskloom.http.call.CallClock.Deadline;
import io.github.maskloom.http.call.Exchange.Session;
import io.github.maskloom.http.call.Exchange.Surroundings;
import io.github.maskloom.http.call.HttpClients;
import io.github.maskloom.http.model.ModelTable;
import io.github.maskloom.http.settings.HttpConfig;
import io.github.maskloom.http.settings.HttpConfig.Preset;
import io.github.maskloom.http.settings.HttpRetries;
import io.github.maskloom.http.settings.HttpTimeouts;
import io.github.maskloom.http.wire.AnswerRules;
import io.github.maskloom.http.wire.ErrorRule.Kind;
import io.github.maskloom.http.wire.ErrorRules;
import io.github.maskloom.http.wire.ErrorTable;
import io.github.maskloom.http.wire.JobRules;
import io.github.maskloom.http.wire.ServiceProfile;
import io.github.maskloom.testing.JobWire;
import io.github.maskloom.testing.internal.RecordingCall;
import io.github.maskloom.testing.internal.server.Answer;
import io.github.maskloom.testing.internal.server.JobServer;
import io.github.maskloom.testing.internal.server.JobServer.Stage;
import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The shapes that answers of services with jobs have. */
@Timeout(60)
class HttpJobTest {
  private static final String KEY = "key-that-nobody-may-see";
  private static final String IMAGE = Base64.getEncoder().encodeToString(JobWire.IMAGE);

  @TempDir private Path folder = Path.of("");

  private static JobRules.Builder rules() {
    return JobRules.builder("/out/id", "/out/state")
        .done("done")
        .failed(Kind.SERVICE, Delivery.ACCEPTED, "failed");
  }

  /** Of a service that writes as {@link Wire#LINK}. */
  static JobRules.Builder linked() {
    return rules().pollAt("jobs/{id}").linksAt("/out/url");
  }

  /** Answers whose fields are within {@code out}. */
  record Wire(String more, UnaryOperator<String> image) implements JobWire {
    /** An image is at a link. */
    static final Wire LINK = with(at -> "\"url\":\"" + at + "\"");

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

    static String out(String id, String state, String more) {
      return "{\"out\":{\"id\":\"" + id + "\",\"state\":\"" + state + "\"" + more + "}}";
    }

    @Override
    public boolean isCancel(String method, String path) {
      return false;
    }
  }

  /** How to reach a service of jobs at an address. */
  static HttpConfig config(URI address) {
    return HttpConfig.of(new Preset("mine", "", address, "m", ModelTable.of())).withApiKey(KEY);
  }

  /** A service of jobs at an address. */
  static HttpService service(
      URI address, UnaryOperator<HttpConfig> settings, ErrorRules errors, JobRules jobs) {
    HttpConfig config =
        config(address).withRetries(HttpRetries.DEFAULT.withWaits(Duration.ZERO, Duration.ZERO));
    return new HttpService(
        settings.apply(config),
        new ServiceProfile("mine", errors, AnswerRules.JSON).withJobs(jobs));
  }

  private static HttpService service(JobServer server, JobRules rules) {
    return service(server, rules, config -> config);
  }

  private static HttpService service(
      JobServer server, JobRules rules, UnaryOperator<HttpConfig> settings) {
    return service(server.address(), settings, () -> ErrorTable.OF_CODES, rules);
  }

  /** Works on a new job, or goes on with one, for a call of ten minutes. */
  static void work(
      JobRules rules,
      HttpConfig config,
      CallClock clock,
      Optional<ProviderJob> job,
      RecordingCall call)
      throws IOException {
    CallRegistry calls = new CallRegistry("mine");
    HttpUrl base = HttpUrl.get(config.baseUrl().toString());
    Session session =
        new Session(
            new HttpClients(config),
            calls.timer(),
            new ServiceProfile("mine", () -> ErrorTable.OF_CODES, AnswerRules.JSON),
            config,
            new RetryPolicy(config.retries(), () -> 1),
            clock,
            base);
    PlainRequest asked = PlainRequest.job();
    ActiveCall active = calls.begin(call.cancellation());
    Deadline deadline = Deadline.after(Duration.ofMinutes(10), clock);
    JobRun run = new JobRun(rules, call, asked, "key", new Surroundings(active, deadline, session));
    try {
      if (job.isPresent()) {
        run.resume(job.get());
      } else {
        run.submitted(run.new Submission(asked).attempt());
      }
    } finally {
      active.close();
    }
  }

  private RecordingCall queued(JobServer server, JobRules rules) throws IOException {
    RecordingCall call = new RecordingCall(folder);
    try (HttpService service = service(server, rules)) {
      service.fuse(call, PlainRequest::job);
    }
    return call;
  }

  @Test
  void anImageInBase64IsTaken() throws IOException {
    try (JobServer server = new JobServer(Wire.with(at -> "\"image\":\"" + IMAGE + "\""))) {
      RecordingCall call =
          queued(server, rules().pollAt("jobs/{id}").base64At("/out/image").build());

      assertThat(call.bytes(0)).isEqualTo(JobWire.IMAGE);
      assertThat(server.requests().get(1)).isEqualTo("GET /v1/jobs/job-1");
    }
  }

  @Test
  void anImageInADataUrlIsTaken() throws IOException {
    String url = "\"image\":\"data:image/png;base64," + IMAGE + "\"";
    try (JobServer server = new JobServer(Wire.with(at -> url))) {
      RecordingCall call =
          queued(server, rules().pollAt("jobs/{id}").linksAt("/out/image").build());

      assertThat(call.bytes(0)).isEqualTo(JobWire.IMAGE);
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
    JobRules rules = linked().build();
    try (JobServer server = new JobServer(Wire.LINK);
        HttpService service = service(server, rules)) {
      FusionException failure =
          catchThrowableOfType(
              FusionException.class,
              () -> service.fuse(new RecordingCall(folder), () -> PlainRequest.of(0, "jobs")));

      assertThat(failure.delivery()).isEqualTo(Delivery.NOT_SENT);
      assertThat(failure).hasRootCauseMessage("a request takes at least one image, not 0");
      assertThat(server.requests()).isEmpty();
    }
  }

  @Test
  void asManyBlanksAsAreAllowedStandBeforeAnAnswer() throws IOException {
    String accepted = "{\"out\":{\"id\":\"job-1\",\"state\":\"waiting\"}}";
    JobRules rules = linked().build();
    try (JobServer server = new JobServer(Wire.LINK)) {
      server.plan(Stage.POLL, Answer.json(" ".repeat(1025) + accepted));
      server.plan(
          Stage.POLL, Answer.json(" ".repeat(1024) + accepted.replace("waiting", "failed")));

      assertThat(catchThrowableOfType(FusionException.class, () -> queued(server, rules)))
          .hasMessageContaining("the job has ended as failed");
    }
  }

  @Test
  void aRequestGoesToAPathOfItsOwn() throws IOException {
    JobRules rules = linked().build();
    try (JobServer server = new JobServer(Wire.LINK);
        HttpService service = service(server, rules)) {
      PlainRequest asked = PlainRequest.of(1, "jobs/pencil?a=b");
      service.fuse(new RecordingCall(folder), () -> asked);

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

  @ParameterizedTest
  @CsvSource({
    "'http://127.0.0.1:1/job-1', false",
    "'https://127.0.0.1/job-1', false",
    "'http://user@127.0.0.1/job-1', false",
    "'https://poll.test:8443/job-1', false",
    "'http://poll.test/job-1', false",
    "'https://poll.test.evil.test/job-1', false",
    "'https://poll.test/job-1', true",
    "'https://eu.poll.test:443/job-1', true",
    "'https://odd.test:8443/job-1', true",
    "'https://odd.test/job-1', false"
  })
  void theKeyGoesToTheServicesOriginAndToTheRulesHostsOverTls(String link, boolean taken)
      throws IOException {
    JobRules rules =
        rules().pollLinkAt("/out/poll", "poll.test", "odd.test:8443").linksAt("/out/url").build();
    Wire wire = new Wire(",\"poll\":\"" + link + "\"", at -> "");
    RecordingCall call = new RecordingCall(folder);
    try (JobServer server = new JobServer(wire);
        HttpService service =
            service(
                server,
                rules,
                config ->
                    config.withTimeouts(HttpTimeouts.DEFAULT.withCall(Duration.ofSeconds(1))))) {
      FusionException failure =
          catchThrowableOfType(FusionException.class, () -> service.fuse(call, PlainRequest::job));

      assertThat(failure.delivery()).isEqualTo(taken ? Delivery.ACCEPTED : Delivery.UNKNOWN);
      assertThat(call.jobs()).hasSize(taken ? 1 : 0);
    }
  }

  /** No ticket holds so long a link, but this call can use it. */
  @Test
  void aJobWithALongLinkIsAskedForAndNamed() throws IOException {
    JobRules rules = rules().pollLinkAt("/out/poll").linksAt("/out/url").build();
    String poll = ",\"poll\":\"SERVICE/of/job-1?a=" + "b".repeat(8_300) + "\"";
    RecordingCall later = new RecordingCall(folder);
    try (JobServer server = new JobServer(new Wire(poll, at -> "\"url\":\"" + at + "\""));
        HttpService service = service(server, rules)) {
      RecordingCall call = new RecordingCall(folder);
      service.fuse(call, PlainRequest::job);
      assertThat(call.bytes(0)).isEqualTo(JobWire.IMAGE);

      FusionException failure =
          catchThrowableOfType(
              FusionException.class,
              () -> service.resume(later, call.jobs().get(0), PlainRequest::job));
      assertThat(failure).hasMessageContaining("the job has no address");
      assertThat(failure.delivery()).isEqualTo(Delivery.ACCEPTED);
      assertThat(failure.failure().serverRequestIds()).containsExactly("job-1");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "YWJjZA==, YWJjZA%3D%3D",
    "a+b, a%2Bb",
    "job@2, job%402",
    "a/../b, a%2F..%2Fb",
    "%2e%2e, %252e%252e",
    "a b, a%20b",
    "任务, %E4%BB%BB%E5%8A%A1"
  })
  void anIdIsEncodedInAddresses(String id, String path) throws IOException {
    JobRules rules = linked().build();
    Wire wire = Wire.LINK;
    try (JobServer server = new JobServer(wire)) {
      server.plan(Stage.SUBMIT, Answer.json(wire.accepted(id, server.address())));
      server.plan(Stage.POLL, Answer.json(wire.done(id, server.image("job-1"))));
      RecordingCall call = queued(server, rules);

      assertThat(call.jobs().get(0).id()).isEqualTo(id);
      assertThat(server.requests()).contains("GET /v1/jobs/" + path);
    }
  }

  /** Whatever fails behind the answer, the job was accepted. */
  @ParameterizedTest
  @ValueSource(strings = {"keepJob", "answeredAs", "waiting"})
  void whatFailsOnceTheJobIsMadeIsAcceptedAndNamesIt(String where) {
    JobRules rules = linked().build();
    try (JobServer server = new JobServer(Wire.LINK);
        HttpService service = service(server, rules)) {
      FusionException failure =
          catchThrowableOfType(
              FusionException.class, () -> service.fuse(failing(where), PlainRequest::job));

      assertThat(failure.delivery()).isEqualTo(Delivery.ACCEPTED);
      assertThat(failure.failure().clientRequestIds()).hasSize(1);
      assertThat(failure.failure().serverRequestIds()).containsExactly("job-1");
      assertThat(server.count(Stage.SUBMIT)).isEqualTo(1);
    }
  }

  /** A call in which one of the callbacks throws, once the request is answered. */
  private ProviderCall failing(String where) {
    RecordingCall call = new RecordingCall(folder);
    int[] heard = {0};
    InvocationHandler handler =
        (proxy, method, arguments) -> {
          if (method.getName().equals("listener")) {
            return proxy;
          }
          heard[0] += method.getName().equals("waiting") ? 1 : 0;
          boolean second = !where.equals("waiting") || heard[0] == 2;
          if (method.getName().equals(where) && second) {
            throw new IllegalStateException("no");
          }
          return method.invoke(call, arguments);
        };
    Class<?>[] types = {ProviderCall.class};
    return (ProviderCall) Proxy.newProxyInstance(getClass().getClassLoader(), types, handler);
  }

  @ParameterizedTest
  @CsvSource({"true, 2", "false, 1"})
  void aKeyThatWasRotatedIsAskedForAgainOnce(boolean rotated, int keys) throws IOException {
    JobRules rules = linked().build();
    List<String> asked = new ArrayList<>();
    Supplier<String> key =
        () -> {
          asked.add("key");
          return rotated ? KEY + asked.size() : KEY;
        };
    RecordingCall call = new RecordingCall(folder);
    try (JobServer server = new JobServer(Wire.LINK);
        HttpService service = service(server, rules, config -> config.withApiKey(key))) {
      for (int i = 0; i < (rotated ? 1 : 2); i++) {
        server.plan(Stage.POLL, Answer.empty(401));
      }
      FusionException failure =
          catchThrowableOfType(FusionException.class, () -> service.fuse(call, PlainRequest::job));

      assertThat(failure == null).isEqualTo(rotated);
      assertThat(asked).hasSize(2);
      assertThat(
              server.calls(Stage.POLL).stream()
                  .flatMap(each -> each.header("Authorization").stream())
                  .distinct())
          .hasSize(keys);
      assertThat(server.count(Stage.SUBMIT)).isEqualTo(1);
    }
  }

  @Test
  void aResultIsKeptWithTheTimeUntilItCanBeFetched() throws IOException {
    JobRules rules = linked().resultsLive(Duration.ofMinutes(10)).build();
    try (JobServer server = new JobServer(Wire.LINK)) {
      RecordingCall call = queued(server, rules);

      assertThat(call.jobs()).hasSize(2);
      assertThat(call.jobs().get(0).expires()).isEmpty();
      assertThat(call.jobs().get(1).expires().orElseThrow())
          .isAfter(call.jobs().get(0).submitted().plus(Duration.ofMinutes(9)));
    }
  }
}
