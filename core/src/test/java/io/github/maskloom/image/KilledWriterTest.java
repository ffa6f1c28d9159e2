package io.github.maskloom.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.MaskCompositor;
import io.github.maskloom.testing.KillProbe;
import io.github.maskloom.testing.Made;
import io.github.maskloom.testing.SyntheticRows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is seen of processes that are killed while they write, and of those that live on. {@code
 * -Psoak} kills a hundred.
 */
@Tag("slow")
class KilledWriterTest {
  private static final int KILLS = Integer.getInteger("maskloom.kills", 5);
  private static final int WIDTH = 600;
  private static final int HEIGHT = 600;

  @TempDir Path folder;
  private Path results;
  private Path result;

  @BeforeEach
  void writeImages() throws IOException {
    SyntheticRows.photo(WIDTH, HEIGHT).write(OutputFormat.PNG, folder.resolve("photo"));
    SyntheticRows.mask(WIDTH, HEIGHT).write(OutputFormat.PNG, folder.resolve("first"));
    SyntheticRows.mask(WIDTH / 2, HEIGHT / 2).write(OutputFormat.PNG, folder.resolve("second"));
    Files.createDirectory(folder.resolve("temp"));
    results = Files.createDirectory(folder.resolve("results"));
    result = results.resolve("result.png");
  }

  @Test
  void killedProcessesLeaveNothingBeyondTheNextStart() throws Exception {
    List<byte[]> sound = List.of(composite("first"), composite("second"));
    assertThat(sound.get(0)).isNotEqualTo(sound.get(1));
    for (int i = 0; i < KILLS; i++) {
      boolean waits = i % 2 == 0;
      try (KillProbe probe = KillProbe.start(folder, result, waits)) {
        probe.awaitHalf();
        if (waits) {
          assertThat(lockedDrafts()).as("what the dead left is gone").hasSize(1);
        }
        probe.kill();
        if (waits) {
          assertThat(lockedDrafts()).as("what the dead leaves").hasSize(1);
        }
      }
      assertThat(Files.readAllBytes(result)).isIn(sound);
    }

    AbandonedDrafts.sweep(results);

    assertThat(lockedDrafts()).isEmpty();
    assertThat(folder.resolve("temp")).isEmptyDirectory();
  }

  @Test
  void aWriterThatLivesKeepsItsFile() throws Exception {
    try (KillProbe writer = KillProbe.start(folder, result, true)) {
      writer.awaitHalf();
      AbandonedDrafts.sweep(results);
      try (KillProbe other = KillProbe.start(folder, results.resolve("other.png"), true)) {
        other.awaitHalf();
        assertThat(lockedDrafts()).hasSize(2);
      }

      writer.goOn();
      writer.awaitDone();

      assertThat(result).hasBinaryContent(composite("second"));
    }
  }

  @Test
  void ourOwnDraftStaysLockedThroughASweepOfOurs() throws Exception {
    Path own = results.resolve("own.png");
    try (ImageTarget.Draft draft = ImageTarget.of(own).openDraft()) {
      draft.stream().write(1);
      AbandonedDrafts.sweep(results);
      try (KillProbe other = KillProbe.start(folder, result, true)) {
        other.awaitHalf();
      }

      draft.commit();
    }

    assertThat(own).hasBinaryContent(new byte[] {1});
  }

  private byte[] composite(String mask) throws IOException {
    return Made.composite(
            MaskCompositor.create(),
            ImageSource.of(folder.resolve("photo")),
            ImageSource.of(folder.resolve(mask)))
        .file();
  }

  /** A process that dies in the microseconds between the two moves of a commit leaves another. */
  private List<Path> lockedDrafts() throws IOException {
    try (Stream<Path> files = Files.list(results)) {
      return files
          .filter(file -> file.getFileName().toString().matches("\\.maskloom-.*-.*"))
          .toList();
    }
  }
}
