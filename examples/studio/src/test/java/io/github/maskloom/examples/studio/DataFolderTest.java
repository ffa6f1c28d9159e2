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
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

class DataFolderTest {
  private static final String ID = "0123456789abcdef".repeat(2);

  @RegisterExtension static final StudioServer studio = StudioServer.with();

  @TempDir Path temporary;

  @Test
  void isClosedToOthersAlsoIfItWasOpen() throws Exception {
    Path open = Files.createDirectory(temporary.resolve("open"));
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));
    DataFolder.open(open);
    for (Path folder : List.of(studio.folder(), open, DataFolder.open(temporary.resolve("a/b")))) {
      assertThat(permissions(folder)).isEqualTo("rwx------");
    }
  }

  @Test
  void refusesALinkAndAFile() throws Exception {
    Path link = Files.createSymbolicLink(temporary.resolve("link"), elsewhere());
    Path file = Files.createFile(temporary.resolve("file"));
    assertThatThrownBy(() -> start(link)).rootCause().hasMessageContaining("is a link");
    assertThatThrownBy(() -> DataFolder.open(file)).hasMessageContaining("no folder");
  }

  @ParameterizedTest
  @ValueSource(strings = {"photos", "results", "incoming", "journal.jsonl", "furniture"})
  void refusesAFolderThatHoldsALink(String name) throws Exception {
    Path folder = Files.createDirectory(temporary.resolve("data"));
    Path precious = Files.createFile(elsewhere().resolve(ID));
    Files.createSymbolicLink(folder.resolve(name), elsewhere());

    assertThatThrownBy(() -> DataFolder.open(folder)).hasMessageContaining("holds a link");
    assertThat(precious).exists();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "photos"})
  void refusesWhatBelongsToSomebodyElse(String what) throws Exception {
    Path folder = temporary.resolve("mine");
    Path theirs = Files.createDirectories(folder.resolve(what));
    assumeTrue(giveAway(theirs), "only root can give a folder away");
    assertThatThrownBy(() -> DataFolder.open(folder))
        .isInstanceOf(InvalidConfigurationPropertyValueException.class)
        .hasMessageContaining("studio.folder")
        .hasMessageContaining("belongs to somebody else");
  }

  @ParameterizedTest
  @CsvSource({
    ",, .local/share/maskloom-studio",
    "'', /data, /data/maskloom-studio",
    ", relative, .local/share/maskloom-studio",
    "/set, /data, /set"
  })
  void isInTheHomeOfTheUserUnlessTold(@Nullable Path set, String dataHome, Path chosen) {
    assertThat(DataFolder.choose(set, dataHome, temporary.toString()))
        .isEqualTo(temporary.resolve(chosen));
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"?", "/", "", "/nonexistent"})
  void saysWhatToSetWhereThereIsNoHome(String home) {
    assertThatThrownBy(() -> DataFolder.choose(null, null, home))
        .hasMessageContaining("no home")
        .hasMessageContaining("Set studio.folder to");
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

    studio.bean(Quotas.class).deleteWhatIsOld();

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
      studio.bean(Quotas.class).deleteWhatIsOld();
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
    StudioServer.in(folder, "logging.level.root=off").close();
  }
}
