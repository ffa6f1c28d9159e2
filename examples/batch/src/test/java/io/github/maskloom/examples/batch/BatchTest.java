package io.github.maskloom.examples.batch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.github.maskloom.errors.ImageFormatException;
import io.github.maskloom.image.ImageTarget;
import io.github.maskloom.image.WorkOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class BatchTest {
  @TempDir Path folder;

  /** Jobs that write their text. */
  private final AtomicInteger runs = new AtomicInteger();

  @Test
  void doesEveryJobAndKeepsARowOfEach() throws IOException {
    BatchTally tally = run(job("a", "abc") + job("b", "second"));

    assertThat(tally).isEqualTo(new BatchTally(2, 0, 0, false));
    assertThat(folder.resolve("a")).hasContent("abc");
    assertThat(folder.resolve("b")).hasContent("second");
    assertThat(rows())
        .extracting(row -> row.key().orElseThrow(), row -> row.image().orElseThrow().bytes())
        .containsExactlyInAnyOrder(
            tuple(folder.resolve("a").toString(), 3L), tuple(folder.resolve("b").toString(), 6L));
    assertThat(rows().stream().map(row -> row.image().orElseThrow().etag()))
        .as("SHA-256")
        .contains("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  }

  @Test
  void aRerunDoesWhatLacks() throws IOException {
    run(job("a", "first"));
    BatchTally tally = run(job("a", "first") + job("b", "second"));

    assertThat(tally).isEqualTo(new BatchTally(1, 1, 0, false));
    assertThat(runs).hasValue(2);
    assertThat(rows()).hasSize(2);
  }

  @Test
  void aFileThatIsGoneOrHasAnotherSizeIsMadeAgain() throws IOException {
    run(job("a", "first") + job("b", "second") + job("c", "third"));
    Files.delete(folder.resolve("a"));
    Files.writeString(folder.resolve("b"), "other");

    assertThat(run(job("a", "first") + job("b", "second") + job("c", "third")))
        .isEqualTo(new BatchTally(2, 1, 0, false));
    assertThat(folder.resolve("b")).hasContent("second");
  }

  @Test
  void otherOptionsMakeTheFileAgain() throws IOException {
    run(job("a", "first"));
    run(job("a", "other"));
    // The first row has these options and this size, but the file is of the second one.
    assertThat(run(job("a", "first"))).isEqualTo(new BatchTally(1, 0, 0, false));
    assertThat(folder.resolve("a")).hasContent("first");
  }

  @Test
  void aFailureStopsNothingAndIsTriedAgain() throws IOException {
    String jobs = job("a", "first") + job("b", "fail") + "nonsense\n" + job("c", "third");
    assertThat(run(jobs)).isEqualTo(new BatchTally(2, 0, 2, false));
    assertThat(folder.resolve("b")).doesNotExist();
    assertThat(rows())
        .filteredOn(row -> row.failure().isPresent())
        .extracting(ManifestRow::line, row -> row.failure().get())
        .containsExactlyInAnyOrder(
            tuple(2L, "ImageFormatException: photo: broken in two lines"),
            tuple(3L, "JobException: no JSON object, at column 1"));

    assertThat(run(jobs)).isEqualTo(new BatchTally(0, 2, 2, false));
    assertThat(run(job("b", "second"))).isEqualTo(new BatchTally(1, 0, 0, false));
  }

  @Test
  void aJobThatFailsLeavesWhatEarlierOptionsMade() throws IOException {
    run(job("a", "first"));
    assertThat(run(job("a", "fail")).failed()).isOne();
    assertThat(run(job("a", "first"))).isEqualTo(new BatchTally(0, 1, 0, false));
  }

  @ParameterizedTest
  @ValueSource(strings = {"error", "memory", "bug"})
  void whateverGoesWrongIsARowOrEndsTheBatch(String text) throws IOException {
    if (text.equals("error")) {
      assertThatThrownBy(() -> run(job("a", text) + job("b", "second")))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("StackOverflowError");
    } else {
      assertThat(run(job("a", text) + job("b", "second")))
          .isEqualTo(new BatchTally(1, 0, 1, false));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "./a", "x/../a", "link/a", "b-link"})
  void twoLinesThatMakeTheSameFileAreRefused(String second) throws IOException {
    Files.createSymbolicLink(folder.resolve("link"), folder);
    Files.createFile(folder.resolve("a"));
    Files.createSymbolicLink(folder.resolve("b-link"), Path.of("a"));
    BatchTally tally = run(job("a", "first") + job("b", "b") + job(second, "third"));

    assertThat(tally).isEqualTo(new BatchTally(2, 0, 1, false));
    assertThat(folder.resolve("a")).hasContent("first");
    assertThat(rows())
        .filteredOn(row -> row.line() == 3)
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row.failure().orElseThrow())
                  .startsWith("JobException: line 1 makes the same file: ");
              assertThat(row.key()).as("the file did not fail").isEmpty();
            });
    assertThat(run(job("a", "first") + job("b", "b") + job(second, "third")))
        .isEqualTo(new BatchTally(0, 2, 1, false));
  }

  @Test
  void asManyJobsAsThereAreWorkersRunAtOnce() throws IOException {
    CyclicBarrier barrier = new CyclicBarrier(3);
    BatchJob.Parser parser =
        fields ->
            write(
                fields,
                work -> {
                  try {
                    barrier.await(30, TimeUnit.SECONDS);
                  } catch (Exception e) {
                    throw new IOException("not three at once", e);
                  }
                });
    String jobs = job("a", "x") + job("b", "x") + job("c", "x");

    assertThat(run(jobs, parser, WorkOptions.DEFAULT, 3).done()).isEqualTo(3);
  }

  @Test
  void aBatchThatIsStoppedLeavesNeitherFilesNorRowsOfWhatRan() throws IOException {
    AtomicBoolean stop = new AtomicBoolean();
    BatchJob.Parser parser =
        fields ->
            write(
                fields,
                work -> {
                  stop.compareAndSet(false, "last".equals(fields.get("text")));
                  work.cancel().throwIfCancelled();
                });
    WorkOptions options = WorkOptions.DEFAULT.withCancel(stop::get);
    String jobs = job("a", "first") + job("b", "last") + job("c", "third");

    assertThat(run(jobs, parser, options, 1)).isEqualTo(new BatchTally(1, 0, 0, true));
    assertThat(rows()).hasSize(1);
    assertThat(folder.resolve("b")).doesNotExist();
    assertThat(run(jobs)).isEqualTo(new BatchTally(2, 1, 0, false));
    assertThat(rows()).hasSize(3).allMatch(row -> row.failure().isEmpty());
  }

  @Test
  void jobsThatCannotBeReadOnEndTheBatchBehindThoseThatWereRead() throws IOException {
    Path mask = folder.resolve("a");
    assertThatThrownBy(() -> run("out,text\n" + mask + ",first\n\"open"))
        .isInstanceOf(IOException.class)
        .hasMessageEndingWith("below line 2");
    assertThat(rows()).hasSize(1);
    assertThat(mask).hasContent("first");
  }

  private String job(String file, String text) {
    return "{\"out\":\"" + folder + "/" + file + "\",\"text\":\"" + text + "\"}\n";
  }

  private BatchTally run(String jobs) throws IOException {
    return run(jobs, fields -> write(fields, work -> {}), WorkOptions.DEFAULT, 2);
  }

  private BatchTally run(String jobs, BatchJob.Parser parser, WorkOptions options, int workers)
      throws IOException {
    try (Manifest manifest = Manifest.open(folder.resolve("manifest"));
        JobLines lines = JobLines.open(Files.writeString(folder.resolve("jobs"), jobs))) {
      return new Batch(parser, options, workers, BatchListener.NONE).run(lines, manifest);
    }
  }

  private interface Step {
    void run(WorkOptions work) throws IOException;
  }

  private BatchJob write(Map<String, String> fields, Step before) {
    Path out = Path.of(Optional.ofNullable(fields.get("out")).orElseThrow());
    String text = Optional.ofNullable(fields.get("text")).orElseThrow();
    return new BatchJob(
        "write",
        fields,
        out,
        work -> {
          before.run(work);
          failIfAsked(text);
          try (ImageTarget.Draft draft = ImageTarget.of(out).openDraft()) {
            draft.stream().write(text.getBytes(UTF_8));
            draft.commit();
          }
          runs.incrementAndGet();
          return new MadeImage(text.length(), 1, OptionalDouble.empty(), "write");
        });
  }

  private static void failIfAsked(String text) throws IOException {
    switch (text) {
      case "fail" ->
          throw new IOException(
              "photo: broken\n  in two lines", ImageFormatException.at("PNG", "IHDR", 0, "broken"));
      case "memory" -> throw new OutOfMemoryError("Java heap space");
      case "error" -> throw new StackOverflowError();
      case "bug" -> throw new IllegalStateException("a bug");
      default -> {}
    }
  }

  private List<ManifestRow> rows() throws IOException {
    List<ManifestRow> rows = new ArrayList<>();
    try (Manifest manifest = Manifest.open(folder.resolve("manifest"))) {
      manifest.read(rows::add);
    }
    return rows;
  }
}
