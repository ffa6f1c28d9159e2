package io.github.maskloom.fusion.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maskloom.fusion.call.TempRoot.LockedFolder;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A folder that cannot be locked. */
class LockedFolderTest {
  @TempDir Path folder;

  @Test
  void isDeletedIfItsLockCannotBeMade() throws IOException {
    Path made = Files.createDirectory(folder.resolve("made"));
    Files.createFile(made.resolve(TempRoot.LOCK));

    assertThatThrownBy(() -> LockedFolder.lock(made))
        .isInstanceOf(FileAlreadyExistsException.class);

    assertThat(made).doesNotExist();
  }

  @Test
  void isNoneIfItWasSweptBeforeItWasLocked() throws IOException {
    assertThat(LockedFolder.lock(folder.resolve("gone"))).isEmpty();
  }
}
