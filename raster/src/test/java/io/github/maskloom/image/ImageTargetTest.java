package io.github.maskloom.image;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static java.nio.file.attribute.PosixFilePermission.GROUP_READ;
import static java.nio.file.attribute.PosixFilePermission.OWNER_READ;
import static java.nio.file.attribute.PosixFilePermission.OWNER_WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageTargetTest {
  @TempDir Path folder;

  @Test
  void onlyAFileIsAllOrNothing() throws IOException {
    ImageTarget stream = ImageTarget.of(new ByteArrayOutputStream());

    assertThat(ImageTarget.of(folder.resolve("missing")).atomic()).isTrue();
    assertThat(ImageTarget.of(Files.createFile(folder.resolve("file"))).atomic()).isTrue();
    assertThat(ImageTarget.of(folder.resolve("missing")).onCommit(() -> {}).atomic()).isTrue();
    assertThat(ImageTarget.of(Path.of("/dev/null")).atomic()).isFalse();
    assertThat(stream.atomic()).isFalse();
    assertThat(stream.onCommit(() -> {}).atomic()).isFalse();
  }

  @Test
  void aFileHasItsNameAndAnyTargetMayBeGivenOne() throws IOException {
    ImageTarget file = ImageTarget.of(folder.resolve("picture.png"));
    ImageTarget stream = ImageTarget.of(new ByteArrayOutputStream());

    assertThat(file.name()).contains("picture.png");
    assertThat(file.onCommit(() -> {}).name()).contains("picture.png");
    assertThat(file.named("other.jpg").name()).contains("other.jpg");
    assertThat(stream.name()).isEmpty();
    assertThat(stream.named("rooms/17.jpg").onCommit(() -> {}).name()).contains("rooms/17.jpg");
    assertThat(file.named("other.jpg").atomic()).isTrue();
    assertThat(file.named("other.jpg")).hasToString("file picture.png");
    try (ImageTarget.Draft draft = file.named("other.jpg").openDraft()) {
      draft.commit();
    }
    assertThat(folder.resolve("picture.png")).exists();
  }

  @Test
  void saysWhichFolderIsMissing() {
    Path missing = folder.resolve("missing");

    assertThatThrownBy(() -> ImageTarget.of(missing.resolve("picture.png")).openDraft())
        .isInstanceOf(NoSuchFileException.class)
        .hasMessageStartingWith(missing + ": ")
        .hasMessageNotContaining(".tmp");
  }

  @Test
  void aFileDraftGivesItsChannelAtThePositionOfTheStream() throws IOException {
    try (ImageTarget.Draft draft = ImageTarget.of(folder.resolve("a.png")).openDraft()) {
      draft.stream().write(new byte[5]);

      assertThat(draft.channel().orElseThrow().position()).isEqualTo(5);
    }
  }

  @Test
  void aStreamIsFlushedAndNeverClosed() throws IOException {
    AtomicInteger flushes = new AtomicInteger();
    AtomicInteger closes = new AtomicInteger();
    ByteArrayOutputStream stream =
        new ByteArrayOutputStream() {
          @Override
          public void flush() {
            flushes.incrementAndGet();
          }

          @Override
          public void close() {
            closes.incrementAndGet();
          }
        };
    try (ImageTarget.Draft draft = ImageTarget.of(stream).openDraft()) {
      draft.stream().write(1);
      draft.commit();
    }

    assertThat(flushes).hasPositiveValue();
    assertThat(closes).hasValue(0);
    assertThat(stream.toByteArray()).containsExactly(1);
  }

  private Path signed(ImageTarget.DraftAction action) throws IOException {
    Path target = Files.writeString(folder.resolve("room.png"), "old");
    Files.setPosixFilePermissions(target, Set.of(OWNER_READ, OWNER_WRITE, GROUP_READ));
    try (ImageTarget.Draft draft = ImageTarget.of(target, action).openDraft()) {
      draft.stream().write("new".getBytes(UTF_8));
      draft.commit();
    }
    return target;
  }

  /** As a signer does, in place or with a file of its own. */
  @ParameterizedTest
  @ValueSource(strings = {"other", ""})
  void anActionMayReplaceAFileBeforeItIsThere(String own) throws IOException {
    Path target =
        signed(
            draft -> {
              assertThat(draft).hasContent("new");
              assertThat(folder.resolve("room.png")).hasContent("old");
              Path made = own.isEmpty() ? draft : folder.resolve(own);
              Files.move(Files.writeString(made, "signed"), draft, REPLACE_EXISTING);
            });
    assertThat(target).hasContent("signed");
    assertThat(Files.getPosixFilePermissions(target)).contains(GROUP_READ).hasSize(3);
    assertThat(folder).isDirectoryNotContaining(file -> !file.equals(target));
  }

  static Stream<ImageTarget.DraftAction> failing() {
    return Stream.of(
        draft -> {
          throw new IOException("no key");
        },
        draft -> {
          throw new IllegalStateException("no key");
        },
        Files::delete);
  }

  @ParameterizedTest
  @MethodSource("failing")
  void anActionThatFailsLeavesTheOldFile(ImageTarget.DraftAction action) {
    assertThatThrownBy(() -> signed(action)).hasMessageMatching("(.*room.png.*)|(no key)");

    assertThat(folder.resolve("room.png")).hasContent("old");
    assertThat(folder).isDirectoryNotContaining(file -> !file.endsWith("room.png"));
  }

  @Test
  void aDeviceTakesNoAction() {
    assertThatThrownBy(() -> ImageTarget.of(Path.of("/dev/null"), draft -> {}).openDraft())
        .hasMessage("/dev/null: only a file can be changed before it is there");
  }
}
