package io.github.maskloom.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.fusion.Delivery;
import io.github.maskloom.fusion.FusionException;
import io.github.maskloom.fusion.spi.ProviderJob;
import io.github.maskloom.http.call.FakeClock;
import io.github.maskloom.http.settings.HttpConfig;
import io.github.maskloom.http.settings.HttpRetries;
import io.github.maskloom.http.wire.JobRules;
import io.github.maskloom.http.wire.JobRules.Place;
import io.github.maskloom.testing.JobWire;
import io.github.maskloom.testing.internal.RecordingCall;
import io.github.maskloom.testing.internal.server.Answer;
import io.github.maskloom.testing.internal.server.JobServer;
import io.github.maskloom.testing.internal.server.JobServer.Stage;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What must be proven before a result counts as gone, on clocks that jump. */
class JobProofTest extends JobTrial {
  private static final Instant NOW = FakeClock.BEGIN;
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final int ALWAYS = 99;

  private static final JobRules RULES =
      linked().expired("gone").unknown("nowhere").resultsLive(Duration.ofMinutes(10)).build();

  private static final ProviderJob OLD =
      ProviderJob.of("job-1", NOW.minus(Duration.ofDays(2)))
          .withExpires(NOW.minus(Duration.ofDays(1)));

  private final FakeClock clock = new FakeClock();
  private final JobServer server = serving(Wire.LINK);
  private HttpConfig config = config(server.address());
  private JobRules rules = RULES;

  private Duration elapsed() {
    return Duration.ofNanos(clock.nanoTime());
  }

  private RecordingCall done(Optional<ProviderJob> job) throws IOException {
    HttpRetries waits =
        HttpRetries.DEFAULT.withWaits(Duration.ofSeconds(1), Duration.ofSeconds(10));
    work(rules, config.withRetries(waits), clock, job, call);
    return call;
  }

  private FusionException failure(Optional<ProviderJob> job) {
    FusionException failure = failure(() -> done(job));
    assertThat(failure).isNotNull();
    assertThat(failure.delivery()).isEqualTo(Delivery.ACCEPTED);
    return failure;
  }

  private static Answer state(String state) {
    return Answer.json(Wire.LINK.waiting("job-1").replace("waiting", state));
  }

  private static Answer answer(String name) {
    return switch (name) {
      case "reset" -> Answer.resetAfterBody();
      case "page" -> Answer.htmlPage(200);
      case "silence" -> Answer.silence(new CountDownLatch(1));
      default -> Answer.empty(Integer.parseInt(name));
    };
  }

  private void assertExpired() {
    FusionException failure = failure(Optional.of(OLD));

    assertThat(failure.failure().code()).contains("expired");
    assertThat(call.ends()).containsExactly(ProviderJob.End.EXPIRED);
    assertThat(elapsed()).isGreaterThanOrEqualTo(MINUTE);
  }

  private FusionException assertKept(Optional<ProviderJob> job) {
    FusionException failure = failure(job);

    assertThat(failure.failure().code()).isEmpty();
    assertThat(call.ends()).isEmpty();
    return failure;
  }

  @ParameterizedTest
  @ValueSource(ints = {404, 410})
  void anImageThatIsGoneForAMinuteHasExpired(int status) {
    server.plan(Stage.DOWNLOAD, ALWAYS, Answer.empty(status));

    assertExpired();
  }

  @ParameterizedTest
  @ValueSource(strings = {"gone", "nowhere"})
  void aJobOfWhichTheServiceSaysSoForAMinuteHasExpired(String state) {
    server.plan(Stage.POLL, ALWAYS, state(state));

    assertExpired();
  }

  @ParameterizedTest
  @ValueSource(strings = {"403", "500", "503", "302", "reset", "page"})
  void aFailureOfTheImagesHostIsNoProof(String answer) {
    server.plan(Stage.DOWNLOAD, ALWAYS, answer(answer));

    assertKept(Optional.of(OLD));
  }

  @Test
  void aHostThatIsNotAllowedHereIsNoProof() {
    config = config.withDownloadHosts("cdn.test");

    assertThat(assertKept(Optional.of(OLD))).hasMessageContaining("downloadHosts");
  }

  @ParameterizedTest
  @ValueSource(ints = {404, 410})
  void aPollThatNoServiceAnsweredIsNoProof(int status) {
    server.plan(Stage.POLL, ALWAYS, Answer.empty(status));

    assertKept(Optional.of(OLD));
  }

