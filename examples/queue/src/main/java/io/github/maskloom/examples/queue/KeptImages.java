package io.github.maskloom.examples.queue;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Images that came, and are paid for, but could not be copied into the jobs' folder before their
 * worker had to end. They wait on the worker's own disk, each job's in a folder {@code
 * <id>_<claim>}, for the next worker of the machine.
 */
final class KeptImages {
  private final Path root;
  private final Disk disk;

  /**
   * Keeps images below a folder.
   *
   * @param temporary on the file system that results come on, so that no image is copied
   */
  KeptImages(Path temporary, Disk disk) {
    root = temporary.resolve("maskloom-queue-kept");
    this.disk = disk;
  }

  /** The images of one sending of a job. */
  record Kept(String id, String claim, Path folder) {
    /** The images by their names. */
    Map<String, Path> pictures() throws IOException {
      Map<String, Path> pictures = new TreeMap<>();
      try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
        files.forEach(file -> pictures.put(String.valueOf(file.getFileName()), file));
      }
      return pictures;
    }
  }

  /** Moves images here, which takes no room on a full disk. */
  Path put(String id, String claim, Map<String, Path> pictures) throws IOException {
    Path folder = Files.createDirectories(root.resolve(id + "_" + claim));
    for (Map.Entry<String, Path> picture : pictures.entrySet()) {
      disk.force(picture.getValue());
      disk.move(picture.getValue(), folder.resolve(picture.getKey()));
    }
    disk.forceNames(folder);
    disk.forceNames(root);
    return folder;
  }

  /** All that is kept. */
  List<Kept> all() throws IOException {
    List<Kept> all = new ArrayList<>();
    if (Files.isDirectory(root)) {
      try (DirectoryStream<Path> folders = Files.newDirectoryStream(root, "*_*")) {
        folders.forEach(folder -> all.add(kept(folder)));
      }
    }
    return all;
  }

  private static Kept kept(Path folder) {
    String name = String.valueOf(folder.getFileName());
    int bar = name.indexOf('_');
    return new Kept(name.substring(0, bar), name.substring(bar + 1), folder);
  }

  /** What is kept of a job. */
  Optional<Kept> of(String id) throws IOException {
    return all().stream().filter(kept -> kept.id().equals(id)).findFirst();
  }

  /** Deletes what was copied by now. */
  void delete(Kept kept) throws IOException {
    try {
      for (Path picture : kept.pictures().values()) {
        Files.deleteIfExists(picture);
      }
      Files.deleteIfExists(kept.folder());
    } catch (NoSuchFileException e) {
      // Another worker of this machine did the same.
    }
  }
}
