package io.github.maskloom.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
}
