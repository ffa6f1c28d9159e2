package io.github.maskloom.internal.file;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilePiecesTest {
  private static final byte[] BYTES = bytes(5 * FilePieces.PIECE_BYTES / 2);

  @TempDir Path folder;

  @Test
  void aReadAsksTheFileForNoMoreThanAPiece() throws IOException {
    InputStream stream = FilePieces.reading(new ByteArrayInputStream(BYTES));
    byte[] target = new byte[BYTES.length];

    assertThat(stream.read(target, 3, 10)).isEqualTo(10);
    assertThat(stream.read(target)).isEqualTo(FilePieces.PIECE_BYTES);
    assertThat(stream.readAllBytes()).hasSize(BYTES.length - FilePieces.PIECE_BYTES - 10);
    assertThat(stream.read(target)).isEqualTo(-1);
  }

  @Test
  void aStreamWritesAllBytesInTheirOrder() throws IOException {
    Path file = folder.resolve("file");
    try (OutputStream out = FilePieces.writing(FileChannel.open(file, CREATE_NEW, WRITE))) {
      out.write(BYTES, 7, BYTES.length - 7);
      out.write(200);
      out.write(BYTES, 0, 7);
    }

    byte[] written = Files.readAllBytes(file);
    assertThat(written).hasSize(BYTES.length + 1);
    assertThat(Arrays.copyOf(written, BYTES.length - 7))
        .isEqualTo(Arrays.copyOfRange(BYTES, 7, BYTES.length));
    assertThat(written[BYTES.length - 7]).isEqualTo((byte) 200);
    assertThat(Arrays.copyOfRange(written, BYTES.length - 6, written.length))
        .isEqualTo(Arrays.copyOf(BYTES, 7));
  }

  @Test
  void aClosedStreamHasClosedItsFile() throws IOException {
    FileChannel channel = FileChannel.open(folder.resolve("file"), CREATE_NEW, WRITE);
    OutputStream out = FilePieces.writing(channel);

    out.close();

    assertThat(channel.isOpen()).isFalse();
    assertThatThrownBy(() -> out.write(1)).isInstanceOf(ClosedChannelException.class);
  }

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

  private static byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    new Random(1).nextBytes(bytes);
    return bytes;
  }
}
