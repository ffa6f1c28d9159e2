package io.github.maskloom.examples.queue.s3;

import com.google.common.base.Splitter;
import io.github.maskloom.examples.queue.CountedProvider;
import io.github.maskloom.examples.queue.CrashingWorker;
import io.github.maskloom.examples.queue.JobStore;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Request;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;

/** A {@link CrashingWorker} whose images are in a bucket, and which tells of its requests too. */
final class CrashingBucketWorker {
  /**
   * Where it can die. The first come with few kills: those of an upload, and some after which the
   * job goes on.
   */
  static final List<String> PHASES =
      Splitter.on(' ')
          .splitToList(
              "begun part completed indexing claimed prepared indexed announced received answered"
                  + " completing stored kept done");

  private CrashingBucketWorker() {}

  /** Takes the URLs of the database, the S3 server, the place in it, and the service. */
  public static void main(String[] arguments) throws Exception {
    CountedProvider phases = new CountedProvider(arguments[3]);
    S3Client client = new PhasedBucket(S3Mock.client(URI.create(arguments[1])), phases);
    try (JobStore store = S3Mock.store(client, arguments[2])) {
      CrashingWorker.work(arguments[0], store, arguments[3]);
    }
  }

  private static final class PhasedBucket extends WatchedBucket {
    private static final Map<Class<?>, String> BEFORE =
        Map.of(CompleteMultipartUploadRequest.class, "completing");
    private static final Map<Class<?>, String> AFTER =
        Map.of(
            CreateMultipartUploadRequest.class, "begun",
            UploadPartRequest.class, "part",
            CompleteMultipartUploadRequest.class, "completed");

    private final CountedProvider phases;

    PhasedBucket(S3Client client, CountedProvider phases) {
      super(client);
      this.phases = phases;
    }

    @Override
    void before(S3Request request) {
      Optional.ofNullable(BEFORE.get(request.getClass())).ifPresent(phases::reach);
      if (isIndex(request)) {
        phases.reach("indexing");
      }
    }

    @Override
    void after(S3Request request) {
      Optional.ofNullable(AFTER.get(request.getClass())).ifPresent(phases::reach);
      if (request instanceof PutObjectRequest) {
        phases.reach(isIndex(request) ? "indexed" : "stored");
      }
    }

    private static boolean isIndex(S3Request request) {
      return request instanceof PutObjectRequest put && put.key().endsWith("/result");
    }
  }
}
