package io.github.maskloom.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.http.call.FakeClock;
import io.github.maskloom.http.settings.HttpConfig;
import io.github.maskloom.http.settings.HttpRetries;
import io.github.maskloom.testing.internal.server.Answer;
import io.github.maskloom.testing.internal.server.JobServer;
import io.github.maskloom.testing.internal.server.JobServer.Stage;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The pauses between polls, on a clock that stands still but for them. */
class JobPollsTest extends JobTrial {
  private List<Duration> pauses(Duration first, Duration most) throws IOException {
    FakeClock clock = new FakeClock();
    JobServer server = serving(Wire.LINK);
    server.plan(Stage.POLL, 4, Answer.json(Wire.LINK.waiting("job-1")));
    HttpConfig config =
        config(server.address()).withRetries(HttpRetries.DEFAULT.withWaits(first, most));
    newCall();
    work(linked().build(), config, clock, Optional.empty(), call);
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
