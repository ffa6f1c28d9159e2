package io.github.maskloom.image;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.maskloom.testing.SpecialFiles;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What happens to whatever stands where an image is to go. */
@Timeout(60)
class TargetKindsTest {
  @TempDir Path folder;

  @Test
  void aLinkToAMissingFileIsRefusedByItsName() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("link.png"), folder.resolve("nothing"));

    assertThatThrownBy(() -> write(link))
        .isInstanceOf(FileSystemException.class)
        .hasMessage(link + ": a link that leads nowhere");
    assertThat(folder).isDirectoryNotContaining(file -> !file.equals(link));
  }

  @Test
  void aFolderIsRefusedByItsNameAlsoBehindALink() throws IOException {
    Path inner = Files.createDirectory(folder.resolve("inner"));
    Path link = Files.createSymbolicLink(folder.resolve("link"), inner);

    for (Path target : new Path[] {inner, link}) {
      assertThatThrownBy(() -> write(target))
          .isInstanceOf(FileSystemException.class)
          .hasMessage(target + ": this is a folder");
    }
    assertThat(inner).isEmptyDirectory();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aPipeIsWrittenToAndStaysOne(boolean throughLink) throws Exception {
    Path pipe = SpecialFiles.pipe(folder.resolve("pipe"));
    Path target = throughLink ? Files.createSymbolicLink(folder.resolve("link"), pipe) : pipe;
    CompletableFuture<String> reader = SpecialFiles.reading(pipe);

    write(target);

    assertThat(reader.get(20, SECONDS)).isEqualTo("new");
    assertThat(Files.readAttributes(pipe, "isOther", NOFOLLOW_LINKS)).containsValue(true);
    assertThat(Files.isSymbolicLink(target)).isEqualTo(throughLink);
    assertThat(hidden(folder)).isEmpty();
  }

  @Test
  void aPipeWhoseImageIsThrownAwayEndsForItsReader() throws Exception {
    Path pipe = SpecialFiles.pipe(folder.resolve("pipe"));
    CompletableFuture<String> reader = SpecialFiles.reading(pipe);

    try (ImageTarget.Draft draft = ImageTarget.of(pipe).openDraft()) {
      draft.stream().write("half".getBytes(UTF_8));
      assertThat(draft.channel()).isEmpty();
    }

    assertThat(reader.get(20, SECONDS)).isEqualTo("half");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aCharacterDeviceIsWrittenToAndStaysOne(boolean throughLink) throws Exception {
    Path device = SpecialFiles.nullDevice(folder.resolve("device"));
    Path target = throughLink ? Files.createSymbolicLink(folder.resolve("link"), device) : device;

    write(target);

    assertThat(Files.readAttributes(device, "isOther", NOFOLLOW_LINKS)).containsValue(true);
    assertThat(Files.size(device)).isZero();
    assertThat(hidden(folder)).isEmpty();
  }

  @Test
  void aBlockDeviceIsRefusedByItsName() throws Exception {
    Path device = SpecialFiles.blockDevice(folder.resolve("disk"));

    assertThatThrownBy(() -> write(device))
        .isInstanceOf(FileSystemException.class)
        .hasMessage(device + ": this is a block device");
    assertThat(Files.readAttributes(device, "isOther", NOFOLLOW_LINKS)).containsValue(true);
  }

  @Test
  void aFullDeviceIsNamed() throws Exception {
    Path device = SpecialFiles.fullDevice(folder.resolve("full"));

    assertThatThrownBy(() -> write(device))
        .isInstanceOf(FileSystemException.class)
        .hasMessage(device + ": No space left on device");
  }

  @Test
  void anotherFileSystemBehindALinkIsReplacedThere() throws IOException {
    Path memory = Path.of("/dev/shm");
    assumeTrue(Files.isWritable(memory), "this system has no /dev/shm");
    Path other = Files.createTempDirectory(memory, "maskloom-test-");
    Path file = Files.writeString(other.resolve("picture.png"), "old");
    try {
      Path link = Files.createSymbolicLink(folder.resolve("link.png"), file);

      write(link);

      assertThat(link).isSymbolicLink();
      assertThat(file).hasContent("new");
      assertThat(hidden(other)).isEmpty();
      assertThat(hidden(folder)).isEmpty();
    } finally {
      Files.delete(file);
      Files.delete(other);
    }
  }

  @Test
  void aFolderThatCannotBeWrittenToKeepsItsFile() throws IOException {
    Path sealed = Files.createDirectory(folder.resolve("sealed"));
    Path file = Files.writeString(sealed.resolve("picture.png"), "old");
    assumeTrue(sealed.toFile().setWritable(false) && !Files.isWritable(sealed), "root may write");
    try {
      assertThatThrownBy(() -> write(file))
          .isInstanceOf(AccessDeniedException.class)
          .hasMessageStartingWith(file + ": ");
      assertThat(file).hasContent("old");
    } finally {
      assertThat(sealed.toFile().setWritable(true)).isTrue();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "rw-------, false",
    "rw-r-----, false",
    "rw-rw-rw-, false",
    "r--------, false",
    "rwxr-x---, false",
    "rw-------, true",
    "rw-rw-rw-, true"
  })
  void aFileThatIsReplacedKeepsItsMode(String mode, boolean throughLink) throws IOException {
    Path file = old(mode);
    Path target = throughLink ? Files.createSymbolicLink(folder.resolve("link"), file) : file;

    write(target);

    assertThat(file).hasContent("new");
    assertThat(mode(file)).isEqualTo(mode);
    assertThat(Files.isSymbolicLink(target)).isEqualTo(throughLink);
  }

  @Test
  void aDraftOfAFileThatIsReplacedIsItsWritersAlone() throws IOException {
    Path file = old("rw-rw-rw-");
    try (ImageTarget.Draft draft = ImageTarget.of(file).openDraft()) {
      assertThat(hidden(folder))
          .singleElement()
          .satisfies(it -> assertThat(mode(it)).isEqualTo("rw-------"));
      draft.commit();
    }

    assertThat(mode(file)).isEqualTo("rw-rw-rw-");
  }

  @Test
  void aModeThatChangesMeanwhileIsKept() throws IOException {
    Path file = old("rw-rw-rw-");
    try (ImageTarget.Draft draft = ImageTarget.of(file).openDraft()) {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
      draft.commit();
    }

    assertThat(mode(file)).isEqualTo("rw-------");
  }

  @Test
  void aNewFileHasTheModeThatThisProcessGivesAnyFile() throws IOException {
    assumePosix();
    Path file = folder.resolve("picture.png");
    write(file);

    assertThat(mode(file)).isEqualTo(mode(Files.createFile(folder.resolve("other"))));
  }

  @Test
  void aPipeThatComesMeanwhileIsNotReplaced() throws Exception {
    Path file = folder.resolve("picture.png");
    try (ImageTarget.Draft draft = ImageTarget.of(file).openDraft()) {
      draft.stream().write(1);
      SpecialFiles.pipe(file);

      assertThatThrownBy(draft::commit)
          .isInstanceOf(FileSystemException.class)
          .hasMessage(file + ": this is no regular file any more");
    }

    assertThat(Files.readAttributes(file, "isOther", NOFOLLOW_LINKS)).containsValue(true);
    assertThat(hidden(folder)).isEmpty();
  }

  private Path old(String mode) throws IOException {
    assumePosix();
    Path file = Files.writeString(folder.resolve("picture.png"), "old");
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
  }

  private void assumePosix() {
    assumeTrue(
        folder.getFileSystem().supportedFileAttributeViews().contains("posix"),
        "this system has no modes");
  }

  private static String mode(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

  private static void write(Path target) throws IOException {
    try (ImageTarget.Draft draft = ImageTarget.of(target).openDraft()) {
      draft.stream().write("new".getBytes(UTF_8));
      draft.commit();
    }
  }

  private static List<Path> hidden(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> String.valueOf(file.getFileName()).startsWith(".")).toList();
    }
  }
}
