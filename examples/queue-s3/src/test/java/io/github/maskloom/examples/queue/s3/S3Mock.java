package io.github.maskloom.examples.queue.s3;

import io.github.maskloom.examples.s3.S3Server;
import io.github.maskloom.examples.s3.S3Settings;
import java.net.URI;
import java.time.InstantSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.s3.S3Client;

/** The S3 server of the tests, in a process of its own. */
final class S3Mock {
  static final String BUCKET = S3Server.BUCKET;

  private S3Mock() {}

  static URI endpoint() {
    return URI.create("http://127.0.0.1:" + S3Server.shared().port());
  }

  /** The store at a URL, as a client sees it, which it owns. */
  static BucketStore store(S3Client client, String url) {
    return new BucketStore(client, S3Place.of(url), InstantSource.system());
  }

  /** A client of the server at an endpoint, with credentials that it does not look at. */
  static S3Client client(URI endpoint) {
    return S3Settings.of("us-east-1", endpoint)
        .clientBuilder()
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret")))
        .build();
  }
}
