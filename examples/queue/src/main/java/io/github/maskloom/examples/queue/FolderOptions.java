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
      required = true,
      description = "shared by all: the images, and the database unless another is given")
  private Path folder = Path.of(".");

  @Option(names = "--database", description = "such as jdbc:postgresql://host/jobs?user=me")
  private @Nullable String database;

  @Override
  public String database() {
    return database == null ? JobQueue.fileIn(folder) : database;
  }

  @Override
  public JobStore open() throws IOException {
    return new FolderStore(Files.createDirectories(folder));
  }
}
