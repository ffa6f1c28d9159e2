package io.github.maskloom.examples.queue.s3;

import static java.util.concurrent.TimeUnit.MINUTES;

import io.github.maskloom.examples.queue.JobStore;
import io.github.maskloom.examples.queue.QueuedCrashes;
import io.github.maskloom.examples.queue.QueueingWorker;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.s3.S3Client;

/** Kills workers that share PostgreSQL and a bucket, and whose service queues. */
@Tag("slow")
@Timeout(value = 60, unit = MINUTES)
class QueuedBucketCrashTest {
  private static final Logger LOG = LoggerFactory.getLogger(QueuedBucketCrashTest.class);

  @Test
  void whatWasQueuedIsTakenUpAndNoneIsSentTwice() throws Exception {
    URI endpoint = S3Mock.endpoint();
    String url = "s3://" + S3Mock.BUCKET + "/" + UUID.randomUUID();
    try (S3Client client = S3Mock.client(endpoint)) {
      BucketStore store = S3Mock.store(client, url);
      LOG.info(QueuedCrashes.survive(store, Worker.class, List.of(endpoint.toString(), url)));
    }
  }

  /** A worker in a process of its own. */
  static final class Worker {
    private Worker() {}

    /** Takes the URLs of the database, the S3 server, the place in it, and the service. */
    public static void main(String[] arguments) throws Exception {
      S3Client client = new WatchedBucket(S3Mock.client(URI.create(arguments[1])));
      try (JobStore store = S3Mock.store(client, arguments[2])) {
        QueueingWorker.work(arguments[0], store, arguments[3]);
      }
    }
  }
}
