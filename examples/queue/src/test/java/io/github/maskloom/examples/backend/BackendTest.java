package io.github.maskloom.examples.backend;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.github.maskloom.examples.queue.Backoff;
import io.github.maskloom.examples.queue.Finish;
import io.github.maskloom.examples.queue.FolderStore;
import io.github.maskloom.examples.queue.JobImages;
import io.github.maskloom.examples.queue.JobInputs;
import io.github.maskloom.examples.queue.JobQueue;
import io.github.maskloom.examples.queue.JobState;
import io.github.maskloom.examples.queue.Worker;
import io.github.maskloom.fusion.spi.FusionProvider;
import io.github.maskloom.fusion.spi.ProviderConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A backend in a package of its own, which submits and works by itself. */
@Timeout(120)
class BackendTest {
  private static final Worker.Settings SETTINGS =
      new Worker.Settings(
          1,
          Duration.ofMillis(20),
          Duration.ofSeconds(5),
          Duration.ofSeconds(30),
          Backoff.DEFAULT,
          Duration.ofDays(1),
          Duration.ofDays(7));

  @TempDir Path folder;

  @Test
  void submitsAJobAndWorksOnIt() throws Exception {
    try (HikariDataSource connections = JobQueue.connect(JobQueue.fileIn(folder))) {
      JobQueue queue = new JobQueue(connections, new FolderStore(folder));
      FusionProvider local =
          FusionProvider.installed().stream()
              .filter(provider -> provider.id().equals("local"))
              .findFirst()
              .orElseThrow();
      JobInputs inputs =
          JobInputs.of(
              JobImages.photo(folder, "photo.png"),
              Optional.of(JobImages.mask(folder)),
              List.of(JobImages.photo(folder, "sofa.png")));

      String id = queue.submit(inputs, "a sofa", 1, Finish.RESTORED);
      try (Worker worker =
          Worker.start(queue, local, new ProviderConfig.Defaults("local"), SETTINGS)) {
        while (!worker.idle()) {
          Thread.onSpinWait();
        }
      }

      assertThat(queue.job(id).orElseThrow().state()).isEqualTo(JobState.DONE);
      assertThat(queue.result(id).orElseThrow().images()).hasSize(1);
    }
  }
}