  /** Its answer has no id, but stands where the job's own answer said. */
  @ParameterizedTest
  @CsvSource({"404, {}, true", "410, {}, true", "404, '', false", "500, {}, false"})
  void aResultAtAnAddressOfItsOwnIsGoneIfTheServiceSaysSo(int status, String body, boolean gone) {
    rules =
        JobTrial.rules()
            .pollAt("jobs/{id}")
            .at(Place.RESULT_LINK, "/out/result")
            .at(Place.LINK, "/out/url")
            .resultsLive(Duration.ofMinutes(10))
            .build();
    Map<String, String> details = Map.of("result", server.address() + "/results/job-1");
    ProviderJob job = new ProviderJob("job-1", OLD.submitted(), OLD.expires(), details);
    server.plan(Stage.POLL, state("done"));
    server.plan(
        Stage.RESULT,
        ALWAYS,
        body.isEmpty() ? Answer.empty(status) : Answer.errorBody(status, body));

    assertThat(failure(Optional.of(job)).failure().code().isPresent()).isEqualTo(gone);
    assertThat(call.ends()).isEqualTo(gone ? List.of(ProviderJob.End.EXPIRED) : List.of());
    assertThat(server.count(Stage.POLL)).isOne();
  }

  @Test
  void whatIsGoneForAMomentIsAskedForAgain() throws IOException {
    server.plan(Stage.DOWNLOAD, 3, Answer.empty(404));
    server.plan(Stage.POLL, 3, state("nowhere"));

    done(Optional.of(OLD));

    assertThat(call.bytes(0)).isEqualTo(JobWire.IMAGE);
    assertThat(call.ends()).isEmpty();
    assertThat(call.failures()).isEmpty();
  }

  @Test
  void aJobThatIsKnownInBetweenIsNotGone() throws IOException {
    for (int i = 0; i < 6; i++) {
      server.plan(Stage.POLL, 4, state("nowhere"));
      server.plan(Stage.POLL, 1, state("waiting"));
    }

    assertThat(done(Optional.of(OLD)).ends()).isEmpty();
    assertThat(elapsed()).isGreaterThan(MINUTE.multipliedBy(2));
  }

  @Test
  void whatIsGoneBeforeItsTimeIsToldAndKept() {
    server.plan(Stage.DOWNLOAD, ALWAYS, Answer.empty(404));

    assertThat(assertKept(Optional.of(ProviderJob.of("job-1", NOW)))).hasMessageContaining("gone");
  }

  @Test
  void whatWasWrongBeforeTheLastPollIsNotTold() {
    server.plan(Stage.POLL, 1, Answer.empty(503));
    server.plan(Stage.POLL, ALWAYS, state("waiting"));
    assertThat(assertKept(Optional.empty()))
        .hasMessageContaining("but in the state waiting, and may be taken up later (")
        .hasNoCause();
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT-24H", "PT10M", "PT1H", "PT24H"})
  void aClockThatJumpsMakesNoNewJobExpire(Duration jump) {
    server.onPoll(() -> clock.jump(jump));
    server.plan(Stage.DOWNLOAD, ALWAYS, Answer.empty(404));

    assertKept(Optional.empty());
  }

  @ParameterizedTest
  @CsvSource({
    "0, PT-24H", "0, PT-1H", "0, PT-10M", "0, PT10M", "0, PT1H", "0, PT24H",
    "1, PT-24H", "1, PT-1H", "1, PT-10M", "1, PT10M", "1, PT1H", "1, PT24H",
    "2, PT-24H", "2, PT-1H", "2, PT-10M", "2, PT10M", "2, PT1H", "2, PT24H",
    "3, PT-24H", "3, PT-1H", "3, PT-10M", "3, PT10M", "3, PT1H", "3, PT24H"
  })
  void aClockThatJumpsEndsNothingEarly(int poll, Duration jump) throws IOException {
    int[] polls = {0};
    clock.jump(poll == 0 ? jump : Duration.ZERO);
    server.onPoll(() -> clock.jump(++polls[0] >= poll ? jump : Duration.ZERO));
    server.plan(Stage.POLL, 1, Answer.empty(503));
    server.plan(Stage.POLL, 1, state("nowhere"));
    server.plan(Stage.DOWNLOAD, 1, Answer.empty(503));
    Optional<ProviderJob> job =
        poll == 0 ? Optional.of(ProviderJob.of("job-1", NOW)) : Optional.empty();

    done(job);

    assertThat(call.bytes(0)).isEqualTo(JobWire.IMAGE);
    assertThat(call.ends()).isEmpty();
    assertThat(elapsed()).isLessThan(MINUTE);
  }
}
