package io.github.maskloom.examples.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.io.MoreFiles;
import io.github.maskloom.fusion.FusionCall;
import io.github.maskloom.fusion.FusionClient;
import io.github.maskloom.fusion.FusionResult;
import io.github.maskloom.fusion.spi.ProviderConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Images that came are paid for: they are kept, whatever the disk does. */
@Timeout(60)
class KeepingTest extends QueueTest {
  private static final String CLAIM = "00000000-0000-0000-0000-000000000001";

  private final Scripted provider = new Scripted(Scripted::picture);

  @Test
  void aJobKeepsItsImagesUntilTheyCanBeCopied() throws Exception {
    String id = submitIntoTheWay();
    List<Duration> pauses = new ArrayList<>();

    keep(
        id,
        time -> {
          assertThat(state(id)).isEqualTo(JobState.SENDING);
          assertThat(job(id).note()).contains("cannot be copied yet").contains("attempt");
          pauses.add(time);
          if (pauses.size() == 3) {
            delete(result(id));
          }
        });

    assertThat(state(id)).isEqualTo(JobState.DONE);
    assertThat(result(id).resolve("0.png")).isRegularFile();
    assertThat(provider.asked).hasValue(1);
    for (int i = 0; i < 3; i++) {
      assertThat(pauses.get(i))
          .isBetween(Duration.ofSeconds(1L << i), Duration.ofMillis(1500L << i));
    }
  }

  @Test
  void aWorkerThatHasToEndLeavesTheImagesToTheNext() throws Exception {
    String id = stopped();

    assertThat(state(id)).isEqualTo(JobState.PARKED);
    assertThat(job(id).note()).contains("maskloom-queue-kept");
    assertThat(kept().of(id).orElseThrow().images()).containsOnlyKeys("0.png");

    Files.delete(result(id));
    results(unused -> {}).copyKept();

    assertThat(state(id)).isEqualTo(JobState.DONE);
    assertThat(result(id).resolve("0.png")).isRegularFile();
    assertThat(kept().all()).isEmpty();
    assertThat(provider.asked).hasValue(1);
  }

  @Test
  void aResumedJobWhoseImagesAreHereIsNotSentAgain() throws Exception {
    String id = stopped();
    assertThat(queue.resume(id)).isTrue();

    assertThatThrownBy(() -> keep(id, unused -> {})).isInstanceOf(IOException.class);
    assertThat(state(id)).isEqualTo(JobState.QUEUED);
    Files.delete(result(id));
    keep(id, unused -> {});

    assertThat(state(id)).isEqualTo(JobState.DONE);
    assertThat(result(id).resolve("0.png")).isRegularFile();
    assertThat(provider.asked).hasValue(1);
  }

  @Test
  void aJobThatIsCancelledMeanwhileKeepsItsImagesToo() throws Exception {
    String id = submitIntoTheWay();

    keep(id, unused -> cancel(id));

    assertThat(state(id)).isEqualTo(JobState.CANCELLED);
    assertThat(kept().of(id)).isPresent();
  }

  @Test
  void picturesThatAreGoneLeaveTheJobToSomebody() throws Exception {
    String id = submitIntoTheWay();

    keep(id, unused -> deleteCalls());

    assertThat(state(id)).isEqualTo(JobState.PARKED);
    assertThat(provider.asked).hasValue(1);
  }

  @Test
  void imagesOfAnotherQueueOfThisMachineStay() throws Exception {
    String other = "00000000-0000-0000-0000-000000000002";
    Path image = Files.writeString(temporary.resolve("image"), "an image");
    kept().put(other, CLAIM, Map.of("0.png", image));
    Files.createDirectory(folder.resolve(other));

    results(unused -> {}).copyKept();

    assertThat(kept().of(other).orElseThrow().images()).containsOnlyKeys("0.png");
    assertThat(folder.resolve(other)).isEmptyDirectory();
  }

