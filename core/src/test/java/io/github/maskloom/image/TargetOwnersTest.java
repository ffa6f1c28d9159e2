package io.github.maskloom.image;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.maskloom.testing.TargetProbe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whose an image is, and what the process's own umask, user and limits do to it. */
@Timeout(value = 120, unit = SECONDS)
class TargetOwnersTest {
  private static final int SOMEBODY = 12_345;
  private static final String[] NOBODY = {
    "setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"
  };

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void onlyWhereFilesHaveModes() throws IOException {
    assumeTrue(
        folder.getFileSystem().supportedFileAttributeViews().contains("unix"),
        "this system has no modes");
    file = folder.resolve("picture.png");
  }

  @ParameterizedTest
  @CsvSource({"022, rw-r--r--", "077, rw-------", "027, rw-r-----", "000, rw-rw-rw-"})
  void aNewFileFollowsTheUmask(String umask, String mode) throws Exception {
    String failure = TargetProbe.write(file, 1, underShell("umask " + umask));

    assertThat(failure).isEmpty();
    assertThat(file).hasContent("new");
    assertThat(mode()).isEqualTo(mode);
  }

  @ParameterizedTest
  @CsvSource({"rw-------", "rw-r-----", "rw-rw-rw-"})
  void aFileThatIsReplacedKeepsItsModeWhateverTheUmask(String mode) throws Exception {
    old(mode);

    String failure = TargetProbe.write(file, 1, underShell("umask 077"));

    assertThat(failure).isEmpty();
    assertThat(file).hasContent("new");
    assertThat(mode()).isEqualTo(mode);
  }

  @Test
  void aReplacedFileKeepsItsOwnerAndGroupWhereAllowed() throws Exception {
    old("rw-r-----");
    own(file, SOMEBODY);

    try (ImageTarget.Draft draft = ImageTarget.of(file).openDraft()) {
      draft.commit();
    }

    assertThat(owner()).containsEntry("uid", SOMEBODY).containsEntry("gid", SOMEBODY);
    assertThat(mode()).isEqualTo("rw-r-----");
  }

  /** What the old group might do, the process's own may not. */
  @ParameterizedTest
  @CsvSource({"rw-rw----, rw-------", "rw-rw-r--, rw-r--r--", "rw-rw-rw-, rw-rw-rw-"})
  void aGroupThatCannotBeKeptLosesItsRights(String before, String after) throws Exception {
    old(before);
    own(file, SOMEBODY);
    own(folder, 65_534);

    String failure = TargetProbe.write(file, 1, NOBODY);

    assertThat(failure).isEmpty();
    assertThat(file).hasContent("new");
    assertThat(owner()).containsEntry("uid", 65_534).containsEntry("gid", 65_534);
    assertThat(mode()).isEqualTo(after);
  }

  @Test
  void aFolderThatTheUserCannotWriteToKeepsItsFile() throws Exception {
    old("rw-rw-rw-");
    own(file, SOMEBODY);
    mode(folder, "rwxr-xr-x");

    String failure = TargetProbe.write(file, 1, NOBODY);

    assertThat(failure)
        .isEqualTo(
            "java.nio.file.AccessDeniedException: " + file + ": its folder cannot be written to");
    assertThat(file).hasContent("old");
  }

  @Test
  void aFileThatGrowsTooLargeKeepsItsOldContent() throws Exception {
    old("rw-------");

    String failure = TargetProbe.write(file, 10_000, underShell("ulimit -f 16; trap '' XFSZ"));

    assertThat(failure)
        .startsWith("java.nio.file.FileSystemException: " + file + ": ")
        .contains("File too large");
    assertThat(file).hasContent("old");
    assertThat(folder).isDirectoryNotContaining("glob:**.tmp");
  }

  private static String[] underShell(String before) {
    return new String[] {"sh", "-c", before + "; exec \"$@\"", "sh"};
  }

  private void old(String mode) throws IOException {
    Files.writeString(file, "old");
    mode(file, mode);
  }

  private static void mode(Path path, String mode) throws IOException {
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
  }

  private static void own(Path path, int id) throws IOException {
    try {
      Files.setAttribute(path, "unix:gid", id);
      Files.setAttribute(path, "unix:uid", id);
    } catch (IOException e) {
      abort("only root gives files away");
    }
  }

  private String mode() throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

  private Map<String, Object> owner() throws IOException {
    return Files.readAttributes(file, "unix:uid,gid");
  }
}
