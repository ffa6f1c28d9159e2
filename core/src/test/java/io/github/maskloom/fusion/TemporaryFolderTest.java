package io.github.maskloom.fusion;

import static io.github.maskloom.fusion.FusionFolder.taken;
import static io.github.maskloom.testing.ScriptedProvider.answering;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import io.github.maskloom.testing.FusionProbe;
import io.github.maskloom.testing.OtherLoader;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The folder for temporary files, whoever else is in it. */
class TemporaryFolderTest extends InFusionFolder {
  /** For images that came there are seven days. */
  @Test
  void whatAKilledProcessLeftIsSweptAndItsImagesLater() throws IOException {
    Path left = Files.createDirectories(files.temp().resolve("maskloom-fusion-123/call-1"));
    Path image = Files.createFile(left.resolve("image-0"));
    Files.createFile(left.resolve("draft-image-1"));
    Files.createFile(left.resolveSibling(".lock"));
    Path inputs = Files.createDirectory(left.resolveSibling("call-2"));
    Files.createFile(inputs.resolve("scene"));
    Path foreign = Files.createDirectory(files.temp().resolve("maskloom-fusion-other"));

    open(answering()).close();

    assertThat(files.temporaryFiles()).containsExactly("image-0");
    assertThat(inputs).doesNotExist();
    assertThat(foreign).exists();
    Files.delete(foreign);
    Files.setLastModifiedTime(image, FileTime.from(Instant.now().minus(Duration.ofDays(8))));
    open(answering()).close();
    files.assertNothingLeft();
  }

  @Test
  void aFolderThatACleanerHasTakenIsMadeAnew() throws IOException {
    try (FusionClient client = open(answering())) {
      client.fuse(request().build()).discard();
      MoreFiles.deleteRecursively(root(), RecursiveDeleteOption.ALLOW_INSECURE);

      try (FusionResult result = taken(client.fuse(request().build()))) {
        assertThat(result.image().isPresent()).isTrue();
        assertThat(root().resolve(".lock")).isRegularFile();
        if (root().getFileSystem().supportedFileAttributeViews().contains("posix")) {
          assertThat(Files.getPosixFilePermissions(root()))
              .isEqualTo(PosixFilePermissions.fromString("rwx------"));
        }
      }
    }
  }

  @Test
  void aFolderForTemporaryFilesThatIsNoneOrMissingIsNamed() throws IOException {
    FusionConfig noFolder = files.config().tempFolder(files.room()).build();
    assertThatThrownBy(() -> FusionClient.open(answering(), noFolder))
        .isInstanceOf(FileSystemException.class)
        .hasMessageStartingWith(files.room().toRealPath() + ": the folder for temporary files");

    Path missing = files.temp().resolve("missing");
    FusionConfig nowhere = files.config().tempFolder(missing).build();
    assertThatThrownBy(() -> FusionClient.open(answering(), nowhere))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessage(missing + ": the folder for temporary files does not exist");
  }

  @Test
  void aFolderWhoseLockACleanerHasTakenIsLeft() throws IOException {
    try (FusionClient client = open(answering());
        FusionResult before = taken(client.fuse(request().build()))) {
      Path swept = root();
      Files.delete(swept.resolve(".lock"));

      try (FusionResult after = taken(client.fuse(request().build()))) {
        assertThat(before.image().file().startsWith(swept)).isTrue();
        assertThat(before.image().file()).exists();
        assertThat(after.image().file().startsWith(swept)).isFalse();
      }
    }
  }

  private Path root() throws IOException {
    return folders().get(0);
  }

  @Test
  void aResultOutlivesItsClient() throws IOException {
    FusionClient client =
        FusionClient.open(answering(), config().closeGrace(Duration.ZERO).build());
    FusionResult result = client.fuse(request().build());
    client.close();

    result.image().writeTo(folder.resolve("late.png"));
    result.close();
    result.close();

    assertThat(folder.resolve("late.png")).exists();
  }

  @Test
  void aFolderIsKeptWhileOthersComeAndGo() throws Exception {
    try (FusionClient client = open(answering());
        FusionResult result = taken(client.fuse(request().build()));
        OtherLoader other = OtherLoader.open()) {
      AutoCloseable another = other.client(files.temp());
      List<Path> folders = folders();
      assertThat(folders).hasSize(2);

      FusionProbe.run("scripted", folder, 1, 1);

      assertThat(folders()).containsExactlyInAnyOrderElementsOf(folders);
      another.close();
      result.image().writeTo(folder.resolve("kept.png"));
    }
  }

  private List<Path> folders() throws IOException {
    try (Stream<Path> folders = Files.list(files.temp())) {
      return folders.toList();
    }
  }
}
