package io.github.maskloom.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.fusion.Delivery;
import io.github.maskloom.fusion.FusionContentException;
import io.github.maskloom.fusion.FusionException;
import io.github.maskloom.fusion.FusionServiceException;
import io.github.maskloom.fusion.RetryAdvice;
import io.github.maskloom.http.JobTrial.Wire;
import io.github.maskloom.http.settings.HttpConfig;
import io.github.maskloom.http.wire.AnswerRules;
import io.github.maskloom.http.wire.ErrorRule.Kind;
import io.github.maskloom.http.wire.ErrorTable;
import io.github.maskloom.http.wire.JobRules;
import io.github.maskloom.http.wire.JobRules.Place;
import io.github.maskloom.http.wire.ServiceProfile;
import io.github.maskloom.testing.LoopbackTls;
import io.github.maskloom.testing.internal.RecordingCall;
import io.github.maskloom.testing.internal.server.Answer;
import io.github.maskloom.testing.internal.server.JobServer;
import io.github.maskloom.testing.internal.server.JobServer.Stage;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How jobs end that bring no image, how requests are refused that become none, and headers. */
class HttpJobEndTest extends JobTrial {

  private static final ErrorTable DOCUMENTED =
      ErrorTable.OF_FAMILIES
          .documentedRefusal(400, Kind.CONTENT, RetryAdvice.NEVER, "Improper")
          .documentedRefusal(500, Kind.SERVICE, RetryAdvice.SAFE, "Broken");

  private static final JobRules RULES =
      JobRules.builder("/out/id", "/out/state")
          .pollAt("jobs/{id}")
          .at(Place.LINK, "/out/url")
          .at(Place.USAGE, "/out/used")
          .done("done")
          .unknown("nowhere")
          .failed(Kind.SERVICE, Delivery.REJECTED, "failed")
          .failed(Kind.SERVICE, Delivery.ACCEPTED, "lost")
          .at(Place.CODE, "/out/code")
          .at(Place.MESSAGE, "/out/words", "/out/details/*/0")
          .at(Place.REFUSAL_CODE, "/code")
          .at(Place.REFUSAL_MESSAGE, "/detail", "/detail/0/msg")
          .resultsLive(Duration.ofMinutes(10))
          .build();
  private static final ServiceProfile PROFILE =
      new ServiceProfile("mine", DOCUMENTED, AnswerRules.JSON).withJobs(RULES);

  private static final Wire WIRE =
      Wire.with(at -> "\"used\":{\"images\":2},\"url\":\"" + at + "\"");

  private final JobServer server = serving(WIRE);

  private HttpService service() {
    return service(server.address(), config -> config, PROFILE);
  }

  private RecordingCall queued() throws IOException {
    service().fuse(REQUEST, call);
    return call;
  }

  private FusionException failure() {
    return failure(service(), call);
  }

  @Test
  void whatWasUsedIsInTheResponse() throws IOException {
    assertThat(service().fuse(REQUEST, new RecordingCall(folder)).usage())
        .containsValue(2L)
        .hasSize(1);
  }

  @Test
  void aHeaderOfTheRequestAloneGoesToNoPoll() throws IOException {
    queued();

    assertThat(server.calls(Stage.SUBMIT).get(0).header("X-Queue")).contains("please");
    assertThat(server.calls(Stage.POLL)).allMatch(call -> call.header("X-Queue").isEmpty());
    assertThat(server.calls(Stage.POLL)).allMatch(call -> call.header("Authorization").isPresent());
  }

  @ParameterizedTest
  @CsvSource({
    "503, ; the last poll failed: this is not how the service refuses",
    "200, ; the last poll failed: the answer"
  })
  void aJobThatIsLateIsToldWithItsStateAndWhatWasWrong(int status, String wrong) {
    server.plan(Stage.POLL, Answer.json(Wire.out("job-1", "of-next-year", "")));
    server.plan(Stage.POLL, Answer.comeBack(status, "86400"));
    assertThat(failure())
        .hasMessageContaining("but in the state of-next-year, and may be taken up later" + wrong);
  }

  @ParameterizedTest
  @CsvSource({
    "failed, Improper, FusionContentException, REJECTED, NEVER",
    "failed, Broken.Timeout, FusionServiceException, REJECTED, SAFE",
    "failed, Strange, FusionServiceException, REJECTED, NEVER",
    "lost, Improper, FusionContentException, ACCEPTED, MAY_BILL_TWICE"
  })
  void aDocumentedCodeSaysWhoseTurnItIs(
      String state, String code, String type, Delivery delivery, RetryAdvice.Kind advice)
      throws IOException {
    String more = ",\"code\":\"" + code + "\",\"words\":null";
    server.plan(Stage.POLL, Answer.json(Wire.out("job-1", state, more)));
    FusionException failure = failure();

    assertThat(failure.getClass().getSimpleName()).isEqualTo(type);
    assertThat(failure.delivery()).isEqualTo(delivery);
    assertThat(failure.retry().kind()).isEqualTo(advice);
  }

  @Test
  void wordsOfAFailureStandWhereverTheRulesSay() throws IOException {
    String more = ",\"details\":{\"Reasons\":[\"a famous face\",\"another\"]}";
    server.plan(Stage.POLL, Answer.json(Wire.out("job-1", "lost", more)));

    assertThat(failure()).hasMessageContaining("a famous face");
  }

  @ParameterizedTest
  @CsvSource({
    "'{\"code\":\"Improper\",\"detail\":\"not like this\"}'",
    "'{\"code\":\"Improper\",\"detail\":[{\"msg\":\"not like this\"},{\"msg\":\"nor that\"}]}'"
  })
  void wordsOfARefusalStandWhereverTheRulesSay(String body) throws IOException {
    server.plan(Stage.SUBMIT, Answer.errorBody(400, body));
    FusionException failure = failure();

    assertThat(failure)
        .isInstanceOf(FusionContentException.class)
        .hasMessageContaining("not like this");
    assertThat(failure.delivery()).isEqualTo(Delivery.REJECTED);
  }

  @Test
  void noImageComesWithoutTlsFromAServiceThatHasIt() throws Exception {
    LoopbackTls tls = LoopbackTls.create();
    UnaryOperator<HttpConfig> trusting =
        config -> config.withTrust(tls.clientSockets(), tls.trustManager());
    try (JobServer secure = new JobServer(WIRE, tls.serverSockets())) {
      URI address = URI.create(secure.address().toString().replace("http:", "https:"));
      FusionException failure = failure(service(address, trusting, PROFILE), call);

      assertThat(failure)
          .isInstanceOf(FusionServiceException.class)
          .hasMessageContaining("without TLS");
      assertThat(secure.count(Stage.DOWNLOAD)).isZero();
    }
  }
}
