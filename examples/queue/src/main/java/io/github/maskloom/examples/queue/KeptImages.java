package io.github.maskloom.examples.queue;

import com.google.common.collect.Maps;
import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Images that came, and are paid for, but could not be put into the store before their worker had
 * to end. They wait on the worker's own disk, each job's in a folder {@code <id>_<claim>}, for the
 * next worker of the machine and the user.
 */
record KeptImages(Path root, Disk disk) {
  private static final Pattern NAME = Pattern.compile("[-0-9a-f]{36}_[-0-9a-f]{36}");

  /**
   * Keeps images in a folder below another, which nobody but this user can look into.
   *
   * @param temporary on the file system that results come on, so that no image is copied
   * @throws IOException if the folder cannot be made, or somebody else may have prepared it
   */
  static KeptImages in(Path temporary, Disk disk) throws IOException {
    String user = System.getProperty("user.name", "").replaceAll("[^A-Za-z0-9-]", "_");
    return new KeptImages(PrivateFolder.in(temporary, "maskloom-queue-kept-" + user), disk);
  }

  /** The images of one sending of a job. */
  record Kept(Path folder) {
    private String name() {
      return String.valueOf(folder.getFileName());
    }

    String id() {
      return name().substring(0, name().indexOf('_'));
    }

    String claim() {
      return name().substring(name().indexOf('_') + 1);
    }

    /** The images by their names. */
    Map<String, Path> images() throws IOException {
      return Maps.uniqueIndex(
          MoreFiles.listFiles(folder), file -> String.valueOf(file.getFileName()));
    }
  }

  /**
   * Moves images here, which takes no room on a full disk. They are found once all are here: a
   * worker that begins meanwhile does not take the first for all.
   */
  Path put(String id, String claim, Map<String, Path> images) throws IOException {
    Path draft = Files.createDirectories(root.resolve("draft-" + id + "_" + claim));
    for (Map.Entry<String, Path> image : images.entrySet()) {
      disk.force(image.getValue());
      disk.move(image.getValue(), draft.resolve(image.getKey()));
    }
    disk.forceNames(draft);
    Path folder = root.resolve(id + "_" + claim);
    disk.move(draft, folder);
    disk.forceNames(root);
    return folder;
  }

  /** All that is kept. */
  List<Kept> all() throws IOException {
    return MoreFiles.listFiles(root).stream()
        .map(Kept::new)
        .filter(kept -> NAME.matcher(kept.name()).matches())
        .toList();
  }

  /** What is kept of a job. */
  Optional<Kept> of(String id) throws IOException {
    return all().stream().filter(kept -> kept.id().equals(id)).findFirst();
  }

  /** Deletes what is in the store by now. */
  void delete(Kept kept) throws IOException {
    try {
      // Nobody but this user can put a link there.
      MoreFiles.deleteRecursively(kept.folder(), RecursiveDeleteOption.ALLOW_INSECURE);
    } catch (NoSuchFileException e) {
      // Another worker of this machine did the same.
    }
  }
}
