package io.github.maskloom.fusion.call;

import static com.google.common.base.Preconditions.checkState;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import io.github.maskloom.fusion.call.ProviderClient.ProcessExit;
import io.github.maskloom.image.ImageTarget;
import io.github.maskloom.internal.file.FailureSubject;
import io.github.maskloom.internal.file.FilePieces;
import io.github.maskloom.internal.log.RateLimitedWarning;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The temporary files of one call. Closing it deletes them, but for images that are kept for people
 * to find; only the first time counts.
 */
final class TempFolder {
  private static final Logger LOG = LoggerFactory.getLogger(TempFolder.class);
  private static final RateLimitedWarning FILES_STAY = new RateLimitedWarning(TempFolder.class);

  private final TempRoot root;

  /** The images that do not decode, or could not be written when that was last tried. */
  private final Set<Path> kept = new HashSet<>();

  private @Nullable Path path;
  private @Nullable Thread holder;
  private boolean taken;
  private boolean closed;

  /** A folder that is yet to be made. */
  TempFolder(TempRoot root) {
    this.root = root;
  }

  /**
   * The folder, which is made within the process's own, also once more if something that clears old
   * temporary files away has taken it.
   *
   * @throws IllegalStateException if it was closed
   */
  synchronized Path create() throws IOException {
    throwIfClosed();
    Path before = path;
    if (before != null && Files.exists(before)) {
      return before;
    }
    Path made = root.retainFolder("call-");
    path = made;
    if (before != null) {
      root.releaseFolder();
    }
    return made;
  }

  /** A file of this name, made here and never from input. */
  Path file(String name) throws IOException {
    return create().resolve(name);
  }

  /** The folder of the process, by whose lock others see whether it lives. */
  synchronized Path process() {
    return Objects.requireNonNull(Objects.requireNonNull(path).getParent());
  }

  /**
   * Makes sure that the files are still there.
   *
   * @throws IllegalStateException if they were deleted with the result that they belong to
   */
  synchronized void throwIfClosed() {
    checkState(!closed, "the result is closed");
  }

  /** Somebody has one of the images: the others were not wanted once this is closed. */
  synchronized void taken() {
    taken = true;
  }

  /** A thread waits for the images, or has them. */
  synchronized void heldBy(Thread thread) {
    holder = thread;
    ProcessExit.hold(this);
  }

  /** Whether a thread may still write the images, that did not itself end the process. */
  synchronized boolean isHeld() {
    Thread thread = holder;
    return !closed
        && thread != null
        && thread.isAlive()
        && Arrays.stream(thread.getStackTrace())
            .noneMatch(frame -> frame.getClassName().equals("java.lang.Shutdown"));
  }

  /** Keeps images, which are paid for, beyond closing. */
  synchronized void keep(Set<Path> images) {
    kept.addAll(images);
  }

  /** Keeps images no longer: they were written to where they belong, perhaps after closing. */
  synchronized void written(Set<Path> images) {
    taken = true;
    if (kept.removeAll(images) && closed) {
      quietly(() -> LeftImages.clearCall(Objects.requireNonNull(path), kept::contains));
    }
  }

  /** Whether images stay beyond closing. */
  synchronized boolean keepsImages() {
    return !kept.isEmpty();
  }

  /** Says where the images are of a result that is open when its client closes. */
  synchronized void tellUnlessClosed() {
    if (!closed && path != null) {
      LOG.info("a result is open though its client is closed; its images are in {}", path);
    }
  }

  synchronized boolean isClosed() {
    return closed;
  }

  /** Deletes all but those images that were kept, if one was taken; whether that is so. */
  synchronized boolean closeIfTaken() {
    boolean deletes = taken;
    return close(image -> !deletes || kept.contains(image)) && deletes;
  }

  /** Deletes all but those images that came and are to stay; false if that was done before. */
  synchronized boolean close(Predicate<Path> stays) {
    boolean first = !closed;
    closed = true;
    if (first && path != null) {
      Path folder = path;
      quietly(() -> LeftImages.clearCall(folder, stays));
      quietly(root::releaseFolder);
    }
    return first;
  }

  /**
   * An interrupt, which may be how the call was cancelled, would break off the clean-up as well;
   * and what fails in that must not hide how the call ended.
   */
  private static void quietly(StartedCall.Step deletion) {
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

  /** Says where a file is, at each time. */
  interface Place {
    Path path() throws IOException;
  }

  /**
   * A file of a call's folder, written where it stays: nobody reads it before it is committed, and
   * what a killed process left goes with the folder. An image that {@linkplain LeftImages outlives}
   * its process gets its name when it is committed, so that no part of one does.
   */
  static class TempFile extends ImageTarget {
    private final Place place;
    private final boolean named;
    private volatile @Nullable Path path;

    TempFile(Path path) {
      this(() -> path, false);
    }

    /**
     * A file whose place is asked for when it is begun, and again if that was swept meanwhile.
     *
     * @param named whether it has its name only once it is committed
     */
    TempFile(Place place, boolean named) {
      this.place = place;
      this.named = named;
    }

    /** Where it is, once it was begun. */
    Path path() {
      return Objects.requireNonNull(path, "the file was not begun");
    }

    /** It could not be begun or committed. */
    void failed() {}

    @Override
    public Draft openDraft() throws IOException {
      try {
        return new OpenFile();
      } catch (IOException e) {
        failed();
        throw e;
      }
    }

    @Override
    public String toString() {
      return "file of a call";
    }

    private final class OpenFile implements Draft {
      private final FileChannel channel;
      private final OutputStream stream;
      private Path draft;
      private boolean committed;

      OpenFile() throws IOException {
        draft = newDraft();
        channel = FileChannel.open(draft, CREATE_NEW, READ, WRITE);
        stream = FailureSubject.file(path()).writing(FilePieces.writing(channel));
      }

      private Path newDraft() throws IOException {
        Path file = place.path();
        path = file;
        return named ? file.resolveSibling("draft-" + file.getFileName()) : file;
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
        try {
          saveIfSwept();
          stream.close();
          if (named) {
            Files.move(draft, path());
          }
        } catch (IOException e) {
          failed();
          throw e;
        }
        committed = true;
      }

      /** What was removed while it was open is read from there. */
      private void saveIfSwept() throws IOException {
        if (Files.notExists(draft)) {
          draft = newDraft();
          long ignored = Files.copy(Channels.newInputStream(channel.position(0)), draft);
        }
      }

      @Override
      public void close() throws IOException {
        try {
          stream.close();
        } finally {
          if (!committed) {
            Files.deleteIfExists(draft);
          }
        }
      }
    }
  }
}
