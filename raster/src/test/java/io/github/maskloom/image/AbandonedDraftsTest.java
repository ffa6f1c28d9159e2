package io.github.maskloom.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which files in a folder a sweep takes for abandoned; {@link KilledWriterTest} has real ones. */
class AbandonedDraftsTest {
  private static final String OF_ANOTHER_MACHINE = ".maskloom-0123abcd-1.2f-77.tmp";
  private static final String NEVER_LOCKED = ".maskloom-77.tmp";

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {OF_ANOTHER_MACHINE, NEVER_LOCKED})
  void aDraftWhoseLockMayNotBeSeenStaysForADay(String name) throws IOException {
    Path young = file(name, Duration.ofHours(23));

    AbandonedDrafts.sweep(folder);

    assertThat(young).exists();
  }

  @ParameterizedTest
  @ValueSource(strings = {OF_ANOTHER_MACHINE, NEVER_LOCKED})
  void aDraftThatWasUntouchedForADayGoes(String name) throws IOException {
    Path old = file(name, Duration.ofHours(25));

    AbandonedDrafts.sweep(folder);

    assertThat(old).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"room.png", ".maskloom-77.png", "maskloom-77.tmp", ".hidden.tmp"})
  void whatIsNotCalledLikeADraftStays(String name) throws IOException {
    Path other = file(name, Duration.ofDays(100));

    AbandonedDrafts.sweep(folder);

    assertThat(other).exists();
  }

  @Test
  void neitherALinkNorWhatItLeadsToIsSwept() throws IOException {
    Path picture = file("room.png", Duration.ofDays(100));
    Path link = Files.createSymbolicLink(folder.resolve(NEVER_LOCKED), picture);

    AbandonedDrafts.sweep(folder);

    assertThat(link).isSymbolicLink();
    assertThat(picture).exists();
  }

  @Test
  void aFolderIsSweptAtTheFirstAndTenthDraft() throws IOException {
    AbandonedDrafts.beforeDraft(folder);
    Path later = file(NEVER_LOCKED, Duration.ofDays(2));

    for (int drafts = 2; drafts < 10; drafts++) {
      AbandonedDrafts.beforeDraft(folder);
      assertThat(later).exists();
    }
    AbandonedDrafts.beforeDraft(folder);

    assertThat(later).doesNotExist();
  }

  @Test
  void theFirstDraftLooksAtFiveHundredFilesOnly() throws IOException {
    for (int i = 0; i < 1_000; i++) {
      file(".maskloom-" + i + ".tmp", Duration.ofDays(2));
    }

    AbandonedDrafts.beforeDraft(folder);

    assertThat(folder.toFile().list()).hasSize(500);
  }

  @Test
  void aFolderThatCannotBeListedIsLeftAlone() {
    Path missing = folder.resolve("missing");

    AbandonedDrafts.sweep(missing);

    assertThat(missing).doesNotExist();
  }

  @Test
  void aDraftIsSweptByTheFirstOpenedBesideIt() throws IOException {
    Path old = file(NEVER_LOCKED, Duration.ofDays(2));

    try (ImageTarget.Draft draft = ImageTarget.of(folder.resolve("a.png")).openDraft()) {
      assertThat(old).doesNotExist();
      draft.commit();
    }
  }

  private Path file(String name, Duration age) throws IOException {
    Path file = Files.write(folder.resolve(name), new byte[1]);
    return Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(age)));
  }
}
