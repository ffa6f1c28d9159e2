package io.github.maskloom.examples.queue;

import com.zaxxer.hikari.HikariDataSource;
import io.github.maskloom.fusion.FusionClient;
import io.github.maskloom.fusion.FusionConfig;
import io.github.maskloom.fusion.spi.FusionProvider;
import io.github.maskloom.fusion.spi.ProviderConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A queue in a folder of its own, whose jobs are run step by step and without a scheduler. */
abstract class QueueTest {
  static final JobInputs PHOTO = JobImages.photoOnly();

  @TempDir Path folder;
  private final List<FusionClient> clients = new ArrayList<>();
  HikariDataSource connections;
  JobQueue queue;
  Path temporary;

  /** As few as there may be: a test sets others. */
  Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(10), 2);

  @BeforeEach
  void open() throws IOException {
    temporary = Files.createDirectory(folder.resolve("temporary"));
    connections = JobQueue.connect(JobQueue.fileIn(folder));
    queue = new JobQueue(connections, new FolderStore(folder));
  }

  @AfterEach
  void close() {
    clients.forEach(FusionClient::close);
    connections.close();
  }

  String submit() throws IOException {
    return queue.submit(PHOTO, "a red sofa", 1, Finish.RESTORED);
  }

  Job job(String id) {
    try {
      return queue.job(id).orElseThrow();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  JobState state(String id) {
    return job(id).state();
  }

  Path result(String id) {
    return folder.resolve(id).resolve("result");
  }

  Optional<Instant> run(String id, FusionProvider provider) throws IOException {
    return runner(client(provider, new ProviderConfig.Defaults(provider.id())), time -> {}).run(id);
  }

  Optional<Instant> run(String id, Scripted.Step step) throws IOException {
    return run(id, new Scripted(step));
  }

  FusionClient client(FusionProvider provider, ProviderConfig config) throws IOException {
    FusionClient client =
        FusionClient.open(
            new AnnouncingProvider(provider),
            FusionConfig.builder()
                .provider(config)
                .tempFolder(temporary)
                .jobs(io.github.maskloom.fusion.JobStore.NONE)
                .build());
    clients.add(client);
    return client;
  }

  JobRunner runner(FusionClient client, Results.Pause pause) throws IOException {
    return new JobRunner(queue.table, queue.store, client, results(pause), backoff);
  }

  Results results(Results.Pause pause) throws IOException {
    return new Results(queue.table, queue.store, kept(), pause);
  }

  KeptImages kept() throws IOException {
    return KeptImages.in(temporary, new Disk());
  }
}
