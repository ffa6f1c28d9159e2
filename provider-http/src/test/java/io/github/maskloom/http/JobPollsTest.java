package io.github.maskloom.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.http.call.ActiveCall;
import io.github.maskloom.http.call.ActiveCall.CallRegistry;
import io.github.maskloom.http.call.Attempts.RetryPolicy;
import io.github.maskloom.http.call.CallClock;
import io.github.maskloom.http.call.CallClock.Deadline;
import io.github.maskloom.http.call.Exchange.Session;
import io.github.maskloom.http.call.Exchange.Surroundings;
import io.github.maskloom.http.call.HttpClients;
import io.github.maskloom.http.settings.HttpConfig;
import io.github.maskloom.http.settings.HttpRetries;
import io.github.maskloom.http.wire.AnswerRules;
import io.github.maskloom.http.wire.ErrorTable;
import io.github.maskloom.http.wire.JobRules;
import io.github.maskloom.http.wire.ServiceProfile;
import io.github.maskloom.testing.RecordingCall;
import io.github.maskloom.testing.server.Answer;
import io.github.maskloom.testing.server.JobServer;
import io.github.maskloom.testing.server.JobServer.Stage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The pauses between polls, on a clock that stands still but for them. */
@Timeout(60)
class JobPollsTest {
  private static final JobRules RULES =
      JobRules.builder("/out/id", "/out/state")
          .pollAt("jobs/{id}")
          .linksAt("/out/url")
          .done("done")
          .build();

  @TempDir private Path folder = Path.of("");

  /** Remembers how long it was to wait. */
  private static final class PauseClock implements CallClock {
    private final List<Duration> pauses = new ArrayList<>();

    @Override
    public long nanoTime() {
      return pauses.stream().mapToLong(Duration::toNanos).sum();
    }

    @Override
    public Instant now() {
      return Instant.parse("2026-11-29T03:10:00Z").plusNanos(nanoTime());
    }

    @Override
    public void sleep(Duration duration, ActiveCall call) {
      pauses.add(duration);
    }
  }

  /** The pauses behind four polls that find a job waiting. */
  private List<Duration> pauses(Duration first, Duration most) throws IOException {
    HttpRetries waits = HttpRetries.DEFAULT.withWaits(first, most);
    PauseClock clock = new PauseClock();
    CallRegistry calls = new CallRegistry("mine");
    RecordingCall call = new RecordingCall(folder);
    try (JobServer server = new JobServer(HttpJobTest.Wire.with(at -> "\"url\":\"" + at + "\""))) {
      for (int i = 0; i < 4; i++) {
        server.plan(Stage.POLL, Answer.json("{\"out\":{\"id\":\"job-1\",\"state\":\"waiting\"}}"));
      }
      HttpConfig config = HttpJobTest.config(server.address()).withRetries(waits);
      HttpUrl base = HttpUrl.get(server.address().toString());
      Session session =
          new Session(
              new HttpClients(config),
              calls.timer(),
              new ServiceProfile("mine", () -> ErrorTable.OF_CODES, AnswerRules.JSON),
              config,
              new RetryPolicy(waits, () -> 1),
              clock,
              base);
      HttpJobTest.Asked asked = new HttpJobTest.Asked(1);
      ActiveCall active = calls.begin(call.cancellation());
      Deadline deadline = Deadline.after(Duration.ofMinutes(1), clock);
      JobRun run =
          new JobRun(RULES, call, asked, "key", new Surroundings(active, deadline, session));
      run.submitted(run.new Submission(asked).attempt());
      active.close();
    }
    return clock.pauses.subList(0, 4);
  }

  private static List<Duration> millis(long... values) {
    List<Duration> pauses = new ArrayList<>();
    for (long each : values) {
      pauses.add(Duration.ofMillis(each));
    }
    return pauses;
  }

  @Test
  void areLongerEachTimeUpToTheLongestWait() throws IOException {
    assertThat(pauses(Duration.ofMillis(800), Duration.ofMillis(2500)))
        .isEqualTo(millis(800, 1200, 1800, 2500));
  }

  @Test
  void areNeverSoShortThatTheServiceIsAskedWithoutEnd() throws IOException {
    assertThat(pauses(Duration.ZERO, Duration.ZERO)).isEqualTo(millis(50, 50, 50, 50));
    assertThat(pauses(Duration.ofNanos(1), Duration.ofSeconds(1)))
        .startsWith(Duration.ofMillis(50), Duration.ofMillis(75), Duration.ofNanos(112_500_000));
  }

  @Test
  void areNoneLongerThanTheLongestWait() throws IOException {
    assertThat(pauses(Duration.ofSeconds(5), Duration.ofSeconds(2)))
        .isEqualTo(millis(2000, 2000, 2000, 2000));
  }
}
