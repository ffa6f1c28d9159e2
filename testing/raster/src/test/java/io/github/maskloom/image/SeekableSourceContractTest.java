package io.github.maskloom.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maskloom.raster.testing.ImageSourceContract;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ranges of a file, as an implementer would write them. */
class SeekableSourceContractTest extends ImageSourceContract {
  @TempDir Path folder;
  private int files;
  private final AtomicLong taken = new AtomicLong();

  @Override
  protected ImageSource source(byte[] bytes) throws IOException {
    Path file = Files.write(folder.resolve("image-" + files++), bytes);
    return ImageSource.seekable((position, length) -> range(file, position), bytes.length);
  }

  @Override
  protected Optional<ImageSource> missing() {
    Path file = folder.resolve("missing");
    return Optional.of(ImageSource.seekable((position, length) -> range(file, position), 10));
  }

  @Override
  protected OptionalLong takenBytes() {
    return OptionalLong.of(taken.get());
  }

  @Test
  void nothingIsOpenedOnceAStreamIsClosed() throws IOException {
    InputStream stream = source(new byte[300_000]).open();
    int first = stream.read();
    stream.close();
    long before = taken.get();

    assertThat(first).isZero();
    assertThatThrownBy(stream::read).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> stream.skip(200_000)).isInstanceOf(IOException.class);
    assertThat(taken.get()).isEqualTo(before);
  }

  /** More than was asked for: up to the end of the file. */
  private InputStream range(Path file, long position) throws IOException {
    FileChannel channel = FileChannel.open(file);
    return new InputStream() {
      private long at = position;

      @Override
      public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
      }

      @Override
      public int read(byte[] target, int offset, int length) throws IOException {
        int count = channel.read(ByteBuffer.wrap(target, offset, length), at);
        at += count;
        taken.addAndGet(count);
        return count;
      }

      @Override
      public void close() throws IOException {
        channel.close();
      }
    };
  }
}