  @Test
  void imagesThatStillCannotBeCopiedKeepNoOthersBack() throws Exception {
    String first = stopped();
    String second = stopped();
    Files.delete(result(second));

    results(unused -> {}).copyKept();

    assertThat(state(second)).isEqualTo(JobState.DONE);
    assertThat(state(first)).isEqualTo(JobState.PARKED);
    Files.delete(result(first));
    results(unused -> {}).copyKept();
    assertThat(state(first)).isEqualTo(JobState.DONE);
  }

  @Test
  void imagesAreFoundOnceAllAreKept() throws Exception {
    Path image = Files.writeString(temporary.resolve("image"), "x");
    Map<String, Path> images = Map.of("0.png", image, "1.png", temporary.resolve("gone"));

    assertThatThrownBy(() -> kept().put(CLAIM, CLAIM, images)).isInstanceOf(IOException.class);

    assertThat(kept().all()).isEmpty();
  }

  @Test
  void aStoreThatFailsInAWayOfItsOwnLosesNoImages() throws Exception {
    String id = submit();
    AtomicInteger failures = new AtomicInteger(2);
    JobStore store =
        new FolderStore(folder) {
          @Override
          public void putResult(String id, String claim, Map<String, Path> images)
              throws IOException {
            if (failures.getAndDecrement() > 0) {
              throw new IllegalStateException("not thought of");
            }
            super.putResult(id, claim, images);
          }
        };
    Results results = new Results(queue.table, store, kept(), unused -> {});

    assertThat(new JobRunner(queue.table, store, client(), results, backoff).run(id)).isEmpty();

    assertThat(failures).hasValue(-1);
    assertThat(state(id)).isEqualTo(JobState.DONE);
    assertThat(result(id).resolve("0.png")).isRegularFile();
    assertThat(provider.asked).hasValue(1);
  }

  @Test
  void aResultThatComesAsItsWorkerIsStoppedIsKept() throws Exception {
    String id = submit();
    FusionClient client = client();

    runner(interrupting(client), time -> TimeUnit.NANOSECONDS.sleep(1)).run(id);

    assertThat(Thread.interrupted()).isTrue();
    // An interrupt closes the files that are being written.
    assertThat(state(id)).isIn(JobState.DONE, JobState.PARKED);
    results(unused -> {}).copyKept();
    assertThat(state(id)).isEqualTo(JobState.DONE);
    assertThat(result(id).resolve("0.png")).isRegularFile();
  }

  /** A job whose images cannot be copied, as something has the name of their folder. */
  private String submitIntoTheWay() throws IOException {
    String id = submit();
    Files.createFile(result(id));
    return id;
  }

  /** A job whose worker was stopped while its images could not be copied. */
  private String stopped() throws Exception {
    String id = submitIntoTheWay();
    keep(
        id,
        time -> {
          throw new InterruptedException();
        });
    assertThat(Thread.interrupted()).isTrue();
    return id;
  }

  /** A client whose calls are waited for by a thread that is interrupted as they end. */
  private static FusionClient interrupting(FusionClient client) {
    return proxy(
        FusionClient.class,
        (self, start, request) -> interrupted((FusionCall) start.invoke(client, request)));
  }

  private static FusionCall interrupted(FusionCall call) {
    CompletableFuture<FusionResult> ended =
        new CompletableFuture<>() {
          @Override
          public FusionResult get(long time, TimeUnit unit) throws InterruptedException {
            throw new InterruptedException();
          }
        };
    ended.complete(call.completion().toCompletableFuture().join());
    return proxy(
        FusionCall.class,
        (self, method, arguments) ->
            method.getName().equals("completion") ? ended : method.invoke(call, arguments));
  }

  private static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }

  private FusionClient client() throws IOException {
    return client(provider, new ProviderConfig.Defaults(provider.id()));
  }

  private void keep(String id, Results.Pause pause) throws Exception {
    assertThat(runner(client(), pause).run(id)).isEmpty();
  }

  private void cancel(String id) {
    try {
      assertThat(queue.cancel(id)).isTrue();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path file) {
    assertThat(file.toFile().delete()).isTrue();
  }

  /** As something that clears temporary files away does. */
  private void deleteCalls() {
    for (Path file : MoreFiles.fileTraverser().depthFirstPostOrder(temporary)) {
      if (file.endsWith("image-0")) {
        delete(file);
      }
    }
  }
}
