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
import org.junit.jupiter.params.provider.CsvSource;

/** Which files in a folder a sweep takes for abandoned; {@link KilledWriterTest} has real ones. */
class AbandonedDraftsTest {
  private static final String OF_ANOTHER_MACHINE = ".maskloom-0123abcd-1.2f-77.tmp";
  private static final String NEVER_LOCKED = ".maskloom-77.tmp";

  @TempDir Path folder;

  /** A draft whose lock may not be seen stays for a day. */
  @ParameterizedTest
  @CsvSource({
    OF_ANOTHER_MACHINE + ", 23, true",
    NEVER_LOCKED + ", 23, true",
    OF_ANOTHER_MACHINE + ", 25, false",
    NEVER_LOCKED + ", 25, false",
    "room.png, 2400, true",
    ".maskloom-77.png, 2400, true",
    "maskloom-77.tmp, 2400, true",
    ".hidden.tmp, 2400, true"
  })
  void onlyWhatIsCalledLikeADraftAndOldIsSwept(String name, int hours, boolean stays)
      throws IOException {
    Path file = file(name, Duration.ofHours(hours));

    AbandonedDrafts.sweep(folder);

    assertThat(Files.exists(file)).isEqualTo(stays);
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
