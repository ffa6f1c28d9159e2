package io.github.maskloom.examples.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A batch takes the same heap however many jobs it has. */
@Tag("slow")
@Timeout(600)
class BatchMemoryTest {
  /** A kilobyte and a half that is left of each of five thousand jobs would not fit. */
  private static final String[] SMALL_HEAP = {"-Xmx12m", "-XX:+UseSerialGC"};

  @TempDir Path folder;

  @Test
  void thousandsOfImagesFitIntoASmallHeap() throws Exception {
    int jobs = 5_000;
    BatchChild batch = new BatchChild(folder, jobs);

    assertThat(batch.start(SMALL_HEAP).waitFor()).isZero();
    assertThat(batch.said()).contains(jobs + " done, 0 done before, 0 failed");
    assertThat(batch.start(SMALL_HEAP).waitFor()).isZero();
    assertThat(batch.said()).contains("0 done, " + jobs + " done before, 0 failed");
    try (Stream<Path> files = Files.list(batch.folder("out"))) {
      assertThat(files).hasSize(jobs);
    }
  }

  @Test
  void linesThatFailFitIntoASmallHeap() throws Exception {
    int lines = 150_000;
    BatchChild batch = new BatchChild(folder, 1);
    String line = "{\"photo\":\"gone\",\"mask\":\"gone\",\"out\":\"out/%s.png\"}";
    List<String> failing = IntStream.range(0, lines).mapToObj(line::formatted).toList();
    Files.write(folder.resolve("jobs.jsonl"), failing);

    assertThat(batch.start(SMALL_HEAP).waitFor()).isOne();

    try (Stream<String> rows = Files.lines(batch.manifest(), UTF_8)) {
      assertThat(rows).hasSize(lines);
    }
  }
}
