package io.github.maskloom.fusion.call;

import static com.google.common.base.Preconditions.checkState;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import io.github.maskloom.image.ImageTarget;
import io.github.maskloom.internal.file.FailureSubject;
import io.github.maskloom.internal.file.FilePieces;
import io.github.maskloom.internal.log.RateLimitedWarning;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * The temporary files of one call. Closing it deletes them, but for images that are kept for people
 * to find; idempotent.
 */
final class CallFolder implements AutoCloseable {
  private static final RateLimitedWarning FILES_STAY =
      new RateLimitedWarning(LoggerFactory.getLogger(CallFolder.class));

  private final TempRoot root;

  /** The images that do not decode, or could not be written when that was last tried. */
  private final Set<Path> kept = new HashSet<>();

  private @Nullable Path path;
  private volatile boolean closing;
  private boolean closed;

  /** A folder that is yet to be made. */
  CallFolder(TempRoot root) {
    this.root = root;
  }

  /** Makes the folder, which is empty, within the process's own, unless it is there. */
  synchronized void create() throws IOException {
    if (path == null) {
      path = root.retainFolder("call-");
    }
  }

  /**
   * A file of this name, made here and never from input.
   *
   * @throws IllegalStateException if the folder was not made
   */
  synchronized Path file(String name) {
    return Objects.requireNonNull(path, "the folder of the call is not made yet").resolve(name);
  }

  /** The folder of the process, by whose lock others see whether it lives. */
  synchronized Path process() {
    return Objects.requireNonNull(file("").getParent());
  }

  /**
   * Makes sure that the files are still there.
   *
   * @throws IllegalStateException if they were deleted with the result that they belong to
   */
  void throwIfClosed() {
    checkState(!closing, "the result is closed");
  }

  /** Keeps images, which are paid for, beyond closing. */
  synchronized void keep(Set<Path> images) {
    kept.addAll(images);
  }

  /** Keeps images no longer: they were written to where they belong, perhaps after closing. */
  synchronized void written(Set<Path> images) {
    if (kept.removeAll(images) && closed) {
      quietly(() -> LeftImages.clearCall(Objects.requireNonNull(path), kept::contains));
    }
  }

  /** Whether images stay beyond closing. */
  synchronized boolean keepsImages() {
    return !kept.isEmpty();
  }

  @Override
  public void close() {
    close(kept::contains);
  }

  /** Deletes all but those images that came and are to stay. */
  synchronized void close(Predicate<Path> stays) {
    closing = true;
    quietly(() -> delete(stays));
  }

  private interface Deletion {
    void run() throws IOException;
  }

  /**
   * An interrupt, which may be how the call was cancelled, would break off the clean-up as well;
   * and what fails in that must not hide how the call ended.
   */
  private static void quietly(Deletion deletion) {
    boolean interrupted = Thread.interrupted();
    try {
      deletion.run();
    } catch (Throwable e) {
      FILES_STAY.warn("the files of a call could not be deleted");
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void delete(Predicate<Path> stays) throws IOException {
    if (path != null && !closed) {
      LeftImages.clearCall(path, stays);
      closed = true;
      root.releaseFolder();
    }
  }

  /**
   * A file of a call's folder, written where it stays: nobody reads it before it is committed, and
   * what a killed process left goes with the folder. An image that {@linkplain LeftImages outlives}
   * its process gets its name when it is committed, so that no part of one does.
   */
  static final class CallFile extends ImageTarget {
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
      return new OpenFile();
    }

    @Override
    public String toString() {
      return "file " + path.getFileName();
    }

    private final class OpenFile implements Draft {
      private final FileChannel channel;
      private final OutputStream stream;
      private boolean committed;

      OpenFile() throws IOException {
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
}
