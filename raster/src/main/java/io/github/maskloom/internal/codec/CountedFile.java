package io.github.maskloom.internal.codec;

import static java.nio.file.StandardOpenOption.READ;

import io.github.maskloom.format.SeekableBytes;
import io.github.maskloom.internal.file.FailureSubject;
import io.github.maskloom.internal.file.FilePieces;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** An encoded file that is read from any place, counted; not a copy, so it must not change. */
final class CountedFile implements SeekableBytes, Closeable {
  private final Path file;
  private final FileChannel channel;
  private final ByteCounter counter;
  private final long length;

  private CountedFile(Path file, FileChannel channel, ByteCounter counter, long length) {
    this.file = file;
    this.channel = channel;
    this.counter = counter;
    this.length = length;
  }

  /** Opens a file; the caller closes it. */
  static CountedFile open(Path file, ByteCounter counter) throws IOException {
    FileChannel channel = FileChannel.open(file, READ);
    try {
      return new CountedFile(file, channel, counter, channel.size());
    } catch (IOException e) {
      channel.close();
      throw FailureSubject.file(file).failure(e);
    } catch (Throwable e) {
      channel.close();
      throw e;
    }
  }

  @Override
  public long length() {
    return length;
  }

  @Override
  public void read(long position, ByteBuffer buffer) throws IOException {
    long at = position;
    while (buffer.hasRemaining()) {
      counter.throwIfCancelled();
      int count = piece(buffer, at);
      counter.count(count);
      at += count;
    }
  }

  private int piece(ByteBuffer buffer, long position) throws IOException {
    try {
      int count = FilePieces.read(channel, buffer, position);
      if (count < 0) {
        throw FailureSubject.file(file).failure("it was cut short while it was read");
      }
      return count;
    } catch (IOException e) {
      throw FailureSubject.file(file).failure(e);
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
