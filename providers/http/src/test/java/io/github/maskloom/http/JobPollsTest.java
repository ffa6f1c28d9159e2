package io.github.maskloom.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.http.call.FakeClock;
import io.github.maskloom.http.settings.HttpConfig;
import io.github.maskloom.http.settings.HttpRetries;
import io.github.maskloom.testing.internal.RecordingCall;
import io.github.maskloom.testing.internal.server.Answer;
import io.github.maskloom.testing.internal.server.JobServer;
import io.github.maskloom.testing.internal.server.JobServer.Stage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The pauses between polls, on a clock that stands still but for them. */
@Timeout(60)
class JobPollsTest {
  @TempDir private Path folder = Path.of("");

  private List<Duration> pauses(Duration first, Duration most) throws IOException {
    FakeClock clock = new FakeClock();
    try (JobServer server = new JobServer(HttpJobTest.Wire.LINK)) {
      server.plan(Stage.POLL, 4, Answer.json(HttpJobTest.Wire.LINK.waiting("job-1")));
      HttpConfig config =
          HttpJobTest.config(server.address())
              .withRetries(HttpRetries.DEFAULT.withWaits(first, most));
      RecordingCall call = new RecordingCall(folder);
      HttpJobTest.work(HttpJobTest.linked().build(), config, clock, Optional.empty(), call);
    }
    return clock.waits().subList(0, 4);
  }

  private static List<Duration> millis(long... values) {
    return LongStream.of(values).mapToObj(Duration::ofMillis).toList();
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
