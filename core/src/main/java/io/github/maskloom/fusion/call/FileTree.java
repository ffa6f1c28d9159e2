package io.github.maskloom.fusion.call;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A folder with all that is in it. */
final class FileTree {
  private FileTree() {}

  /** Deletes a folder that may be gone already. Links are deleted, not followed. */
  static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      // The folder is readable by its owner only, so nobody else can swap links in meanwhile.
      MoreFiles.deleteRecursively(folder, RecursiveDeleteOption.ALLOW_INSECURE);
    }
  }
}
