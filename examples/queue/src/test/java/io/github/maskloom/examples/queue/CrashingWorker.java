package io.github.maskloom.examples.queue;

import com.zaxxer.hikari.HikariDataSource;
import io.github.maskloom.fusion.spi.ProviderConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A worker in a process of its own, which ends when there is nothing left to do, if it may. */
final class CrashingWorker {
  private static final Worker.Settings SETTINGS =
      new Worker.Settings(
          2,
          Duration.ofMillis(50),
          Duration.ofMillis(100),
          Duration.ofSeconds(5),
          new Backoff(Duration.ofMillis(20), Duration.ofMillis(100), 8));

  private CrashingWorker() {}

  /** Takes the URL of the database, the shared folder and the URL of the service. */
  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[1]);
    CountedProvider provider = new CountedProvider(arguments[2]);
    try (HikariDataSource connections =
        JobQueue.connect(Optional.of(arguments[0]).filter(url -> !url.isEmpty()), folder)) {
      var phased = PhasedDatabase.of(connections, provider::reach);
      JobQueue queue = new JobQueue(phased, folder);
      try (Worker worker = Worker.start(queue, phased, provider, ProviderConfig.NONE, SETTINGS)) {
        while (!worker.idle()) {
          TimeUnit.MILLISECONDS.sleep(50);
        }
      }
    }
  }
}
