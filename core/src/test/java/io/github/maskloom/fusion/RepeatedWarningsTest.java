package io.github.maskloom.fusion;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.raster.testing.internal.ChildJvm;
import io.github.maskloom.testing.LogProbe;
import io.github.maskloom.testing.RecordedLogs;
import java.io.IOException;
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

  @Test
  void eachJobWhoseTicketCouldNotBeKeptIsNamedWithItsTicket() throws Exception {
    FusionFolder files = new FusionFolder(folder);
    Process child =
        ChildJvm.start(
            RepeatedWarningsTest.class,
            files.temp(),
            List.of(folder.toString()),
            RecordedLogs.OPTION);
    String log = new String(child.getInputStream().readAllBytes(), UTF_8);

    assertThat(log.lines())
        .filteredOn(line -> line.contains("job-"))
        .hasSize(3)
        .allSatisfy(line -> assertThat(line).startsWith("WARN").contains("IOException"))
        .allSatisfy(line -> assertThat(line).containsPattern("[0-9a-f]{32}"));
    assertThat(log).contains("job-1", "job-2", "job-3").doesNotContain("No space");
  }

  /** Queues three jobs while there is no room for their ids. Arguments: the folder. */
  public static void main(String[] args) throws IOException {
    Path folder = Path.of(args[0]);
    QueueingProvider provider = new QueueingProvider();
    FusionConfig.Builder config = FusionConfig.builder().tempFolder(folder.resolve("temp"));
    FusionRequest request = FusionRequest.builder(folder.resolve("room.png")).prompt("a").build();
    for (int i = 0; i < 3; i++) {
      JobStore full = StoreFaultTest.Faulty.full(JobStore.files(folder.resolve("jobs")));
      try (FusionClient client = FusionClient.open(provider, config.jobs(full).build())) {
        client.fuse(request).discard();
      }
    }
    RecordedLogs.loud().forEach(System.out::println);
  }
}
