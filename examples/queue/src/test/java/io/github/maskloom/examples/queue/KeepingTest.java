package io.github.maskloom.examples.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.github.maskloom.fusion.FusionCall;
import io.github.maskloom.fusion.FusionClient;
import io.github.maskloom.fusion.FusionConfig;
import io.github.maskloom.fusion.FusionProgress;
import io.github.maskloom.fusion.FusionRequest;
import io.github.maskloom.fusion.FusionResult;
import io.github.maskloom.fusion.spi.ProviderCapabilities;
import io.github.maskloom.fusion.spi.RequestOptions;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Images that came are paid for: they are kept, whatever the disk does. */
@Timeout(60)
class KeepingTest {
  private static final String CLAIM = "00000000-0000-0000-0000-000000000001";

  @TempDir Path folder;
  private final Scripted provider = new Scripted(Scripted::picture);
  private HikariDataSource connections;
  private JobQueue queue;
  private Path photo;
  private Path temporary;

  @BeforeEach
  void open() throws SQLException, IOException {
    connections = JobQueue.connect(JobQueue.fileIn(folder));
    queue = new JobQueue(connections, new FolderStore(folder));
    photo = folder.resolve("photo.png");
    temporary = Files.createDirectory(folder.resolve("temporary"));
    ImageIO.write(new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB), "png", photo.toFile());
  }

  @AfterEach
  void close() {
    connections.close();
  }

  @Test
  void aJobKeepsItsImagesUntilTheyCanBeCopied() throws Exception {
    String id = submit();
    Path inTheWay = Files.createFile(result(id));
    List<Duration> pauses = new ArrayList<>();

    run(
        id,
        time -> {
          assertThat(state(id)).isEqualTo(JobState.SENDING);
          assertThat(job(id).note()).contains("cannot be copied yet").contains("attempt");
          pauses.add(time);
          if (pauses.size() == 3) {
            delete(inTheWay);
          }
        });

    assertThat(job(id).state()).isEqualTo(JobState.DONE);
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

    assertThat(job(id).state()).isEqualTo(JobState.PARKED);
    assertThat(job(id).note()).contains("maskloom-queue-kept");
    assertThat(kept().of(id).orElseThrow().images()).containsOnlyKeys("0.png");

    Files.delete(result(id));
    results(unused -> {}).copyKept();

    assertThat(job(id).state()).isEqualTo(JobState.DONE);
    assertThat(result(id).resolve("0.png")).isRegularFile();
    assertThat(kept().all()).isEmpty();
    assertThat(provider.asked).hasValue(1);
  }

  @Test
  void aResumedJobWhoseImagesAreHereIsNotSentAgain() throws Exception {
    String id = stopped();
    assertThat(queue.resume(id)).isTrue();

    assertThatThrownBy(() -> run(id, unused -> {})).isInstanceOf(UncheckedIOException.class);
    assertThat(job(id).state()).isEqualTo(JobState.QUEUED);
    Files.delete(result(id));
    run(id, unused -> {});

    assertThat(job(id).state()).isEqualTo(JobState.DONE);
    assertThat(result(id).resolve("0.png")).isRegularFile();
    assertThat(provider.asked).hasValue(1);
  }

  @Test
  void aJobThatIsCancelledMeanwhileKeepsItsImagesToo() throws Exception {
    String id = submit();
    Files.createFile(result(id));

    run(id, unused -> assertThat(cancelled(id)).isTrue());

    assertThat(job(id).state()).isEqualTo(JobState.CANCELLED);
    assertThat(kept().of(id)).isPresent();
  }

  @Test
  void picturesThatAreGoneLeaveTheJobToSomebody() throws Exception {
    String id = submit();
    Files.createFile(result(id));

    run(id, unused -> deleteCalls());

    assertThat(job(id).state()).isEqualTo(JobState.PARKED);
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

    assertThat(job(second).state()).isEqualTo(JobState.DONE);
    assertThat(job(first).state()).isEqualTo(JobState.PARKED);
    Files.delete(result(first));
    results(unused -> {}).copyKept();
    assertThat(job(first).state()).isEqualTo(JobState.DONE);
  }

  @Test
  void imagesAreFoundOnceAllAreKept() throws Exception {
    Map<String, Path> images =
        Map.of("0.png", Files.writeString(temporary.resolve("image"), "x"), "1.png", gone());

    assertThatThrownBy(() -> kept().put(CLAIM, CLAIM, images)).isInstanceOf(IOException.class);

    assertThat(kept().all()).isEmpty();
  }

  @Test
  void aStoreThatFailsInAWayOfItsOwnLosesNoImages() throws Exception {
    String id = submit();
    int[] failures = {2};
    JobStore store = new Failing(queue.store(), failures);

    runner(store, unused -> {}).run(id);

    assertThat(failures[0]).isZero();
    assertThat(job(id).state()).isEqualTo(JobState.DONE);
    assertThat(result(id).resolve("0.png")).isRegularFile();
    assertThat(provider.asked).hasValue(1);
  }

  private Path gone() {
    return temporary.resolve("gone");
  }

  @Test
  void aResultThatComesAsItsWorkerIsStoppedIsKept() throws Exception {
    String id = submit();

    runner(time -> TimeUnit.NANOSECONDS.sleep(1), KeepingTest::interrupting).run(id);

    assertThat(Thread.interrupted()).isTrue();
    // An interrupt closes the files that are being written.
    assertThat(job(id).state()).isIn(JobState.DONE, JobState.PARKED);
    results(unused -> {}).copyKept();
    assertThat(job(id).state()).isEqualTo(JobState.DONE);
    assertThat(result(id).resolve("0.png")).isRegularFile();
  }

  /** A job whose worker was stopped while its images could not be copied. */
  private String stopped() throws Exception {
    String id = submit();
    Files.createFile(result(id));
    run(
        id,
        time -> {
          throw new InterruptedException();
        });
    assertThat(Thread.interrupted()).isTrue();
    return id;
  }

  /** A client whose calls are waited for by a thread that is interrupted as they end. */
  private static FusionClient interrupting(FusionClient client) {
    return new FusionClient() {
      @Override
      public String providerId() {
        return client.providerId();
      }

      @Override
      public ProviderCapabilities capabilities(RequestOptions options) {
        return client.capabilities(options);
      }

      @Override
      public FusionCall start(FusionRequest request) {
        return new InterruptedCall(client.start(request));
      }

      @Override
      public void close() {}
    };
  }

  /** A call that has ended when the thread that waits for it is interrupted. */
  private record InterruptedCall(FusionCall call) implements FusionCall {
    @Override
    public FusionResult result() throws IOException {
      return call.result();
    }

    @Override
    public CompletionStage<FusionResult> completion() {
      CompletableFuture<FusionResult> ended =
          new CompletableFuture<>() {
            @Override
            public FusionResult get(long time, TimeUnit unit) throws InterruptedException {
              throw new InterruptedException();
            }
          };
      ended.complete(call.completion().toCompletableFuture().join());
      return ended;
    }

    @Override
    public boolean isDone() {
      return call.isDone();
    }

    @Override
    public FusionProgress progress() {
      return call.progress();
    }

    @Override
    public void cancel() {
      call.cancel();
    }

    @Override
    public void close() {
      call.close();
    }
  }

  private interface Client {
    FusionClient of(FusionClient real);
  }

  private void run(String id, Results.Pause pause) throws Exception {
    assertThat(runner(pause, client -> client).run(id)).isEmpty();
  }

  private JobRunner runner(Results.Pause pause, Client wrapped) throws IOException {
    FusionConfig config = FusionConfig.builder().tempFolder(temporary).build();
    FusionClient client = FusionClient.open(new AnnouncingProvider(provider), config);
    clients.add(client);
    return new JobRunner(
        queue.table(), queue.store(), wrapped.of(client), results(pause), Backoff.DEFAULT);
  }

  private JobRunner runner(JobStore store, Results.Pause pause) throws IOException {
    FusionConfig config = FusionConfig.builder().tempFolder(temporary).build();
    FusionClient client = FusionClient.open(new AnnouncingProvider(provider), config);
    clients.add(client);
    Results results = new Results(queue.table(), store, kept(), pause);
    return new JobRunner(queue.table(), store, client, results, Backoff.DEFAULT);
  }

  private Results results(Results.Pause pause) throws IOException {
    return new Results(queue.table(), queue.store(), kept(), pause);
  }

  private final List<FusionClient> clients = new ArrayList<>();

  @AfterEach
  void closeClients() {
    clients.forEach(FusionClient::close);
  }

  private KeptImages kept() throws IOException {
    return KeptImages.in(temporary, Disk.REAL);
  }

  private String submit() throws IOException, SQLException {
    return queue.submit(
        JobInputs.of(photo, Optional.empty(), List.of()), "a red sofa", 1, Finish.RESTORED);
  }

  private Path result(String id) {
    return folder.resolve(id).resolve("result");
  }

  private Job job(String id) {
    try {
      return queue.job(id).orElseThrow();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private JobState state(String id) {
    return job(id).state();
  }

  private boolean cancelled(String id) {
    try {
      return queue.cancel(id);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void delete(Path file) {
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As something that clears temporary files away does. */
  private void deleteCalls() {
    try (Stream<Path> files = Files.walk(temporary)) {
      files.filter(file -> file.endsWith("image-0")).toList().forEach(KeepingTest::delete);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A store that fails as no store should, so many times. */
  private static final class Failing extends ForwardingStore {
    private final int[] failures;

    Failing(JobStore store, int[] failures) {
      super(store);
      this.failures = failures;
    }

    @Override
    public void putResult(String id, String claim, Map<String, Path> images) throws IOException {
      if (failures[0] > 0) {
        failures[0]--;
        throw new IllegalStateException("not thought of");
      }
      super.putResult(id, claim, images);
    }
  }
}
