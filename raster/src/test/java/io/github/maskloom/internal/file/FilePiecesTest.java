package io.github.maskloom.internal.file;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilePiecesTest {
  private static final byte[] BYTES = bytes(5 * FilePieces.PIECE_BYTES / 2);

  @TempDir Path folder;

  @Test
  void movingAPieceKeepsTheBuffersLimit() throws IOException {
    ByteBuffer source = ByteBuffer.wrap(BYTES);
    ByteBuffer target = ByteBuffer.allocate(BYTES.length);
    try (FileChannel channel = FileChannel.open(folder.resolve("file"), CREATE_NEW, READ, WRITE)) {
      assertThat(FilePieces.write(channel, source, 100)).isEqualTo(FilePieces.PIECE_BYTES);
      assertThat(source.remaining()).isEqualTo(BYTES.length - FilePieces.PIECE_BYTES);

      assertThat(FilePieces.read(channel, target, 101)).isEqualTo(FilePieces.PIECE_BYTES - 1);
      assertThat(target.limit()).isEqualTo(BYTES.length);
      assertThat(Arrays.copyOf(target.array(), target.position()))
          .isEqualTo(Arrays.copyOfRange(BYTES, 1, FilePieces.PIECE_BYTES));
      assertThat(FilePieces.read(channel, target, 1_000_000)).isEqualTo(-1);
    }
  }

  @Test
  void theBufferKeepsItsLimitIfMovingFails() throws IOException {
    ByteBuffer source = ByteBuffer.wrap(BYTES);
    FileChannel channel = FileChannel.open(folder.resolve("file"), CREATE_NEW, WRITE);
    channel.close();

    assertThatThrownBy(() -> FilePieces.write(channel, source, 0))
        .isInstanceOf(ClosedChannelException.class);

    assertThat(source.remaining()).isEqualTo(BYTES.length);
  }

  @Test
  void aReadAsksTheFileForNoMoreThanAPiece() throws IOException {
    InputStream stream = FilePieces.reading(new ByteArrayInputStream(BYTES));
    byte[] target = new byte[BYTES.length];

    assertThat(stream.read(target, 3, 10)).isEqualTo(10);
    assertThat(stream.read(target)).isEqualTo(FilePieces.PIECE_BYTES);
    assertThat(stream.readAllBytes()).hasSize(BYTES.length - FilePieces.PIECE_BYTES - 10);
    assertThat(stream.read(target)).isEqualTo(-1);
  }

  private static byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    new Random(1).nextBytes(bytes);
    return bytes;
  }
}
