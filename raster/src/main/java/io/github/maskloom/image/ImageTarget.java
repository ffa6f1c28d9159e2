package io.github.maskloom.image;

import io.github.maskloom.internal.file.FailureSubject;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * Where an encoded image goes.
 *
 * <p>The bytes first go to a {@link Draft}; only {@link Draft#commit} makes them the image. <b>
 * Threads:</b> a draft is confined to one thread at a time.
 *
 * <p><b>A target of your own</b>, such as an object of a store, extends this class and makes
 * drafts. A draft is opened once the inputs' headers were read and memory was granted, just before
 * its first byte. The library neither writes a byte twice nor commits twice, and tries nothing
 * again. {@code ImageTargetContract} of the module {@code maskloom-raster-testing} checks one. Its
 * {@link #name} is the key of the object, so that the key says the format.
 */
public abstract class ImageTarget {
  /** A target of another kind, which {@link #openDraft} makes drafts for. */
  protected ImageTarget() {}

  /**
   * {@return a target that is a file, which is replaced in one move when its image is complete} The
   * image is written to a temporary sibling first. Its {@link #name} is that of the file. Readers
   * see the old file or the new one, never a part. After a failure the old file, or none, is there
   * and the sibling is gone. So the file may be one that the image is made from.
   *
   * <p><b>What stands there:</b>
   *
   * <ul>
   *   <li>A file is replaced, even one that may only be read. It keeps its mode, and its owner and
   *       group where this process may set them. With another group, that group may do no more than
   *       everybody. Until then only its writer can read the sibling. Other hard links to the old
   *       file keep the old content; access control lists are those of a new file.
   *   <li>A new file has the mode that the process gives any file.
   *   <li>A symbolic link stays, and the file that it leads to is replaced in its own folder. One
   *       that leads nowhere is refused.
   *   <li>A pipe or a character device is never replaced. It is opened and written to like a
   *       stream, and what was written before a failure stays written. Opening a pipe waits for its
   *       reader.
   *   <li>A folder and a block device are refused.
   * </ul>
   *
   * <p><b>Killed processes:</b> a killed process leaves the sibling. The next process that opens a
   * draft in that folder deletes it, unless it is still being written or the file system has no
   * locks. That is at its first draft if the folder has up to 500 files, at its tenth otherwise. On
   * systems other than Linux, and if another machine wrote it, it stays for a day.
   *
   * @param path a file that is there or not; its folder must exist
   */
  public static ImageTarget of(Path path) {
    return of(path, DraftAction.NONE);
  }

  /**
   * {@return a target that is a file, as that of {@link #of(Path)}, whose image an action may
   * change before it takes its place} This is for those who sign what is written.
   *
   * @param path a file that is there or not; a draft of a pipe or a device is refused
   * @param action gets the complete image
   */
  public static ImageTarget of(Path path, DraftAction action) {
    Objects.requireNonNull(path);
    Objects.requireNonNull(action, "action");
    return new ImageTarget() {
      @Override
      public Draft openDraft() throws IOException {
        return TargetFile.openDraft(path, action);
      }

      @Override
      public boolean atomic() {
        return Files.isRegularFile(path) || !Files.exists(path);
      }

      @Override
      public Optional<String> name() {
        return Optional.ofNullable(path.getFileName()).map(Path::toString);
      }

      @Override
      public String toString() {
        return "file " + path.getFileName();
      }
    };
  }

  /**
   * {@return a target that is a stream, which is flushed at the end and never closed}
   *
   * <p>A failure leaves there what was written before it: part of an image. A servlet that writes
   * to its response has sent status 200 by then. Write a file instead, and send that once it is
   * complete:
   *
   * <pre>{@code
   * Path file = Files.createTempFile("output", ".png");
   * try {
   * compositor.composite(photo, mask, ImageTarget.of(file));
   * response.setContentType("image/png");
   * response.setContentLengthLong(Files.size(file));
   * Files.copy(file, response.getOutputStream());
   * } finally {
   * Files.delete(file);
   * }
   * }</pre>
   *
   * @param stream takes the bytes while they are made, and needs no buffer
   */
  public static ImageTarget of(OutputStream stream) {
    Objects.requireNonNull(stream);
    return new ImageTarget() {
      @Override
      public Draft openDraft() {
        return new StreamDraft(FailureSubject.called("target").writing(stream), false);
      }

      @Override
      public boolean atomic() {
        return false;
      }
    };
  }

  /**
   * Begins an image. The caller closes the draft.
   *
   * @return a new draft without a byte
   * @throws IOException if the target cannot be written to; names it, as what is thrown later does
   */
  public abstract Draft openDraft() throws IOException;

  /**
   * {@return whether an image that is not committed leaves nothing there} What can be checked
   * before such an image is begun is then checked while it is written, which is cheaper.
   */
  public boolean atomic() {
    return true;
  }

  /**
   * {@return what the image is called there, such as {@code rooms/17.jpg}, if it has a name} The
   * image is written in the format that the extension of its name says, unless another is asked
   * for. See {@link io.github.maskloom.format.ImageFormats#named}.
   */
  public Optional<String> name() {
    return Optional.empty();
  }

  /**
   * {@return a target that writes to the same place under another {@link #name}} This target keeps
   * its own name.
   *
   * @param name a file's name or a key, whose extension selects the output format unless one is
   *     asked for
   */
  public ImageTarget named(String name) {
    return new OtherTarget(this, Optional.of(name));
  }

  /**
   * {@return this target, with an action that runs whenever a draft of it was committed}
   *
   * @param action runs on the thread that commits. What it throws comes out of {@link
   *     Draft#commit}, and the image stays
   */
  public ImageTarget onCommit(Runnable action) {
    Objects.requireNonNull(action, "action");
    return new OtherTarget(this, name()) {
      @Override
      public Draft openDraft() throws IOException {
        return new ReportedDraft(super.openDraft(), action);
      }
    };
  }

  /** Says what kind of target this is. */
  @Override
  public String toString() {
    return "stream";
  }

  /** What happens to a complete image in a private file, before it takes its place. */
  @FunctionalInterface
  public interface DraftAction {
    /** Leaves the image as it is. */
    DraftAction NONE = draft -> {};

    /**
     * Changes the file, or moves another over it. It runs on the thread that commits.
     *
     * @param draft beside the target, and closed; its name does not say its format
     * @throws IOException if the image is not to be committed. This, and what else is thrown, comes
     *     out of {@link Draft#commit}; the target stays as it was, and the draft is deleted
     */
    void run(Path draft) throws IOException;
  }

  /**
   * An image in the making. Closing it before {@link #commit} throws it away.
   *
   * <p><b>Ownership:</b> who opened a draft closes it, once or more often, whatever happened. If
   * work failed, its failure is what is thrown; one of closing is attached to it as suppressed.
   */
  public interface Draft extends Closeable {
    /**
     * Takes the image's bytes. Pieces have any size from one byte on. After a failed write the
     * draft is only closed.
     *
     * @return the same stream each time, which callers do not close. It may hold bytes back until
     *     {@link #commit}, unless there is a {@link #channel}. It copies them, as writers reuse
     *     their arrays.
     */
    OutputStream stream();

    /**
     * {@return the channel of the file that takes the bytes, positioned behind those written; empty
     * if the draft is no file}
     */
    default Optional<FileChannel> channel() {
      return Optional.empty();
    }

    /**
     * Makes what was written the image. Called at most once, after the last byte; when it returns,
     * all of the image is there.
     *
     * @throws IOException if that fails; a target file then keeps its old content. In a store over
     *     a network the image may still have come into being, where only the answer was lost.
     */
    void commit() throws IOException;

    /**
     * Throws away what was not committed. After a commit it does nothing but free. A second call
     * does nothing.
     *
     * @throws IOException if something of the draft may be left
     */
    @Override
    void close() throws IOException;
  }

  /** Another target, under a name that may be its own. */
  private static class OtherTarget extends ImageTarget {
    private final ImageTarget target;
    private final Optional<String> name;

    OtherTarget(ImageTarget target, Optional<String> name) {
      this.target = target;
      this.name = name;
    }

    @Override
    public Draft openDraft() throws IOException {
      return target.openDraft();
    }

    @Override
    public boolean atomic() {
      return target.atomic();
    }

    @Override
    public Optional<String> name() {
      return name;
    }

    @Override
    public String toString() {
      return target.toString();
    }
  }

  /** A draft on a stream: what was written to it cannot be taken back. */
  record StreamDraft(OutputStream stream, boolean owned) implements ImageTarget.Draft {
    @Override
    public void commit() throws IOException {
      stream.flush();
      close();
    }

    @Override
    public void close() throws IOException {
      if (owned) {
        stream.close();
      }
    }
  }

  /** A draft behind whose commit an action runs. */
  private record ReportedDraft(ImageTarget.Draft draft, Runnable action)
      implements ImageTarget.Draft {
    @Override
    public OutputStream stream() {
      return draft.stream();
    }

    @Override
    public Optional<FileChannel> channel() {
      return draft.channel();
    }

    @Override
    public void commit() throws IOException {
      draft.commit();
      action.run();
    }

    @Override
    public void close() throws IOException {
      draft.close();
    }
  }
}
