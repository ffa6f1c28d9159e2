package io.github.maskloom.examples.queue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Jobs whose images are in a folder. */
final class FolderOptions implements Place {
  @Option(
      names = "--folder",
      description = "shared by all: the images, and the database unless another is given")
  private @Nullable Path folder;

  @Option(names = "--database", description = Place.DATABASE)
  private @Nullable String database;

  @Override
  public String database() {
    return database == null ? JobQueue.fileIn(folder()) : database;
  }

  @Override
  public JobStore open() throws IOException {
    return new FolderStore(Files.createDirectories(folder()));
  }

  /** Not required by the parser, which would ask for it before it helps. */
  private Path folder() {
    if (folder == null) {
      throw new IllegalArgumentException("state --folder");
    }
    return folder;
  }
}
