package io.github.maskloom.examples.queue;

import static com.google.common.base.Preconditions.checkArgument;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the jobs and their images are, as options of the command line say it: in a folder. */
public class Place {
  @Option(
      names = "--folder",
      description = "shared by all: the images, and the database unless another is given")
  protected @Nullable Path folder;

  @Option(
      names = "--database",
      description =
          "such as jdbc:postgresql://host/jobs; PGUSER and PGPASSWORD have user and password")
  protected @Nullable String database;

  /**
   * The URL of the database.
   *
   * @throws IllegalArgumentException if the options do not say where the jobs are
   */
  public String database() {
    return database == null ? JobQueue.fileIn(folder()) : database;
  }

  /**
   * Opens the store.
   *
   * @throws IllegalArgumentException if the options do not say where the images are
   * @throws IOException if it cannot be opened
   */
  public JobStore open() throws IOException {
    return new FolderStore(Files.createDirectories(folder()));
  }

  /** Not required by the parser, which would ask for it before it helps. */
  private Path folder() {
    checkArgument(folder != null, "state --folder");
    return folder;
  }
}
