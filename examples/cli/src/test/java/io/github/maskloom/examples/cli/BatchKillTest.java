package io.github.maskloom.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.github.maskloom.examples.batch.Manifest;
import io.github.maskloom.examples.batch.ManifestRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A batch that is ended at any moment goes on where it was. */
@EnabledOnOs(OS.LINUX)
@Tag("slow")
@Timeout(300)
class BatchKillTest {
  private static final int JOBS = 150;
  private static final int KILLS = 4;
  private static final int WORKERS = 2;
  private static final int KILL = 9;

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"INT,2", "TERM,15", "KILL,9"})
  void nothingIsLostOrDoneTwice(String name, int signal) throws Exception {
    assumeFalse(isIgnored(signal), "signals of this kind are ignored here");
    BatchChild batch = new BatchChild(folder, JOBS);
    Random random = new Random(signal);
    for (int i = 0; i < KILLS; i++) {
      int before = rows(batch).size();
      int exitCode = killed(batch, name, 1 + random.nextInt(2 * JOBS / KILLS));
      assertThat(exitCode).as(batch.said()).isIn(0, 128 + signal);
      assertThat(rows(batch)).hasSizeGreaterThanOrEqualTo(before);
      int images = namesIn(batch.folder("out"), "[0-9]+\\.png").size();
      if (signal == KILL) {
        assertThat(images - rows(batch).size()).isBetween(0, WORKERS);
      } else {
        assertThat(images).as(batch.said()).isEqualTo(rows(batch).size());
        assertThat(namesIn(batch.folder("out"), ".*")).hasSize(images);
        assertThat(batch.said()).contains(exitCode == 0 ? " done before" : "run it again to go on");
      }
    }

    assertThat(batch.start().waitFor()).as(batch.said()).isZero();

    assertThat(rows(batch)).extracting(row -> row.key().orElseThrow()).doesNotHaveDuplicates();
    assertThat(rows(batch)).hasSize(JOBS).allMatch(row -> row.failure().isEmpty());
    assertImagesAreRight(batch);
  }

  /** Ends the process once so many files were made in its folder, drafts among them. */
  private static int killed(BatchChild batch, String signal, int files) throws Exception {
    Path out = batch.folder("out");
    try (WatchService watch = out.getFileSystem().newWatchService()) {
      out.register(watch, StandardWatchEventKinds.ENTRY_CREATE);
      Process process = batch.start();
      int made = 0;
      while (made < files && process.isAlive()) {
        WatchKey key = watch.poll(100, TimeUnit.MILLISECONDS);
        if (key != null) {
          made += key.pollEvents().size();
          key.reset();
        }
      }
      new ProcessBuilder("kill", "-" + signal, String.valueOf(process.pid()))
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
      return process.waitFor();
    }
  }

  private static void assertImagesAreRight(BatchChild batch) throws IOException {
    Run expected = Run.of("batch", "--jobs", batch.folder("expected.jsonl").toString());
    expected.done();
    for (int i = 0; i < JOBS; i++) {
      String name = i + ".png";
      assertThat(
              Files.mismatch(
                  batch.folder("out").resolve(name), batch.folder("expected").resolve(name)))
          .isEqualTo(-1);
    }
  }

  private static List<ManifestRow> rows(BatchChild batch) throws IOException {
    List<ManifestRow> rows = new ArrayList<>();
    try (Manifest manifest = Manifest.open(batch.manifest())) {
      manifest.read(rows::add);
    }
    return rows;
  }

  private static List<String> namesIn(Path folder, String pattern) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.matches(pattern))
          .toList();
    }
  }

  /** Whether this process, and so its children, ignore a signal, as some shells have it. */
  private static boolean isIgnored(int signal) throws IOException {
    try (Stream<String> lines = Files.lines(Path.of("/proc/self/status"))) {
      return lines
          .filter(line -> line.startsWith("SigIgn:"))
          .mapToLong(line -> Long.parseUnsignedLong(line.replaceAll("\\W|SigIgn", ""), 16))
          .anyMatch(mask -> (mask >> (signal - 1) & 1) == 1);
    }
  }
}
