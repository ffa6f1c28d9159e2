package io.github.maskloom.internal.codec;

import static java.nio.file.StandardOpenOption.READ;

import io.github.maskloom.internal.file.FilePieces;
import io.github.maskloom.internal.spool.SeekableBytes;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** An encoded file that is read from any place, counted; not a copy, so it must not change. */
final class CountedFile implements SeekableBytes, Closeable {
  private final FileChannel channel;
  private final ByteCounter counter;
  private final long length;

  private CountedFile(FileChannel channel, ByteCounter counter, long length) {
    this.channel = channel;
    this.counter = counter;
    this.length = length;
  }

  /** Opens a file; the caller closes it. */
  static CountedFile open(Path file, ByteCounter counter) throws IOException {
    FileChannel channel = FileChannel.open(file, READ);
    try {
      return new CountedFile(channel, counter, channel.size());
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
      int count = FilePieces.read(channel, buffer, at);
      if (count < 0) {
        throw new EOFException("the file was cut short while it was read");
      }
      counter.count(count);
      at += count;
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
