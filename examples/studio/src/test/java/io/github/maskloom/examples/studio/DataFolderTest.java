package io.github.maskloom.examples.studio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.diagnostics.FailureAnalysis;

class DataFolderTest {
  private static final String ID = "0123456789abcdef".repeat(2);

  @RegisterExtension static final StudioServer studio = StudioServer.with();

  @TempDir Path temporary;

  @Test
  void isClosedToOthers() throws Exception {
    assertThat(permissions(studio.folder())).isEqualTo("rwx------");
    Path made = temporary.resolve("a/b");
    DataFolder.open(made);
    assertThat(permissions(made)).isEqualTo("rwx------");
  }

  @Test
  void closesAFolderOfItsOwnThatWasOpen() throws Exception {
    Path folder = Files.createDirectory(temporary.resolve("open"));
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
    DataFolder.open(folder);
    assertThat(permissions(folder)).isEqualTo("rwx------");
  }

  @Test
  void refusesALink() throws Exception {
    Path link = Files.createSymbolicLink(temporary.resolve("link"), elsewhere());
    assertThatThrownBy(() -> start(link)).rootCause().hasMessageContaining("is a link");
  }

  @ParameterizedTest
  @ValueSource(strings = {"photos", "results", "incoming", "journal.jsonl", "furniture"})
  void refusesAFolderThatHoldsALink(String name) throws Exception {
    Path folder = Files.createDirectory(temporary.resolve("data"));
    Path precious = Files.createFile(elsewhere().resolve(ID));
    Files.createSymbolicLink(folder.resolve(name), elsewhere());

    assertThatThrownBy(() -> DataFolder.open(folder))
        .hasMessageContaining("holds a link")
        .hasMessageContaining("studio.folder");
    assertThat(precious).exists();
  }

  @Test
  void refusesAFolderThatBelongsToSomebodyElse() throws Exception {
    Path folder = Files.createDirectory(temporary.resolve("theirs"));
    assumeTrue(giveAway(folder), "only root can give a folder away");
    assertThatThrownBy(() -> DataFolder.open(folder))
        .isInstanceOf(DataFolder.RefusedException.class)
        .hasMessageContaining("belongs to somebody else");
  }

  @Test
  void refusesAFolderThatHoldsWhatBelongsToSomebodyElse() throws Exception {
    Path folder = Files.createDirectory(temporary.resolve("mine"));
    assumeTrue(
        giveAway(Files.createDirectory(folder.resolve("photos"))),
        "only root can give a folder away");
    assertThatThrownBy(() -> DataFolder.open(folder)).hasMessageContaining("somebody else's");
  }

  @Test
  void refusesAFile() throws Exception {
    Path file = Files.createFile(temporary.resolve("file"));
    assertThatThrownBy(() -> DataFolder.open(file)).hasMessageContaining("no folder");
  }

  @Test
  void isInTheHomeOfTheUser() {
    String home = temporary.toString();
    assertThat(DataFolder.choose(null, null, home))
        .isEqualTo(temporary.resolve(".local/share/maskloom-studio"));
    assertThat(DataFolder.choose(Path.of(""), "/data", home))
        .isEqualTo(Path.of("/data/maskloom-studio"));
    assertThat(DataFolder.choose(null, "relative", home))
        .isEqualTo(temporary.resolve(".local/share/maskloom-studio"));
    assertThat(DataFolder.choose(Path.of("/set"), "/data", home)).isEqualTo(Path.of("/set"));
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"?", "/", "", "/nonexistent"})
  void saysWhatToSetWhereThereIsNoHome(String home) {
    assertThatThrownBy(() -> DataFolder.choose(null, null, home))
        .hasMessageContaining("no home")
        .hasMessageContaining("studio.folder");
  }

  @Test
  void saysItInAFewWords() {
    var refusal = new DataFolder.RefusedException("No.");
    FailureAnalysis said =
        Objects.requireNonNull(
            new DataFolderAnalyzer().analyze(new IllegalStateException(refusal)));
    assertThat(said.getDescription()).startsWith("No. Set studio.folder");
    assertThat(said.getAction()).contains("--studio.folder=");
  }

  /** Retention looks for ids, and goes through no link. */
  @Test
  void deletesNothingThatIsNotItsOwn() throws Exception {
    Path photos = studio.folder().resolve("photos");
    Path file = Files.createFile(photos.resolve("notes.txt"));
    Path folder = Files.createDirectory(photos.resolve("holiday"));
    Path precious = Files.createFile(elsewhere().resolve("precious"));
    Path old = Files.createDirectory(photos.resolve(ID));
    Path link = Files.createSymbolicLink(old.resolve("link"), elsewhere());
    Path linked = Files.createSymbolicLink(photos.resolve("f".repeat(32)), elsewhere());
    for (Path path : new Path[] {file, folder, precious, old, elsewhere()}) {
      Files.setLastModifiedTime(path, FileTime.from(Instant.EPOCH));
    }

    studio.bean(Retention.class).deleteWhatIsOld();

    assertThat(old).doesNotExist();
    assertThat(Files.exists(link, LinkOption.NOFOLLOW_LINKS)).isFalse();
    assertThat(file).exists();
    assertThat(folder).exists();
    assertThat(precious).exists();
    assertThat(Files.isSymbolicLink(linked)).isTrue();
  }

  @Test
  void deletesNothingBehindALinkThatStandsInForAFolder() throws Exception {
    Path results = studio.folder().resolve("results");
    Path precious = Files.createDirectory(elsewhere().resolve(ID));
    Files.setLastModifiedTime(precious, FileTime.from(Instant.EPOCH));
    Files.delete(results);
    Files.createSymbolicLink(results, elsewhere());
    try {
      studio.bean(Retention.class).deleteWhatIsOld();
      assertThat(precious).exists();
    } finally {
      Files.delete(results);
      Files.createDirectory(results);
    }
  }

  private Path elsewhere() throws IOException {
    return Files.createDirectories(temporary.resolve("elsewhere"));
  }

  private static String permissions(Path folder) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(folder));
  }

  private static boolean giveAway(Path folder) {
    try {
      Files.setAttribute(folder, "unix:uid", 12_345);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static void start(Path folder) {
    SpringApplication application = new SpringApplication(StudioApplication.class);
    application
        .run(
            "--studio.folder=" + folder,
            "--studio.ark.api-key=",
            "--server.port=0",
            "--logging.level.root=off")
        .close();
  }
}
