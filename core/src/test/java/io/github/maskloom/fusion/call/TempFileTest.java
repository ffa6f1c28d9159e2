package io.github.maskloom.fusion.call;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maskloom.fusion.call.TempFolder.TempFile;
import io.github.maskloom.image.ImageTarget;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TempFileTest {
  @TempDir Path folder;

  @Test
  void aCommittedFileStaysAndNothingIsBesideIt() throws IOException {
    Path path = folder.resolve("image-0");
    try (ImageTarget.Draft draft = new TempFile(path).openDraft()) {
      draft.stream().write("pixels".getBytes(UTF_8));
      assertThat(folder).isDirectoryContaining(path::equals);
      draft.commit();
    }

    assertThat(path).hasContent("pixels");
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(path);
    }
  }

  @Test
  void anUncommittedFileIsDeletedAndMayBeBegunAgain() throws IOException {
    Path path = folder.resolve("image-0");
    TempFile file = new TempFile(path);
    try (ImageTarget.Draft draft = file.openDraft()) {
      draft.stream().write(1);
    }
    assertThat(path).doesNotExist();

    file.openDraft().close();
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void whatStandsThereStaysAndAMissingFolderIsToldByTheName() throws IOException {
    Path path = Files.writeString(folder.resolve("image-0"), "other");
    assertThatThrownBy(() -> new TempFile(path).openDraft())
        .isInstanceOf(FileAlreadyExistsException.class)
        .hasMessageContaining("image-0");
    assertThat(path).hasContent("other");

    assertThatThrownBy(() -> new TempFile(folder.resolve("gone/image-1")).openDraft())
        .isInstanceOf(NoSuchFileException.class)
        .hasMessageContaining("image-1");
  }
}
