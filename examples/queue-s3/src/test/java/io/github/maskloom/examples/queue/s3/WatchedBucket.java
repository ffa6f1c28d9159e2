package io.github.maskloom.examples.queue.s3;

import java.util.function.Consumer;
import java.util.function.Function;
import software.amazon.awssdk.services.s3.DelegatingS3Client;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Request;

/** A client of which a test sees every request before it leaves and after it was answered. */
class WatchedBucket extends DelegatingS3Client {
  private static final Object CONDITION = new Object();

  WatchedBucket(S3Client client) {
    super(client);
  }

  /** A client of which each request is seen before it leaves. */
  static WatchedBucket before(S3Client client, Consumer<S3Request> seen) {
    return new WatchedBucket(client) {
      @Override
      void before(S3Request request) {
        seen.accept(request);
      }
    };
  }

  /** A client of which each request is seen after it was answered well. */
  static WatchedBucket after(S3Client client, Consumer<S3Request> seen) {
    return new WatchedBucket(client) {
      @Override
      void after(S3Request request) {
        seen.accept(request);
      }
    };
  }

  /** A request is about to leave. */
  void before(S3Request request) {}

  /** A request was answered well. */
  void after(S3Request request) {}

  /** A request as it is to leave. */
  <T extends S3Request> T changed(T request) {
    return request;
  }

  /**
   * Conditional puts take turns: of several at once, s3mock 5.2 lets more than one succeed, which
   * no store does that this is for.
   */
  @Override
  protected <T extends S3Request, R> R invokeOperation(T request, Function<T, R> operation) {
    before(request);
    R answer;
    if (isConditional(request)) {
      synchronized (CONDITION) {
        answer = super.invokeOperation(changed(request), operation);
      }
    } else {
      answer = super.invokeOperation(changed(request), operation);
    }
    after(request);
    return answer;
  }

  static boolean isConditional(S3Request request) {
    return request instanceof PutObjectRequest put && put.ifNoneMatch() != null;
  }
}
