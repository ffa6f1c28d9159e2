package io.github.maskloom.image;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardOpenOption.WRITE;

import io.github.maskloom.image.ImageTarget.DraftAction;
import io.github.maskloom.internal.file.FailureSubject;
import io.github.maskloom.internal.file.FilePieces;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** What stands where an image is to go: a file is replaced, a pipe or a device is written to. */
final class TargetFile {
  /** Kind of a file in the mode that stat(2) tells. */
  private static final int KIND = 0170000;

  private static final int BLOCK_DEVICE = 0060000;

  private TargetFile() {}

  /** Begins an image at a path, on which an action runs at its end. */
  static ImageTarget.Draft openDraft(Path path, DraftAction action) throws IOException {
    BasicFileAttributes found = found(path);
    if (found == null && Files.isSymbolicLink(path)) {
      throw refusal(path, "a link that leads nowhere");
    }
    if (found == null) {
      return FileDraft.beside(path.toAbsolutePath(), false, action);
    }
    if (found.isDirectory()) {
      throw refusal(path, "this is a folder");
    }
    if (action != DraftAction.NONE && !found.isRegularFile()) {
      throw refusal(path, "only a file can be changed before it is there");
    }
    return found.isRegularFile() ? FileDraft.beside(path.toRealPath(), true, action) : opened(path);
  }

  private static @Nullable BasicFileAttributes found(Path path) throws IOException {
    try {
      return Files.readAttributes(path, BasicFileAttributes.class);
    } catch (NoSuchFileException e) {
      return null;
    }
  }

  private static ImageTarget.Draft opened(Path path) throws IOException {
    if (isBlockDevice(path)) {
      throw refusal(path, "this is a block device");
    }
    OutputStream stream = FilePieces.writing(FileChannel.open(path, WRITE));
    return new ImageTarget.StreamDraft(FailureSubject.file(path).writing(stream), true);
  }

  private static boolean isBlockDevice(Path path) throws IOException {
    return path.getFileSystem().supportedFileAttributeViews().contains("unix")
        && Files.getAttribute(path, "unix:mode") instanceof Integer mode
        && (mode & KIND) == BLOCK_DEVICE;
  }

  /**
   * Whether a finished draft takes the place of a file.
   *
   * @throws IOException if by now something else is there, which must not be replaced
   */
  static boolean isReplaced(Path target) throws IOException {
    boolean there = Files.exists(target, NOFOLLOW_LINKS);
    if (there && !Files.isRegularFile(target, NOFOLLOW_LINKS)) {
      throw refusal(target, "this is no regular file any more");
    }
    return there;
  }

  private static FileSystemException refusal(Path path, String why) {
    return new FileSystemException(path.toString(), null, why);
  }
}
