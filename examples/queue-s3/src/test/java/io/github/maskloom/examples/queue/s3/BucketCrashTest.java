package io.github.maskloom.examples.queue.s3;

import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.github.maskloom.examples.queue.CountingService;
import io.github.maskloom.examples.queue.Crashes;
import io.github.maskloom.examples.queue.Job;
import io.github.maskloom.examples.queue.JobImages;
import io.github.maskloom.examples.queue.JobQueue;
import io.github.maskloom.examples.queue.JobResult;
import io.github.maskloom.examples.queue.JobStore;
import io.github.maskloom.examples.queue.KillPlan;
import io.github.maskloom.examples.queue.Postgres;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.s3.S3Client;

/** Kills workers that share nothing but PostgreSQL and a bucket. */
@Tag("slow")
@Timeout(value = 60, unit = MINUTES)
class BucketCrashTest {
  /** More than a part, so that it is uploaded in two. */
  private static final int LARGE_SIDE = 1774;

  @Test
  void noJobIsLostOrSentTwiceAndNothingIsLeft(TestReporter reporter) throws Exception {
    URI endpoint = S3Mock.endpoint();
    String url = "s3://" + S3Mock.BUCKET + "/" + UUID.randomUUID();
    S3Place place = S3Place.of(url);
    KillPlan plan = new KillPlan(Crashes.KILLS, CrashingBucketWorker.PHASES);
    try (Postgres server = Postgres.start();
        CountingService service = new CountingService(plan, BucketCrashTest::answer);
        S3Client client = S3Mock.client(endpoint)) {
      BucketStore store = S3Mock.store(client, url);
      List<String> places = List.of(endpoint.toString(), url);
      Crashes crashes = new Crashes(server.url(), store, CrashingBucketWorker.class, places);
      crashes.survive(plan, service);
      List<String> killed = S3Mock.names(client, place);
      crashes.sweep();
      List<String> swept = S3Mock.names(client, place);
      assertThat(swept).containsExactlyInAnyOrderElementsOf(wanted(server.url(), store, place));
      long uploads = killed.stream().filter(name -> name.contains(" ")).count();
      reporter.publishEntry("open uploads before the sweep", Long.toString(uploads));
      reporter.publishEntry(
          "objects that were no part of a result",
          Long.toString(killed.size() - swept.size() - uploads));
    }
  }

  /** What every other job is answered takes two parts. */
  private static byte[] answer(String what) {
    boolean large = Integer.parseInt(what.substring(what.indexOf('-') + 1)) % 2 == 0;
    return large ? JobImages.noise(LARGE_SIDE, what.hashCode()) : JobImages.small(0);
  }

  /** The keys that there must be, and no others. */
  private static Set<String> wanted(String database, JobStore store, S3Place place)
      throws IOException {
    Set<String> keys = new TreeSet<>();
    keys.add(place.key("condition"));
    try (HikariDataSource connections = JobQueue.connect(database)) {
      for (Job job : new JobQueue(connections, store).jobs(1000)) {
        keys.add(place.key(job.id() + "/photo"));
        Optional<JobResult> result = store.result(job.id());
        if (result.isPresent()) {
          keys.add(place.key(job.id() + "/result"));
          String folderOfImages =
              result.get().place().substring(("s3://" + S3Mock.BUCKET + "/").length());
          result.get().images().keySet().forEach(name -> keys.add(folderOfImages + name));
        }
      }
    }
    return keys;
  }
}
