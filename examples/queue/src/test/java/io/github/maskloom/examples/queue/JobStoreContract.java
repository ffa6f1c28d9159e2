package io.github.maskloom.examples.queue;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maskloom.image.ImageSource;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every {@link JobStore} must do. */
public abstract class JobStoreContract {
  private static final JobStore.Claims NOBODY = (id, claim) -> false;

  @TempDir protected Path files;
  private final String id = UUID.randomUUID().toString();
  private final String claim = UUID.randomUUID().toString();

  /** The store, which is empty when a test begins; a second one sees the same. */
  protected abstract JobStore store() throws Exception;

  /** The names of all that the store holds, or has begun to hold. */
  protected abstract List<String> names() throws Exception;

  /** Leaves what a worker leaves that is killed while it puts a result. */
  protected abstract void dieInPut(String id, String claim) throws Exception;

  @Test
  protected void givesInputsBack() throws Exception {
    store()
        .putInputs(
            id,
            new JobInputs(
                image("photo"), Optional.of(image("mask")), List.of(image("1"), image("2"))));

    JobInputs inputs = store().inputs(id);

    assertThat(text(inputs.photo())).isEqualTo("photo");
    assertThat(text(inputs.mask().orElseThrow())).isEqualTo("mask");
    assertThat(inputs.references()).map(JobStoreContract::text).containsExactly("1", "2");
    assertThat(inputs.photo().reopenable()).isTrue();
    assertThat(text(inputs.photo())).as("opened again").isEqualTo("photo");
  }

  @Test
  protected void takesInputsThatCanBeReadOnce() throws Exception {
    ImageSource once = ImageSource.once(new ByteArrayInputStream("once".getBytes(UTF_8)));

    store().putInputs(id, new JobInputs(once, Optional.empty(), List.of()));

    assertThat(text(store().inputs(id).photo())).isEqualTo("once");
    assertThat(store().inputs(id).mask()).isEmpty();
    assertThat(store().inputs(id).references()).isEmpty();
  }

  @Test
  protected void removesInputsWhole() throws Exception {
    store().putInputs(id, inputs());

    store().removeInputs(id);

    assertThat(names()).isEmpty();
    assertThatThrownBy(() -> store().inputs(id)).isInstanceOf(IOException.class);
    store().removeInputs(id);
  }

  @Test
  protected void removesNoResultWithInputs() throws Exception {
    List<String> ignored = ended();

    store().removeInputs(id);

    assertThat(results()).isEqualTo(Map.of("0.png", "first"));
    assertThatThrownBy(() -> store().inputs(id)).isInstanceOf(IOException.class);
  }

  @Test
  protected void removesWhatAFailedPutOfInputsLeft() throws Exception {
    JobInputs broken = new JobInputs(image("photo"), Optional.of(broken()), List.of());
    assertThatThrownBy(() -> store().putInputs(id, broken)).isInstanceOf(IOException.class);

    store().removeInputs(id);

    assertThat(names()).isEmpty();
  }

  @Test
  protected void givesAResultBackWhole() throws Exception {
    store().putInputs(id, inputs());
    assertThat(store().result(id)).as("before it is put").isEmpty();

    store().putResult(id, claim, Map.of("0.png", file("first"), "1.jpg", file("second")));

    JobResult result = store().result(id).orElseThrow();
    assertThat(result.images()).containsOnlyKeys("0.png", "1.jpg");
    assertThat(results()).isEqualTo(Map.of("0.png", "first", "1.jpg", "second"));
    assertThat(result.place()).contains(id);
    assertThat(store().inputs(id).references()).as("inputs stay what they were").isEmpty();
  }

  @Test
  protected void keepsTheFirstOfTwoResults() throws Exception {
    List<String> before = ended();

    store().putResult(id, UUID.randomUUID().toString(), Map.of("0.jpg", file("late")));

    assertThat(results()).isEqualTo(Map.of("0.png", "first"));
    assertThat(names()).as("nothing of the second stays").isEqualTo(before);
  }

  @Test
  protected void keepsOneOfManyResultsThatComeAtOnce() throws Exception {
    store().putInputs(id, inputs());
    int workers = 8;
    ExecutorService threads = Executors.newFixedThreadPool(workers);
    try {
      CyclicBarrier start = new CyclicBarrier(workers);
      List<Future<Void>> puts = new ArrayList<>();
      for (int i = 0; i < workers; i++) {
        Map<String, Path> images = Map.of("0.png", file("a" + i), "1.png", file("b" + i));
        JobStore own = store();
        puts.add(
            threads.submit(
                () -> {
                  start.await();
                  own.putResult(id, UUID.randomUUID().toString(), images);
                  return null;
                }));
      }
      for (Future<Void> put : puts) {
        put.get();
      }
    } finally {
      threads.shutdownNow();
    }

    Map<String, String> result = results();
    assertThat(result).containsOnlyKeys("0.png", "1.png");
    String worker = String.valueOf(result.get("0.png")).substring(1);
    assertThat(result.get("1.png")).as("of the same worker").isEqualTo("b" + worker);
    List<String> before = names();
    store().sweep(Duration.ZERO, NOBODY);
    assertThat(names()).as("the others took theirs away").isEqualTo(before);
  }

