package io.github.maskloom.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A draft whose file system says only at its end that something was not written. */
class FileDraftTest {
  private final IOException full = new IOException("the quota is used up");

  @TempDir Path folder;
  private Path target;
  private FileDraft draft;

  @BeforeEach
  void beginDraft() throws IOException {
    target = Files.writeString(folder.resolve("room.png"), "old");
    Path sibling = Files.createFile(folder.resolve(AbandonedDrafts.lockedName()));
    FileOutputStream unclosable =
        new FileOutputStream(sibling.toFile()) {
          @Override
          public void close() throws IOException {
            super.close();
            throw full;
          }
        };
    draft = new FileDraft(target, sibling, unclosable.getChannel(), Optional.empty());
  }

  @Test
  void leavesNoFileIfItIsThrownAway() {
    assertThatThrownBy(draft::close).hasMessage(target + ": the quota is used up").hasCause(full);

    assertThat(folder).isDirectoryNotContaining(file -> !file.equals(target));
  }

  @Test
  void leavesTheOldFileAndNoOtherIfItIsCommitted() throws IOException {
    assertThatThrownBy(draft::commit).hasMessage(target + ": the quota is used up").hasCause(full);
    draft.close();

    assertThat(target).hasContent("old");
    assertThat(folder).isDirectoryNotContaining(file -> !file.equals(target));
  }
}
