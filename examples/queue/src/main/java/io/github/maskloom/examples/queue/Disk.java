package io.github.maskloom.examples.queue;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import io.github.maskloom.image.ImageSource;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;

/** The steps by which images are kept so that they survive a loss of power. */
class Disk {
  /** Copies an image to where no file is. */
  void copy(ImageSource from, Path to) throws IOException {
    try (InputStream bytes = from.open()) {
      Files.copy(bytes, to);
    }
  }

  /** Waits until the bytes of a file are on the disk. */
  void force(Path file) throws IOException {
    force(file, WRITE);
  }

  /** Waits until the names in a folder are on the disk, and what they name, but for its bytes. */
  void forceNames(Path folder) throws IOException {
    // Windows opens no folder as a file, and keeps names by its journal.
    if (File.separatorChar == '/') {
      force(folder, READ);
    }
  }

  private static void force(Path path, OpenOption access) throws IOException {
    try (FileChannel channel = FileChannel.open(path, access)) {
      channel.force(true);
    }
  }

  /** Gives a file or a folder another name, at once. */
  void move(Path from, Path to) throws IOException {
    Files.move(from, to, ATOMIC_MOVE);
  }
}
