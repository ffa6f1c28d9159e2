package io.github.maskloom.examples.queue;

import static java.nio.file.attribute.PosixFilePermissions.fromString;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
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
  void isMadeForItsOwnerOnly() throws IOException {
    Path folder = PrivateFolder.in(shared, "kept");

    assertThat(Files.getPosixFilePermissions(folder)).isEqualTo(fromString("rwx------"));
    assertThat(shared).isDirectoryNotContaining("glob:**/maskloom-owner*");
  }

  @Test
  void isTakenAgainWithWhatIsInIt() throws IOException {
    Path kept = Files.writeString(PrivateFolder.in(shared, "kept").resolve("0.png"), "an image");

    PrivateFolder.in(shared, "kept");

    assertThat(kept).hasContent("an image");
  }

  @Test
  void isRefusedIfItIsALink() throws IOException {
    Path elsewhere = Files.createDirectory(shared.resolve("elsewhere"));
    Files.createSymbolicLink(shared.resolve("kept"), elsewhere);

    assertRefused("it is a link");
  }

  @Test
  void isRefusedIfItIsALinkToNothing() throws IOException {
    Files.createSymbolicLink(shared.resolve("kept"), shared.resolve("nothing"));

    assertRefused("it is a link");
  }

  @Test
  void isRefusedIfOthersMayLookIntoIt() throws IOException {
    Path folder = Files.createDirectory(shared.resolve("kept"));
    Files.setPosixFilePermissions(folder, fromString("rwxr-x---"));

    assertRefused("others may");
  }

  @Test
  void isRefusedIfItBelongsToSomebodyElse() throws IOException {
    Path folder = PrivateFolder.in(shared, "kept");
    assumeTrue(givenAway(folder), "only root can give a folder away");

    assertRefused("belongs to somebody else");
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

  private void assertRefused(String why) {
    assertThatThrownBy(() -> PrivateFolder.in(shared, "kept"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("kept")
        .hasMessageContaining(why);
  }
}
