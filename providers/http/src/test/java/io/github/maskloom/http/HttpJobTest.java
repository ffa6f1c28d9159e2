package io.github.maskloom.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.fusion.Delivery;
import io.github.maskloom.fusion.FusionException;
import io.github.maskloom.fusion.spi.OutputSize;
import io.github.maskloom.fusion.spi.ProviderCall;
import io.github.maskloom.fusion.spi.ProviderJob;
import io.github.maskloom.fusion.spi.RequestOptions;
import io.github.maskloom.http.call.FakeClock;
import io.github.maskloom.http.wire.JobRules;
import io.github.maskloom.http.wire.JobRules.Place;
import io.github.maskloom.testing.JobWire;
import io.github.maskloom.testing.internal.RecordingCall;
import io.github.maskloom.testing.internal.server.Answer;
import io.github.maskloom.testing.internal.server.ImagesJson;
import io.github.maskloom.testing.internal.server.JobServer;
import io.github.maskloom.testing.internal.server.JobServer.Stage;
import io.github.maskloom.testing.internal.server.ReceivedCall;
import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The shapes that answers of services with jobs have. */
class HttpJobTest extends JobTrial {
  private static final ProviderJob.Asked ASKED =
      new ProviderJob.Asked("", OutputSize.UNSET, 1, RequestOptions.NONE);

  @Test
  void anImageInADataUrlIsTaken() throws IOException {
    String url = "\"image\":\"data:image/png;base64," + ImagesJson.encode(JobWire.IMAGE) + "\"";
    JobServer server = serving(Wire.with(at -> url));
    queued(server, rules().pollAt("jobs/{id}").at(Place.LINK, "/out/image").build());

    assertThat(call.bytes(0)).isEqualTo(JobWire.IMAGE);
  }

  @Test
  void anImageMayBeALinkWhereBase64IsExpected() throws IOException {
    String base64 = ImagesJson.encode(JobWire.IMAGE);
    JobServer server = serving(Wire.with(at -> "\"images\":[\"" + base64 + "\",\"" + at + "\"]"));
    sent = PlainRequest.of(2, "jobs");
    queued(server, rules().pollAt("/jobs/{id}").at(Place.IMAGE, "/out/images/*").build());

    assertThat(call.bytes(0)).isEqualTo(JobWire.IMAGE);
    assertThat(call.bytes(1)).isEqualTo(JobWire.IMAGE);
  }

  @Test
  void aDamagedDataUrlCostsNoOtherImage() throws IOException {
    String good = "data:image/png;base64," + ImagesJson.encode(JobWire.IMAGE);
    String urls = "\"images\":[{\"url\":\"data:image/png;base64,?\"},{\"url\":\"" + good + "\"}]";
    JobServer server = serving(Wire.with(at -> urls));
    sent = PlainRequest.of(2, "jobs");
    queued(server, rules().pollAt("jobs/{id}").at(Place.LINK, "/out/images/*/url").build());

    assertThat(call.failure(0)).hasMessageContaining("an image is neither base64 nor a link");
    assertThat(call.bytes(1)).isEqualTo(JobWire.IMAGE);
  }

  @Test
  void anImageThatIsHereIsKeptBeforeALinkIsFetched() throws IOException {
    String here = "data:image/png;base64," + ImagesJson.encode(JobWire.IMAGE);
    JobServer server =
        serving(
            Wire.with(at -> "\"images\":[{\"url\":\"" + at + "\"},{\"url\":\"" + here + "\"}]"));
    Answer image = Answer.body(200, "image/png", JobWire.IMAGE);
    List<String> kept = new CopyOnWriteArrayList<>();
    server.plan(
        Stage.DOWNLOAD,
        asked -> {
          kept.addAll(call.files());
          image.reply(asked);
        });
    sent = PlainRequest.of(2, "jobs");
    queued(server, rules().pollAt("jobs/{id}").at(Place.LINK, "/out/images/*/url").build());

    assertThat(kept).contains("image-1");
    assertThat(call.files()).containsExactly("image-0", "image-1");
  }

  @Test
  void anAnswerWhoseOnlyImageIsDamagedIsAskedForAgain() throws IOException {
    String damaged = ",\"images\":[{\"url\":\"data:image/png;base64,?\"},{\"url\":null}]";
    JobServer server = serving(Wire.with(at -> "\"images\":[{\"url\":\"" + at + "\"}]"));
    server.plan(Stage.POLL, Answer.json(Wire.out("job-1", "done", damaged)));
    queued(server, rules().pollAt("jobs/{id}").at(Place.LINK, "/out/images/*/url").build());

    assertThat(call.bytes(0)).isEqualTo(JobWire.IMAGE);
  }

