package io.github.maskloom.examples.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A job is there with all its images, or not at all. */
class SubmissionTest extends QueueTest {
  @TempDir Path images;
  private ActingStore store;

  @BeforeEach
  void act() throws IOException {
    store = new ActingStore();
    queue = new JobQueue(connections, store);
  }

  @Test
  void noJobIsLeftOfImagesThatCannotBeRead() throws Exception {
    JobInputs gone =
        JobInputs.of(folder.resolve("photo"), Optional.empty(), List.of(folder.resolve("sofa")));

    assertThatThrownBy(() -> queue.submit(gone, "", 1, Finish.RESTORED))
        .isInstanceOf(IOException.class);

    assertNothingIsLeft();
  }

  @Test
  void noWorkerTakesAJobWhoseImagesAreOnTheirWay() throws Exception {
    store.meanwhile =
        id -> {
          assertThat(state(id)).isEqualTo(JobState.SUBMITTING);
          assertThat(queue.table.claim(id, "claim")).isFalse();
          assertThat(queue.cancel(id)).isFalse();
          queue.scheduleForgotten();
          queue.sweep(Duration.ofHours(1));
        };

    String id = submit();

    assertThat(state(id)).isEqualTo(JobState.QUEUED);
    queue.sweep(Duration.ZERO);
    assertThat(store.inputs(id).photo().length()).isPresent();
  }

  @Test
  void sweepsWhatAKilledSubmitterLeft() throws Exception {
    store.meanwhile =
        id -> {
          throw new Killed();
        };
    assertThatThrownBy(() -> submit()).isInstanceOf(Killed.class);
    assertThat(queue.jobs(1000)).hasSize(1);

    queue.sweep(Duration.ZERO);

    assertNothingIsLeft();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aSubmitterThatIsTooSlowHearsOfItAlsoIfTheSweepIsNotOver(boolean stuck) throws Exception {
    store.meanwhile =
        id -> {
          store.stuck = stuck;
          queue.sweep(Duration.ZERO);
          store.stuck = false;
        };

    assertThatThrownBy(() -> submit()).hasMessageContaining("so long");

    assertThat(images).isEmptyDirectory();
    queue.sweep(Duration.ZERO);
    assertNothingIsLeft();
  }

  @Test
  void sweepsLaterWhatCannotBeRemovedNow() throws Exception {
    store.meanwhile =
        id -> {
          throw new IOException("the store is gone");
        };
    store.stuck = true;
    assertThatThrownBy(() -> submit()).hasMessage("the store is gone");
    assertThat(images).isNotEmptyDirectory();

    store.stuck = false;
    queue.sweep(Duration.ZERO);

    assertNothingIsLeft();
  }

  private void assertNothingIsLeft() throws IOException {
    assertThat(queue.jobs(1000)).isEmpty();
    assertThat(images).isEmptyDirectory();
  }

  /** What happens when the images are stored and the job is not queued yet. */
  private interface Meanwhile {
    void happens(String id) throws IOException;
  }

  private static final class Killed extends Error {
    private static final long serialVersionUID = 1;
  }

  /** A folder, and something that happens in between. */
  private final class ActingStore extends FolderStore {
    Meanwhile meanwhile = id -> {};
    boolean stuck;

    ActingStore() {
      super(images);
    }

    @Override
    public void putInputs(String id, JobInputs inputs) throws IOException {
      super.putInputs(id, inputs);
      meanwhile.happens(id);
    }

    @Override
    public void removeInputs(String id) throws IOException {
      if (stuck) {
        throw new IOException("cannot be removed");
      }
      super.removeInputs(id);
    }
  }
}
