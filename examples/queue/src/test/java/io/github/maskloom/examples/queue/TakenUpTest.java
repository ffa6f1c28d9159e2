package io.github.maskloom.examples.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.github.maskloom.fusion.Delivery;
import io.github.maskloom.fusion.FusionClient;
import io.github.maskloom.fusion.FusionConfig;
import io.github.maskloom.fusion.FusionContentException;
import io.github.maskloom.fusion.FusionException;
import io.github.maskloom.fusion.FusionTransportException;
import io.github.maskloom.fusion.JobStore;
import io.github.maskloom.fusion.RetryAdvice;
import io.github.maskloom.fusion.spi.FusionProvider;
import io.github.maskloom.fusion.spi.ProviderCall;
import io.github.maskloom.fusion.spi.ProviderCapabilities;
import io.github.maskloom.fusion.spi.ProviderConfig;
import io.github.maskloom.fusion.spi.ProviderJob;
import io.github.maskloom.fusion.spi.ProviderRequest;
import io.github.maskloom.fusion.spi.ProviderResponse;
import io.github.maskloom.fusion.spi.ProviderSession;
import io.github.maskloom.fusion.spi.RequestOptions;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jobs whose service queues them too, and goes on while workers come and go. */
class TakenUpTest {
  private static final Backoff BACKOFF =
      new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(10), 1);
  private static final FusionException.Failure ACCEPTED =
      FusionException.Failure.notSent("queueing")
          .withDelivery(Delivery.ACCEPTED)
          .withRetry(RetryAdvice.MAY_BILL_TWICE);

  private final AtomicInteger sent = new AtomicInteger();
  private final AtomicInteger takenUp = new AtomicInteger();

  @TempDir Path folder;
  private HikariDataSource connections;
  private JobQueue queue;

  @BeforeEach
  void open() throws SQLException {
    connections = JobQueue.connect(JobQueue.fileIn(folder));
    queue = new JobQueue(connections, new FolderStore(folder));
  }

  @AfterEach
  void close() {
    connections.close();
  }

  @Test
  void whatWasQueuedWhenTheWorkerDiedIsTakenUpAndNotSentAgain() throws Exception {
    String id = submit();
    assertThatThrownBy(() -> run(id, TakenUpTest::dies)).isInstanceOf(StackOverflowError.class);
    assertThat(job(id).state()).isEqualTo(JobState.SENDING);

    assertThat(run(id, Scripted::picture)).isEmpty();

    assertThat(job(id).state()).isEqualTo(JobState.DONE);
    assertThat(queue.result(id).orElseThrow().images()).containsOnlyKeys("0.png");
    assertThat(sent).hasValue(1);
    assertThat(takenUp).hasValue(1);
    assertThat(queue.table().ticket(id)).isEmpty();
  }

  @Test
  void whatWasCutOffIsTakenUpLaterAndThenParked() throws Exception {
    String id = submit();

    assertThat(run(id, TakenUpTest::breaksOff)).isPresent();
    assertThat(job(id).state()).isEqualTo(JobState.SENDING);
    assertThat(run(id, TakenUpTest::breaksOff)).isEmpty();
    assertThat(job(id).state()).isEqualTo(JobState.PARKED);

    assertThat(queue.table().resume(id)).isTrue();
    assertThat(run(id, Scripted::picture)).isEmpty();
    assertThat(job(id).state()).isEqualTo(JobState.DONE);
    assertThat(sent).hasValue(1);
    assertThat(takenUp).hasValue(2);
  }

  @Test
  void whatTheServiceHasEndedIsNotTakenUp() throws Exception {
    String id = submit();

    assertThat(
            run(
                id,
                call -> {
                  call.jobEnded(ProviderJob.End.FAILED);
                  throw new FusionContentException(
                      "no", ACCEPTED.withDelivery(Delivery.REJECTED).withRetry(RetryAdvice.NEVER));
                }))
        .isEmpty();

    assertThat(job(id).state()).isEqualTo(JobState.FAILED);
    assertThat(queue.table().ticket(id)).isEmpty();
  }

  private static void dies(ProviderCall call) {
    throw new StackOverflowError("the worker dies while " + call + " waits");
  }

  private static void breaksOff(ProviderCall call) {
    throw new FusionTransportException("the connection broke", ACCEPTED);
  }

  private String submit() throws IOException, SQLException {
    Path photo = folder.resolve("photo.png");
    ImageIO.write(new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB), "png", photo.toFile());
    return queue.submit(
        JobInputs.of(photo, Optional.empty(), List.of()), "a red sofa", 1, Finish.RESTORED);
  }

  private Optional<Instant> run(String id, Scripted.Step step) throws IOException, SQLException {
    FusionConfig config = FusionConfig.builder().jobs(JobStore.NONE).build();
    FusionProvider provider = new AnnouncingProvider(new Queueing(step));
    try (FusionClient client = FusionClient.open(provider, config)) {
      KeptImages kept = KeptImages.in(folder.resolve("temporary"), Disk.REAL);
      Results results = new Results(queue.table(), queue.store(), kept, time -> {});
      return new JobRunner(queue.table(), queue.store(), client, results, BACKOFF).run(id);
    }
  }

  private Job job(String id) throws SQLException {
    return queue.job(id).orElseThrow();
  }

  /** A provider whose service queues, and then does what a test says. */
  private final class Queueing implements FusionProvider, ProviderSession {
    private final Scripted.Step step;

    Queueing(Scripted.Step step) {
      this.step = step;
    }

    @Override
    public String id() {
      return "queueing";
    }

    @Override
    public ProviderCapabilities capabilities() {
      return ProviderCapabilities.DEFAULT.withJobs(true);
    }

    @Override
    public ProviderCapabilities capabilities(RequestOptions options) {
      return capabilities();
    }

    @Override
    public ProviderSession open(ProviderConfig config) {
      return this;
    }

    @Override
    public ProviderResponse fuse(ProviderRequest request, ProviderCall call) throws IOException {
      sent.incrementAndGet();
      call.keepJob(ProviderJob.of("job-1", Instant.EPOCH));
      step.answer(call);
      return ProviderResponse.NONE;
    }

    @Override
    public ProviderResponse resume(ProviderJob job, ProviderJob.Asked asked, ProviderCall call)
        throws IOException {
      takenUp.incrementAndGet();
      step.answer(call);
      return ProviderResponse.NONE;
    }

    @Override
    public void close() {}
  }
}
