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
    FolderStore slow = new FolderStore(root, new SweptMeanwhile());

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
    FolderStore full = new FolderStore(root, new Full());

    assertThatThrownBy(() -> full.putResult(job, claim, Map.of("0.png", image)))
        .isInstanceOf(FileSystemException.class);

    assertThat(root.resolve(job)).isEmptyDirectory();
  }

  @Test
  void inputsAreOnDiskBeforeTheJobIsThere() throws Exception {
    Recording disk = new Recording();
    Path photo = Files.writeString(files.resolve("photo"), "photo");

    new FolderStore(root, disk).putInputs(job, JobInputs.of(photo, Optional.of(photo), List.of()));

    assertThat(disk.steps)
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
    Recording disk = new Recording();

    new FolderStore(root, disk).putResult(job, claim, Map.of("0.png", photo));

    assertThat(disk.steps)
        .containsExactly(
            "copy " + job + "/draft/0.png",
            "force " + job + "/draft/0.png",
            "names " + job + "/draft",
            "move " + job + "/result",
            "names " + job);
  }

  /** The real disk, on which a draft is swept just before it becomes a result. */
  private final class SweptMeanwhile implements Disk {
    @Override
    public void copy(ImageSource from, Path to) throws IOException {
      Disk.REAL.copy(from, to);
    }

    @Override
    public void force(Path file) {}

    @Override
    public void forceNames(Path folder) throws IOException {
      // The sweep cannot delete this, and so not the folder that it is in.
      Files.createDirectory(folder.resolve("stuck"));
      try {
        store().sweep(Duration.ZERO, (id, held) -> false);
      } catch (Exception e) {
        throw new IOException(e);
      }
    }

    @Override
    public void move(Path from, Path to) throws IOException {
      Disk.REAL.move(from, to);
    }
  }

  /** A disk that has room for a file but not for its bytes. */
  private static final class Full implements Disk {
    @Override
    public void copy(ImageSource from, Path to) throws IOException {
      Files.createFile(to);
      throw new FileSystemException(to.toString(), null, "No space left on device");
    }

    @Override
    public void force(Path file) {}

    @Override
    public void forceNames(Path folder) {}

    @Override
    public void move(Path from, Path to) {}
  }

  /** The real disk, with what is done to it. */
  private final class Recording implements Disk {
    final List<String> steps = new ArrayList<>();

    private void step(String what, Path where) {
      steps.add(what + " " + root.relativize(where).toString().replaceAll("draft-[^/]*", "draft"));
    }

    @Override
    public void copy(ImageSource from, Path to) throws IOException {
      step("copy", to);
      Disk.REAL.copy(from, to);
    }

    @Override
    public void force(Path file) throws IOException {
      step("force", file);
      Disk.REAL.force(file);
    }

    @Override
    public void forceNames(Path folder) throws IOException {
      step("names", folder);
      Disk.REAL.forceNames(folder);
    }

    @Override
    public void move(Path from, Path to) throws IOException {
      step("move", to);
      Disk.REAL.move(from, to);
    }
  }
}
