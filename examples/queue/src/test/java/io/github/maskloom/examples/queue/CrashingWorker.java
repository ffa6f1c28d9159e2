package io.github.maskloom.examples.queue;

import com.zaxxer.hikari.HikariDataSource;
import io.github.maskloom.fusion.spi.FusionProvider;
import io.github.maskloom.fusion.spi.ProviderConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A worker in a process of its own, which ends when there is nothing left to do, if it may. */
public final class CrashingWorker {
  private static final Worker.Settings SETTINGS =
      new Worker.Settings(
          2,
          Duration.ofMillis(50),
          Duration.ofMillis(100),
          Duration.ofSeconds(5),
          new Backoff(Duration.ofMillis(20), Duration.ofMillis(100), 8),
          Duration.ofSeconds(20),
          Duration.ofDays(1));

  private CrashingWorker() {}

  /** Takes the URL of the database, the shared folder and the URL of the service. */
  public static void main(String[] arguments) throws Exception {
    work(arguments[0], new FolderStore(Path.of(arguments[1])), arguments[2]);
  }

  /** Works until nothing is left to do. */
  public static void work(String database, JobStore store, String service) throws Exception {
    CountedProvider provider = new CountedProvider(service);
    work(database, store, provider, provider, new ProviderConfig.Defaults(provider.id()));
  }

  /** Works with any provider, and tells another how far this has got. */
  static void work(
      String database,
      JobStore store,
      CountedProvider phases,
      FusionProvider provider,
      ProviderConfig config)
      throws Exception {
    try (HikariDataSource connections = JobQueue.connect(database)) {
      JobQueue queue =
          new JobQueue(connections, new PhasedTable(connections, phases::reach), store);
      try (Worker worker = Worker.start(queue, provider, config, SETTINGS)) {
        while (!worker.idle()) {
          TimeUnit.MILLISECONDS.sleep(50);
        }
      }
    }
  }
}
