package io.github.maskloom.examples.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maskloom.image.ImageSource;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A folder keeps what a store must. */
class FolderStoreTest extends JobStoreContract {
  @TempDir Path root;
  private final String job = UUID.randomUUID().toString();
  private final String claim = UUID.randomUUID().toString();

  @Override
  protected JobStore store() {
    return new FolderStore(root);
  }

  @Override
  protected List<String> names() throws IOException {
    try (Stream<Path> all = Files.walk(root)) {
      return all.filter(file -> !file.equals(root)).map(Path::toString).sorted().toList();
    }
  }

  @Override
  protected void dieInPut(String id, String claim) throws IOException {
    Path draft = root.resolve(id).resolve("draft-" + claim + "-" + UUID.randomUUID());
    Files.createDirectory(draft);
    Files.writeString(draft.resolve("0.png"), "hal");
  }

  @Test
  void aPutOfWhichASweepDeletedAPartFails() throws IOException {
    Path image = Files.writeString(files.resolve("image"), "image");
    Files.createDirectory(root.resolve(job));
    FolderStore slow = new FolderStore(root, new Watched(this::sweepBeforeMove));

    assertThatThrownBy(() -> slow.putResult(job, claim, Map.of("0.png", image)))
        .isInstanceOf(IOException.class);

    assertThat(slow.result(job)).isEmpty();
    assertThat(root.resolve(job)).isDirectoryNotContaining("glob:**/draft-*");
  }

  @Test
  void finishesASweepThatWasKilled() throws Exception {
    Path swept = root.resolve(job).resolve("swept-" + UUID.randomUUID());
    Files.createDirectories(swept);
    Files.writeString(swept.resolve("1.png"), "left");

    store().sweep(Duration.ofDays(1), (id, held) -> true);

    assertThat(swept).doesNotExist();
  }

  @Test
  void sweepsNothingThatItDidNotMake() throws Exception {
    Files.createDirectories(root.resolve("maskloom-photos").resolve("draft-1"));
    Files.createDirectories(root.resolve(job).resolve("draft-of-mine"));
    Files.writeString(root.resolve(UUID.randomUUID().toString()), "a file");
    List<String> before = names();

    store().sweep(Duration.ZERO, (id, held) -> false);

    assertThat(names()).isEqualTo(before);
  }

  @Test
  void nothingIsLeftOfACopyThatFailed() throws Exception {
    Files.createDirectory(root.resolve(job));
    Path image = Files.writeString(files.resolve("image"), "image");
    FolderStore full = new FolderStore(root, new Watched(FolderStoreTest::fillUp));

    assertThatThrownBy(() -> full.putResult(job, claim, Map.of("0.png", image)))
        .isInstanceOf(FileSystemException.class);

    assertThat(root.resolve(job)).isEmptyDirectory();
  }

  @Test
  void inputsAreOnDiskBeforeTheJobIsThere() throws Exception {
    List<String> steps = new ArrayList<>();
    Path photo = Files.writeString(files.resolve("photo"), "photo");

    new FolderStore(root, new Watched((step, path) -> steps.add(told(step, path))))
        .putInputs(job, JobInputs.of(photo, Optional.of(photo), List.of()));

    assertThat(steps)
        .containsExactly(
            "copy " + job + "/photo",
            "force " + job + "/photo",
            "copy " + job + "/mask",
            "force " + job + "/mask",
            "names " + job,
            "names ");
  }

  @Test
  void imagesAreOnDiskBeforeTheJobIsDone() throws Exception {
    Files.createDirectory(root.resolve(job));
    Path photo = Files.writeString(files.resolve("photo"), "photo");
    List<String> steps = new ArrayList<>();

    new FolderStore(root, new Watched((step, path) -> steps.add(told(step, path))))
        .putResult(job, claim, Map.of("0.png", photo));

    assertThat(steps)
        .containsExactly(
            "copy " + job + "/draft/0.png",
            "force " + job + "/draft/0.png",
            "names " + job + "/draft",
            "move " + job + "/result",
            "names " + job);
  }

  private String told(String step, Path path) {
    return step + " " + root.relativize(path).toString().replaceAll("draft-[^/]*", "draft");
  }

  /** A draft is swept just before it becomes a result. */
  private void sweepBeforeMove(String step, Path path) throws IOException {
    if (step.equals("move")) {
      store().sweep(Duration.ZERO, (id, held) -> false);
    }
  }

  /** A disk has room for a file but not for its bytes. */
  private static void fillUp(String step, Path path) throws IOException {
    if (step.equals("copy")) {
      Files.createFile(path);
      throw new FileSystemException(path.toString(), null, "No space left on device");
    }
  }

  private interface Watch {
    void before(String step, Path path) throws IOException;
  }

  /** The real disk, and what happens before each step. */
  private static final class Watched extends Disk {
    private final Watch watch;

    Watched(Watch watch) {
      this.watch = watch;
    }

    @Override
    void copy(ImageSource from, Path to) throws IOException {
      watch.before("copy", to);
      super.copy(from, to);
    }

    @Override
    void force(Path file) throws IOException {
      watch.before("force", file);
      super.force(file);
    }

    @Override
    void forceNames(Path folder) throws IOException {
      watch.before("names", folder);
      super.forceNames(folder);
    }

    @Override
    void move(Path from, Path to) throws IOException {
      watch.before("move", to);
      super.move(from, to);
    }
  }
}
