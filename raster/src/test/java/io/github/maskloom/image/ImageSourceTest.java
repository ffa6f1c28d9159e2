package io.github.maskloom.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageSourceTest {
  @TempDir Path folder;

  @Test
  void aFileIsReadAnewEachTime() throws IOException {
    Path file = Files.write(folder.resolve("picture"), new byte[] {1, 2});
    ImageSource source = ImageSource.of(file);

    assertThat(source.open().readAllBytes()).containsExactly(1, 2);
    assertThat(source.open().readAllBytes()).containsExactly(1, 2);
    assertThat(source.path()).contains(file);
    assertThat(source.reopenable()).isTrue();
  }

  @Test
  void aFileThatIsMissingIsNamedAsItsCallerNamesIt() {
    Path missing = folder.resolve("missing");

    assertThatThrownBy(ImageSource.of(missing)::open)
        .isInstanceOf(NoSuchFileException.class)
        .hasMessage(missing.toString());
    assertThatThrownBy(ImageSource.of(missing).named("upload 7")::open)
        .isInstanceOf(NoSuchFileException.class)
        .hasMessage(missing + ": there is no such file (upload 7)");
  }

  @Test
  void aFolderIsAnIoErrorThatNamesItOnOpening() {
    assertThatThrownBy(ImageSource.of(folder)::open)
        .isInstanceOf(FileSystemException.class)
        .hasMessage(folder + ": this is a folder");
  }

  @Test
  void aPipeIsReadOnceAndHasNoPath() throws Exception {
    Path pipe = folder.resolve("pipe");
    assumeTrue(Path.of("/dev/stdin").toFile().exists(), "pipes have names on Unix");
    new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor();
    ImageSource source = ImageSource.of(pipe);

    assertThat(source.reopenable()).isFalse();
    assertThat(source.path()).isEmpty();
    assertThat(source.length()).isEmpty();
  }

  @Test
  void aSkipOfARangeOpensTheNextOnlyWhereItIsLong() throws IOException {
    byte[] bytes = new byte[1 << 20];
    bytes[100] = 1;
    bytes[500_000] = 2;
    List<Long> opened = new ArrayList<>();
    ImageSource.RangeSupplier ranges =
        (position, length) -> {
          opened.add(position);
          return new ByteArrayInputStream(bytes, (int) position, (int) length);
        };

    try (InputStream in = ImageSource.seekable(ranges, bytes.length).open()) {
      assertThat(in.read()).isZero();
      in.skipNBytes(99);
      assertThat(in.read()).isEqualTo(1);
      assertThat(in.skip(-1)).isZero();
      in.skipNBytes(499_899);
      assertThat(in.read()).isEqualTo(2);
      assertThat(in.skip(bytes.length)).isEqualTo(bytes.length - 500_001);
      assertThat(in.read()).isEqualTo(-1);
    }
    assertThat(opened).containsExactly(0L, 500_000L);
  }

  @Test
  void aOnceSourceOpensOnce() throws IOException {
    ImageSource source = ImageSource.once(new ByteArrayInputStream(new byte[] {4}));

    assertThat(source.reopenable()).isFalse();
    assertThat(source.open().readAllBytes()).containsExactly(4);
    assertThatThrownBy(source::open).isInstanceOf(IllegalStateException.class);
  }
}
