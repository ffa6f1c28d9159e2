package io.github.maskloom.image;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** A draft in a temporary file beside its target. */
final class FileDraft implements ImageTarget.Draft {
  private final Path target;
  private final Path sibling;
  private final FileChannel channel;
  private final OutputStream stream;
  private boolean committed;

  private FileDraft(Path target, Path sibling) throws IOException {
    this.target = target;
    this.sibling = sibling;
    channel = FileChannel.open(sibling, CREATE_NEW, WRITE);
    stream = Channels.newOutputStream(channel);
  }

  static FileDraft beside(Path path) throws IOException {
    if (Files.isSymbolicLink(path) && !Files.exists(path)) {
      throw new IOException("the target " + path.getFileName() + " is a link that leads nowhere");
    }
    Path target = Files.exists(path) ? path.toRealPath() : path.toAbsolutePath();
    if (Files.isDirectory(target)) {
      throw new IOException("the target " + path.getFileName() + " is a folder");
    }
    return new FileDraft(target, target.resolveSibling(siblingName()));
  }

  // A secure random name would load the security providers; the file must be new in any case.
  private static String siblingName() {
    return ".maskloom-" + Long.toHexString(ThreadLocalRandom.current().nextLong()) + ".tmp";
  }

  @Override
  public OutputStream stream() {
    return stream;
  }

  @Override
  public Optional<FileChannel> channel() {
    return Optional.of(channel);
  }

  @Override
  public void commit() throws IOException {
    channel.close();
    try {
      Files.move(sibling, target, ATOMIC_MOVE, REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(sibling, target, REPLACE_EXISTING);
    }
    committed = true;
  }

  @Override
  public void close() throws IOException {
    channel.close();
    if (!committed) {
      Files.deleteIfExists(sibling);
    }
  }
}
