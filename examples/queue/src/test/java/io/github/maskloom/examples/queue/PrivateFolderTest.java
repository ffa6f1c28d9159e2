package io.github.maskloom.examples.queue;

import static java.nio.file.attribute.PosixFilePermissions.fromString;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A folder in a folder of everybody's is taken only if nobody else could prepare it. */
class PrivateFolderTest {
  @TempDir Path shared;

  @BeforeEach
  void needsModes() {
    assumeTrue(
        shared.getFileSystem().supportedFileAttributeViews().contains("posix"),
        "this file system has no modes");
  }

  @Test
  void isMadeForItsOwnerOnlyAndTakenAgainWithWhatIsInIt() throws IOException {
    Path folder = PrivateFolder.in(shared, "kept");
    Path kept = Files.writeString(folder.resolve("0.png"), "an image");

    assertThat(PrivateFolder.in(shared, "kept")).isEqualTo(folder);

    assertThat(kept).hasContent("an image");
    assertThat(Files.getPosixFilePermissions(folder)).isEqualTo(fromString("rwx------"));
    assertThat(shared).isDirectoryNotContaining("glob:**/maskloom-owner*");
  }

  @Test
  void isRefusedIfItIsALinkOrOthersMayLookIntoIt() throws IOException {
    Path elsewhere = Files.createDirectory(shared.resolve("elsewhere"));
    Files.createSymbolicLink(shared.resolve("link"), elsewhere);
    Files.createSymbolicLink(shared.resolve("to-nothing"), shared.resolve("nothing"));
    Files.createFile(shared.resolve("file"));
    Path open = Files.createDirectory(shared.resolve("open"));
    Files.setPosixFilePermissions(open, fromString("rwxr-x---"));

    for (String name : List.of("link", "to-nothing", "file", "open")) {
      assertRefused(name);
    }
  }

  @Test
  void isRefusedIfItBelongsToSomebodyElse() throws IOException {
    Path folder = PrivateFolder.in(shared, "kept");
    assumeTrue(givenAway(folder), "only root can give a folder away");

    assertRefused("kept");
  }

  private static boolean givenAway(Path folder) {
    try {
      UserPrincipal nobody =
          folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody");
      Files.setOwner(folder, nobody);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private void assertRefused(String name) {
    assertThatThrownBy(() -> PrivateFolder.in(shared, name))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(name + ": it is a link or a file, belongs to somebody else");
    assertThat(shared).isDirectoryNotContaining("glob:**/maskloom-owner*");
  }
}