  @Test
  void aJobWhoseImagesAreDamagedThreeTimesHasFailed() {
    String damaged = ",\"images\":[\"data:image/png;base64,?\"]";
    JobServer server = serving(Wire.LINK);
    server.plan(Stage.POLL, 9, Answer.json(Wire.out("job-1", "done", damaged)));
    JobRules rules = rules().pollAt("jobs/{id}").at(Place.LINK, "/out/images/*").build();
    FusionException failure = failure(service(server, rules), call);

    assertThat(failure).hasMessageContaining("an image is neither base64 nor a link");
    assertThat(failure.delivery()).isEqualTo(Delivery.ACCEPTED);
    assertThat(server.count(Stage.POLL)).isEqualTo(3);
    assertThat(call.jobs()).hasSize(1);
    assertThat(call.ends()).isEmpty();
  }

  @Test
  void linksOfMoreImagesThanWereAskedForAreLeft() throws IOException {
    JobRules rules = rules().pollAt("jobs/{id}").at(Place.LINK, "/out/images/*/url").build();
    UnaryOperator<String> two =
        at -> "\"images\":[{\"url\":\"" + at + "\"},{\"url\":\"" + at + "?2\"}]";
    JobServer server = serving(Wire.with(two));
    queued(server, rules);

    assertThat(call.files()).containsExactly("image-0");
    assertThat(call.left()).containsExactly(Optional.of(server.image("job-1") + "?2"));
  }

  @Test
  void aRequestThatTakesNoImageIsNotSent() {
    JobRules rules = linked().build();
    JobServer server = serving(Wire.LINK);
    sent = PlainRequest.of(0, "jobs");
    FusionException failure = failure(service(server, rules), call);

    assertThat(failure.delivery()).isEqualTo(Delivery.NOT_SENT);
    assertThat(failure).hasRootCauseMessage("a request takes at least one image, not 0");
    assertThat(server.requests()).isEmpty();
  }

  @Test
  void asManyBlanksAsAreAllowedStandBeforeAnAnswer() throws IOException {
    String accepted = "{\"out\":{\"id\":\"job-1\",\"state\":\"waiting\"}}";
    JobRules rules = linked().build();
    JobServer server = serving(Wire.LINK);
    server.plan(Stage.POLL, Answer.json(" ".repeat(1025) + accepted));
    server.plan(Stage.POLL, Answer.json(" ".repeat(1024) + accepted.replace("waiting", "failed")));

    assertThat(failure(() -> queued(server, rules)))
        .hasMessageContaining("the job has ended as failed");
  }

  @ParameterizedTest
  @ValueSource(strings = {"jobs/pencil?a=b", "/jobs/pencil?a=b"})
  void aRequestGoesToAPathOfItsOwn(String path) throws IOException {
    JobRules rules = linked().build();
    JobServer server = serving(Wire.LINK);
    sent = PlainRequest.of(1, path);
    queued(server, rules);

    assertThat(server.requests()).contains("POST /v1/jobs/pencil?a=b");
  }

  @Test
  void aJobIsAskedForAtTheAddressThatTheAnswerGives() throws IOException {
    JobRules rules = rules().pollLinkAt("/out/poll").at(Place.LINK, "/out/url").build();
    Wire wire = new Wire(",\"poll\":\"SERVICE/of/job-1?a=b\"", at -> "\"url\":\"" + at + "\"");
    JobServer server = serving(wire);
    queued(server, rules);

    assertThat(server.requests()).contains("GET /v1/of/job-1?a=b");
    assertThat(call.jobs().get(0).details()).containsValue(server.address() + "/of/job-1?a=b");
  }

