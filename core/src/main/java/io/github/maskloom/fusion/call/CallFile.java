package io.github.maskloom.fusion.call;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import io.github.maskloom.image.ImageTarget;
import io.github.maskloom.internal.file.FailureSubject;
import io.github.maskloom.internal.file.FilePieces;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A file of a call's folder, written where it stays: nobody reads it before it is committed, and
 * what a killed process left goes with the folder. An image that {@linkplain LeftImages outlives}
 * its process gets its name when it is committed, so that no part of one does.
 */
final class CallFile extends ImageTarget {
  private final Path draft;
  private final Path path;

  CallFile(Path path) {
    this(path, path);
  }

  private CallFile(Path draft, Path path) {
    this.draft = draft;
    this.path = path;
  }

  /** A file that has its name once it is committed. */
  static CallFile named(Path path) {
    return new CallFile(path.resolveSibling("draft-" + path.getFileName()), path);
  }

  @Override
  public Draft openDraft() throws IOException {
    return new OpenFile(draft, path);
  }

  @Override
  public String toString() {
    return "file " + path.getFileName();
  }

  private static final class OpenFile implements Draft {
    private final Path draft;
    private final Path path;
    private final FileChannel channel;
    private final OutputStream stream;
    private boolean committed;

    OpenFile(Path draft, Path path) throws IOException {
      this.draft = draft;
      this.path = path;
      channel = FileChannel.open(draft, CREATE_NEW, WRITE);
      stream = FailureSubject.file(path).writing(FilePieces.writing(channel));
    }

    @Override
    public OutputStream stream() {
      return stream;
    }

    @Override
    public Optional<FileChannel> channel() {
      return Optional.of(channel);
    }

    /** A network may tell only when a file is closed that a byte was not written. */
    @Override
    public void commit() throws IOException {
      closeChannel();
      if (!draft.equals(path)) {
        Files.move(draft, path);
      }
      committed = true;
    }

    private void closeChannel() throws IOException {
      try {
        channel.close();
      } catch (IOException e) {
        throw FailureSubject.file(path).failure(e);
      }
    }

    @Override
    public void close() throws IOException {
      try {
        closeChannel();
      } finally {
        if (!committed) {
          Files.deleteIfExists(draft);
        }
      }
    }
  }
}