  @Test
  protected void failsWithoutATraceAndKeepsTheImages() throws Exception {
    List<String> before = submitted();
    Path there = file("there");
    Map<String, Path> images = Map.of("0.png", there, "1.png", files.resolve("gone"));

    assertThatThrownBy(() -> store().putResult(id, claim, images)).isInstanceOf(IOException.class);

    assertThat(there).hasContent("there");
    assertThat(store().result(id)).isEmpty();
    store().sweep(Duration.ZERO, NOBODY);
    assertThat(names()).isEqualTo(before);
    store().putResult(id, claim, Map.of("0.png", there));
    assertThat(results()).as("put again").isEqualTo(Map.of("0.png", "there"));
  }

  @Test
  protected void doesNotShowHalfAResult() throws Exception {
    store().putInputs(id, inputs());

    dieInPut(id, claim);

    assertThat(store().result(id)).isEmpty();
    assertThat(store().inputs(id).mask()).isEmpty();
    store().putResult(id, claim, Map.of("0.png", file("again")));
    assertThat(results()).isEqualTo(Map.of("0.png", "again"));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  protected void sweepsWhatKilledWorkersLeftAlsoBesideAResult(boolean ended) throws Exception {
    List<String> before = ended ? ended() : submitted();
    dieInPut(id, claim);
    dieInPut(id, UUID.randomUUID().toString());
    assertThat(names()).isNotEqualTo(before);

    store().sweep(Duration.ZERO, NOBODY);

    assertThat(names()).isEqualTo(before);
    assertThat(store().result(id).isPresent()).isEqualTo(ended);
  }

  @Test
  protected void leavesWhatIsYoungerThanTheAge() throws Exception {
    store().putInputs(id, inputs());
    dieInPut(id, claim);
    List<String> before = names();

    store().sweep(Duration.ofHours(1), NOBODY);

    assertThat(names()).isEqualTo(before);
  }

  @Test
  protected void leavesWhatIsOfALiveClaim() throws Exception {
    store().putInputs(id, inputs());
    String dead = UUID.randomUUID().toString();
    dieInPut(id, claim);
    List<String> before = names();
    dieInPut(id, dead);

    store().sweep(Duration.ZERO, (job, asked) -> job.equals(id) && asked.equals(claim));

    assertThat(names()).isEqualTo(before);
  }

  @Test
  protected void sweepsNoInputsAndNoResults() throws Exception {
    List<String> ignored = ended();
    String waiting = UUID.randomUUID().toString();
    store().putInputs(waiting, inputs());
    List<String> before = names();

    store().sweep(Duration.ZERO, NOBODY);

    assertThat(names()).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "..",
        "../0b1f3c6e-8f1d-4a55-9a52-0d4a3b1c2d3e",
        "0b1f3c6e-8f1d-4a55-9a52-0d4a3b1c2d3e/../x",
        "0B1F3C6E-8F1D-4A55-9A52-0D4A3B1C2D3E",
        "1-1-1-1-1",
        "photo"
      })
  protected void refusesIdsThatAreNotUuids(String other) throws Exception {
    Map<String, Path> images = Map.of("0.png", file("image"));

    assertRefused(() -> store().putInputs(other, inputs()));
    assertRefused(() -> store().inputs(other));
    assertRefused(() -> store().removeInputs(other));
    assertRefused(() -> store().result(other));
    assertRefused(() -> store().putResult(other, claim, images));
    assertRefused(() -> store().putResult(id, other, images));
    assertThat(names()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "..", "../0.png", "a/b", ".hidden", "a\\b", "a\nb"})
  protected void refusesImagesWhoseNamesLeadElsewhere(String name) throws Exception {
    List<String> before = submitted();

    assertRefused(() -> store().putResult(id, claim, Map.of(name, file("image"))));

    assertThat(names()).isEqualTo(before);
    assertThat(store().result(id)).isEmpty();
  }

  private static void assertRefused(ThrowingCallable call) {
    assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class);
  }

  private Map<String, String> results() throws Exception {
    Map<String, String> texts = new TreeMap<>();
    store()
        .result(id)
        .orElseThrow()
        .images()
        .forEach((name, image) -> texts.put(name, text(image)));
    return texts;
  }

  /** What the store holds of a job that has its inputs. */
  private List<String> submitted() throws Exception {
    store().putInputs(id, inputs());
    return names();
  }

  /** What the store holds of a job that has its result too. */
  private List<String> ended() throws Exception {
    store().putInputs(id, inputs());
    store().putResult(id, claim, Map.of("0.png", file("first")));
    return names();
  }

  private static JobInputs inputs() {
    return new JobInputs(image("photo"), Optional.empty(), List.of());
  }

  private static ImageSource image(String text) {
    return ImageSource.of(text.getBytes(UTF_8));
  }

  /** An image that breaks off. */
  private static ImageSource broken() throws IOException {
    InputStream closed = InputStream.nullInputStream();
    closed.close();
    return ImageSource.reopening(
        () -> new SequenceInputStream(new ByteArrayInputStream(new byte[100]), closed));
  }

  private Path file(String text) throws IOException {
    return Files.writeString(files.resolve(UUID.randomUUID().toString()), text);
  }

  private static String text(ImageSource image) {
    try (InputStream bytes = image.open()) {
      return new String(bytes.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new AssertionError("an image of the store cannot be read", e);
    }
  }
}