  @ParameterizedTest
  @CsvSource({
    "'http://127.0.0.1:1/job-1', false",
    "'http://localhost:1/job-1', false",
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
  void theKeyGoesToTheServicesOriginAndToTheRulesHostsOverTls(String link, boolean taken) {
    JobRules rules =
        rules()
            .pollLinkAt("/out/poll", "poll.test", "odd.test:8443")
            .at(Place.LINK, "/out/url")
            .build();
    JobServer server = serving(new Wire(",\"poll\":\"" + link + "\"", at -> ""));

    FusionException failure =
        failure(
            () -> work(rules, config(server.address()), new FakeClock(), Optional.empty(), call));

    assertThat(failure.delivery()).isEqualTo(taken ? Delivery.ACCEPTED : Delivery.UNKNOWN);
    assertThat(failure.reason().contains("one at ")).isNotEqualTo(taken);
    assertThat(call.jobs()).hasSize(taken ? 1 : 0);
    assertThat(server.requests()).containsExactly("POST /v1/jobs");
  }

  @ParameterizedTest
  @ValueSource(strings = {"SERVICE/of/job-1?a=LONG", "SERVICE/of/job-1?a&amp;b"})
  void aLinkThatNoTicketMayHoldIsNotUsedButThePathIs(String link) throws IOException {
    JobServer server = serving(new Wire(poll(link), at -> "\"url\":\"" + at + "\""));
    JobRules.Builder rules = rules().pollLinkAt("/out/poll").at(Place.LINK, "/out/url");

    FusionException failure = failure(service(server, rules.build()), call);
    assertThat(failure.delivery()).isEqualTo(Delivery.UNKNOWN);
    assertThat(failure.failure().serverRequestIds()).contains("job-1");
    assertThat(call.jobs()).isEmpty();

    HttpService service = service(server, rules.pollAt("jobs?id={id}").build());
    service.fuse(REQUEST, call);
    service.resume(call.jobs().get(0), ASKED, new RecordingCall(folder));
    assertThat(server.calls(Stage.POLL).stream().map(ReceivedCall::path))
        .containsOnly("/v1/jobs?id=job-1");
  }

  private static String poll(String link) {
    return ",\"poll\":\"" + link.replace("LONG", "b".repeat(8_300)) + "\"";
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
    JobServer server = serving(wire);
    server.plan(Stage.SUBMIT, Answer.json(wire.accepted(id, server.address())));
    server.plan(Stage.POLL, Answer.json(wire.done(id, server.image("job-1"))));
    queued(server, rules);

    assertThat(call.jobs().get(0).id()).isEqualTo(id);
    assertThat(server.requests()).contains("GET /v1/jobs/" + path);
  }

  /** Whatever fails behind the answer, the job was accepted. */
  @ParameterizedTest
  @ValueSource(strings = {"keepJob", "answeredAs", "waiting"})
  void whatFailsOnceTheJobIsMadeIsAcceptedAndNamesIt(String where) {
    JobRules rules = linked().build();
    JobServer server = serving(Wire.LINK);
    HttpService service = service(server, rules);
    FusionException failure = failure(service, failing(where));

    assertThat(failure.delivery()).isEqualTo(Delivery.ACCEPTED);
    assertThat(failure.failure().clientRequestIds()).hasSize(1);
    assertThat(failure.failure().serverRequestIds()).containsExactly("job-1");
    assertThat(server.count(Stage.SUBMIT)).isEqualTo(1);
  }

  /** A call in which one of the callbacks throws, once the request is answered. */
  private ProviderCall failing(String where) {
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
    JobServer server = serving(Wire.LINK);
    HttpService service =
        service(server.address(), config -> config.withApiKey(key), profile(rules));
    for (int i = 0; i < (rotated ? 1 : 2); i++) {
      server.plan(Stage.POLL, Answer.empty(401));
    }
    FusionException failure = failure(service, call);

    assertThat(failure == null).isEqualTo(rotated);
    assertThat(asked).hasSize(2);
    assertThat(
            server.calls(Stage.POLL).stream()
                .flatMap(each -> each.header("Authorization").stream())
                .distinct())
        .hasSize(keys);
    assertThat(server.count(Stage.SUBMIT)).isEqualTo(1);
  }

  @Test
  void aResultIsKeptWithTheTimeUntilItCanBeFetched() throws IOException {
    JobRules rules = linked().resultsLive(Duration.ofMinutes(10)).build();
    JobServer server = serving(Wire.LINK);
    queued(server, rules);

    assertThat(call.jobs()).hasSize(2);
    assertThat(call.jobs().get(0).expires()).isEmpty();
    assertThat(call.jobs().get(1).expires().orElseThrow())
        .isAfter(call.jobs().get(0).submitted().plus(Duration.ofMinutes(9)));
  }
}
