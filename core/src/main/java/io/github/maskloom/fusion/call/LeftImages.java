package io.github.maskloom.fusion.call;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Images that came, and so are paid for, in folders of calls that nobody uses any more. They stay
 * for seven days. Everything else in such a folder is deleted.
 */
final class LeftImages {
  /** What the names of images begin with that came, or were restored. */
  static final String CAME = "image-";

  static final String RESTORED = "restored-";

  private static final Logger LOG = LoggerFactory.getLogger(LeftImages.class);
  private static final Duration AGE = Duration.ofDays(7);

  private LeftImages() {}

  /** Deletes the folder of a process but for folders of calls with images. */
  static void clearProcess(Path root) throws IOException {
    int left = 0;
    for (Path call : MoreFiles.listFiles(root)) {
      if (Files.isDirectory(call, NOFOLLOW_LINKS)) {
        left += clear(call, image -> true) ? 0 : 1;
      }
    }
    if (left == 0) {
      delete(root);
    } else {
      LOG.info("images of {} calls that nobody took stay for seven days in {}", left, root);
    }
  }

  /** Deletes the folder of a call, which may be gone already, but for images that are to stay. */
  static void clearCall(Path call, Predicate<Path> stays) throws IOException {
    if (!clear(call, stays)) {
      LOG.info("images that came, and that nobody took, stay for seven days in {}", call);
    }
  }

  /** Whether all of a call's folder is gone, as there are no images in it. */
  private static boolean clear(Path call, Predicate<Path> stays) throws IOException {
    while (Files.exists(call)) {
      try {
        return clearOnce(call, stays);
      } catch (NoSuchFileException e) {
        // Something else removes it too.
      }
    }
    return true;
  }

  private static boolean clearOnce(Path call, Predicate<Path> stays) throws IOException {
    Instant oldest = Instant.now().minus(AGE);
    boolean left = false;
    for (Path file : MoreFiles.listFiles(call)) {
      if (isImage(file)
          && stays.test(file)
          && Files.getLastModifiedTime(file).toInstant().isAfter(oldest)) {
        left = true;
      } else {
        delete(file);
      }
    }
    if (!left) {
      delete(call);
    }
    return !left;
  }

  private static boolean isImage(Path file) {
    String name = String.valueOf(file.getFileName());
    return (name.startsWith(CAME) || name.startsWith(RESTORED))
        && Files.isRegularFile(file, NOFOLLOW_LINKS);
  }

  /** Deletes a folder that may be gone already, with all that is in it. Links are not followed. */
  static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      // The folder is readable by its owner only, so nobody else can swap links in meanwhile.
      MoreFiles.deleteRecursively(folder, RecursiveDeleteOption.ALLOW_INSECURE);
    }
  }
}
