package io.github.maskloom.examples.queue;

import static java.util.stream.Collectors.toMap;

import com.google.common.collect.Maps;
import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import io.github.maskloom.image.ImageSource;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
public class FolderStore implements JobStore {
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
    fill(Files.createDirectories(of(id)), inputs.named());
    disk.forceNames(root);
  }

  @Override
  public JobInputs inputs(String id) throws IOException {
    return JobInputs.of(images(of(id)));
  }

  @Override
  public void removeInputs(String id) throws IOException {
    Path folder = of(id);
    if (Files.isDirectory(folder)) {
      for (Path file : files(folder)) {
        Files.deleteIfExists(file);
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
    return files(folder).stream().collect(toMap(FolderStore::name, ImageSource::of));
  }

  private static List<Path> files(Path folder) throws IOException {
    return MoreFiles.listFiles(folder).stream().filter(Files::isRegularFile).toList();
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
      fill(Files.createDirectory(draft), Maps.transformValues(images, ImageSource::of));
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

  private void fill(Path folder, Map<String, ImageSource> images) throws IOException {
    for (Map.Entry<String, ImageSource> image : images.entrySet()) {
      Path file = folder.resolve(JobStore.checkedName(image.getKey()));
      disk.copy(image.getValue(), file);
      disk.force(file);
    }
    disk.forceNames(folder);
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
  public void sweep(Duration age, Claims claims) throws IOException {
    Instant before = Instant.now().minus(age);
    try (DirectoryStream<Path> jobs =
        Files.newDirectoryStream(root, job -> matches(ID, job).matches())) {
      for (Path job : jobs) {
        sweep(job, before, claims);
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
  }

  private void sweep(Path job, Instant before, Claims claims) throws IOException {
    try {
      for (Path folder : MoreFiles.listFiles(job)) {
        Matcher draft = matches(DRAFT, folder);
        if (matches(SWEPT, folder).matches()) {
          deleteDraft(folder);
        } else if (draft.matches()
            && !Files.getLastModifiedTime(folder).toInstant().isAfter(before)
            && !claims.isLive(name(job), draft.group(1))) {
          Path taken = folder.resolveSibling("swept-" + UUID.randomUUID());
          disk.move(folder, taken);
          deleteDraft(taken);
        }
      }
    } catch (NoSuchFileException | NotDirectoryException e) {
      LOG.debug("no job's folder, or one that went as it was swept", e);
    }
  }

  private Path of(String id) {
    return root.resolve(JobStore.checkedId(id));
  }

  private static Matcher matches(Pattern pattern, Path path) {
    return pattern.matcher(name(path));
  }

  private static String name(Path path) {
    return String.valueOf(path.getFileName());
  }
}
