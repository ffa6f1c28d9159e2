package io.github.maskloom.examples.queue;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import io.github.maskloom.image.ImageSource;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The images of jobs in a folder that every worker can see: {@code <id>/photo}, {@code mask},
 * {@code reference-1} and so on, and {@code <id>/result/} once it is there, whole.
 *
 * <p>A result is written to {@code <id>/draft-<claim>-<attempt>}, which is then renamed. The sweep
 * renames a draft before it deletes its files: so a put that is slower than any age fails, and does
 * not rename half a draft.
 */
public final class FolderStore implements JobStore {
  private static final Logger LOG = LoggerFactory.getLogger(FolderStore.class);
  private static final String RESULT = "result";
  private static final String UUIDS = "\\p{XDigit}{8}(?:-\\p{XDigit}{4}){3}-\\p{XDigit}{12}";
  private static final Pattern ID = Pattern.compile(UUIDS);
  private static final Pattern DRAFT = Pattern.compile("draft-(" + UUIDS + ")-" + UUIDS);
  private static final Pattern SWEPT = Pattern.compile("swept-" + UUIDS);

  private final Path root;
  private final Disk disk;

  /** The jobs in a folder that is there. */
  public FolderStore(Path root) {
    this(root, new Disk());
  }

  FolderStore(Path root, Disk disk) {
    this.root = root;
    this.disk = disk;
  }

  @Override
  public void putInputs(String id, JobInputs inputs) throws IOException {
    Path folder = Files.createDirectories(of(id));
    for (Map.Entry<String, ImageSource> input : inputs.named().entrySet()) {
      put(input.getValue(), folder.resolve(input.getKey()));
    }
    disk.forceNames(folder);
    disk.forceNames(root);
  }

  private void put(ImageSource from, Path to) throws IOException {
    disk.copy(from, to);
    disk.force(to);
  }

  @Override
  public JobInputs inputs(String id) throws IOException {
    return JobInputs.of(images(of(id)));
  }

  @Override
  public void removeInputs(String id) throws IOException {
    Path folder = of(id);
    if (Files.isDirectory(folder)) {
      for (Path file : MoreFiles.listFiles(folder)) {
        if (Files.isRegularFile(file)) {
          Files.deleteIfExists(file);
        }
      }
      if (MoreFiles.listFiles(folder).isEmpty()) {
        Files.delete(folder);
        disk.forceNames(root);
      }
    }
  }

  @Override
  public Optional<JobResult> result(String id) throws IOException {
    Path folder = of(id).resolve(RESULT);
    return Files.isDirectory(folder)
        ? Optional.of(new JobResult(folder.toString(), images(folder)))
        : Optional.empty();
  }

  private static Map<String, ImageSource> images(Path folder) throws IOException {
    Map<String, ImageSource> images = new TreeMap<>();
    for (Path file : MoreFiles.listFiles(folder)) {
      if (Files.isRegularFile(file)) {
        images.put(String.valueOf(file.getFileName()), ImageSource.of(file));
      }
    }
    return images;
  }

  @Override
  public void putResult(String id, String claim, Map<String, Path> images) throws IOException {
    String attempt = JobStore.checkedId(claim) + "-" + UUID.randomUUID();
    Path result = of(id).resolve(RESULT);
    if (Files.isDirectory(result)) {
      // Whoever put it may have died before its name was on the disk.
      disk.forceNames(of(id));
      return;
    }
    Path draft = of(id).resolve("draft-" + attempt);
    try {
      fill(draft, images);
      // Nothing is replaced: a folder with files in it stays.
      disk.move(draft, result);
    } catch (IOException | RuntimeException e) {
      deleteDraft(draft);
      // Another came before.
      if (!Files.isDirectory(result)) {
        throw e;
      }
    }
    disk.forceNames(of(id));
  }

  private void fill(Path draft, Map<String, Path> images) throws IOException {
    Files.createDirectory(draft);
    for (Map.Entry<String, Path> image : images.entrySet()) {
      put(ImageSource.of(image.getValue()), draft.resolve(JobStore.checkedName(image.getKey())));
    }
    disk.forceNames(draft);
  }

  /** Gives the room back, of which there may be too little. */
  private static void deleteDraft(Path draft) {
    try {
      if (Files.exists(draft)) {
        // It holds files, and nobody follows their names.
        MoreFiles.deleteRecursively(draft, RecursiveDeleteOption.ALLOW_INSECURE);
      }
    } catch (IOException e) {
      LOG.debug("a draft stays until it is swept", e);
    }
  }

  @Override
  public void sweep(Duration age, Claims claims) throws IOException, SQLException {
    Instant before = Instant.now().minus(age);
    try (DirectoryStream<Path> jobs =
        Files.newDirectoryStream(
            root, job -> Files.isDirectory(job) && matches(ID, job).matches())) {
      for (Path job : jobs) {
        sweep(job, before, claims);
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
  }

  private void sweep(Path job, Instant before, Claims claims) throws IOException, SQLException {
    try {
      for (Path folder : MoreFiles.listFiles(job)) {
        Matcher draft = matches(DRAFT, folder);
        if (matches(SWEPT, folder).matches()) {
          deleteDraft(folder);
        } else if (draft.matches()
            && !Files.getLastModifiedTime(folder).toInstant().isAfter(before)
            && !claims.isLive(String.valueOf(job.getFileName()), draft.group(1))) {
          Path taken = folder.resolveSibling("swept-" + UUID.randomUUID());
          disk.move(folder, taken);
          deleteDraft(taken);
        }
      }
    } catch (NoSuchFileException e) {
      LOG.debug("a job went as it was swept", e);
    }
  }

  private Path of(String id) {
    return root.resolve(JobStore.checkedId(id));
  }

  private static Matcher matches(Pattern pattern, Path path) {
    return pattern.matcher(String.valueOf(path.getFileName()));
  }
}
