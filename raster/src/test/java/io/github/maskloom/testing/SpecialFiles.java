package io.github.maskloom.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Files that are no regular ones; what cannot be made here skips the test that asks for it. */
public final class SpecialFiles {
  private SpecialFiles() {}

  /** A named pipe. */
  public static Path pipe(Path path) throws IOException, InterruptedException {
    return made(path, "mkfifo", path.toString());
  }

  /** A character device that takes everything. */
  public static Path nullDevice(Path path) throws IOException, InterruptedException {
    return device(path, "3", "/dev/null");
  }

  /** A character device on which there is never room. */
  public static Path fullDevice(Path path) throws IOException, InterruptedException {
    return device(path, "7", "/dev/full");
  }

  /**
   * A device of its own; or that of the system, but only for a user who could not replace it: a
   * test that fails must not take it from everybody.
   */
  private static Path device(Path path, String minor, String ofTheSystem)
      throws IOException, InterruptedException {
    Path system = Path.of(ofTheSystem);
    if (Files.exists(system) && !Files.isWritable(system.resolveSibling("."))) {
      return system;
    }
    Path made = made(path, "mknod", path.toString(), "c", "1", minor);
    try {
      Files.newOutputStream(made).close();
      return made;
    } catch (IOException e) {
      return abort("devices cannot be opened in " + path.getParent());
    }
  }

  /** A block device behind which there is nothing. */
  public static Path blockDevice(Path path) throws IOException, InterruptedException {
    return made(path, "mknod", path.toString(), "b", "240", "77");
  }

  /** All that comes through a pipe, read by another thread. */
  public static CompletableFuture<String> reading(Path pipe) {
    CompletableFuture<String> text = new CompletableFuture<>();
    Thread reader =
        new Thread(
            () -> {
              try {
                text.complete(new String(Files.readAllBytes(pipe), UTF_8));
              } catch (IOException e) {
                text.completeExceptionally(e);
              }
            });
    reader.setDaemon(true);
    reader.start();
    return text;
  }

  private static Path made(Path path, String... command) throws IOException, InterruptedException {
    List<String> words = new ArrayList<>(List.of(command));
    try {
      if (new ProcessBuilder(words).redirectErrorStream(true).start().waitFor() == 0) {
        return path;
      }
    } catch (IOException e) {
      return abort("there is no command " + words.get(0));
    }
    return abort(words.get(0) + " is not allowed here");
  }
}
