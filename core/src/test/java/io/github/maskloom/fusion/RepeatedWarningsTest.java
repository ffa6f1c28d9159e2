package io.github.maskloom.fusion;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.testing.LogProbe;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a process logs in which everything that is worth a warning happens again and again. */
class RepeatedWarningsTest {
  @TempDir Path folder;

  @Test
  void eachIsWrittenOnceAMinuteAtMost() throws Exception {
    FusionFolder files = new FusionFolder(folder);

    LogProbe.Outcome outcome = LogProbe.run(folder);

    assertThat(outcome.minutes()).isLessThan(outcome.times());
    assertThat(byLogger(outcome.loud()))
        .hasSize(5)
        .containsKeys("News", "News$Reader", "FallbackClient", "ProviderDiscovery", "DataUrl")
        .allSatisfy((logger, times) -> assertThat(times).isBetween(1L, outcome.minutes()));
    assertThat(outcome.loud())
        .allMatch(line -> line.startsWith("WARN "))
        .noneMatch(line -> line.contains("secret"));
    files.assertNothingLeft();
  }

  private static Map<String, Long> byLogger(List<String> lines) {
    return lines.stream()
        .map(line -> line.split(" ", 3)[1])
        .map(logger -> logger.substring(logger.lastIndexOf('.') + 1))
        .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
  }
}
