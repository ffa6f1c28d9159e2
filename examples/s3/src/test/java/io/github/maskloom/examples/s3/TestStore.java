package io.github.maskloom.examples.s3;

import java.io.Closeable;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** A bucket of the server, reached through a proxy, and a client that goes past it to look. */
public final class TestStore implements AfterEachCallback, Closeable {
  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  private final StoreProxy proxy = new StoreProxy(S3Server.shared().uri());
  private final S3Client direct = client(S3Settings.of("us-east-1", S3Server.shared().uri()));
  private final S3Store store;

  TestStore() {
    this(TIMEOUT);
  }

  TestStore(Duration timeout) {
    S3Settings settings = S3Settings.of("us-east-1", proxy.uri()).withTimeout(timeout);
    store = new S3Store(client(settings), S3Server.BUCKET);
  }

  /** A client with credentials that the server does not look at. */
  public static S3Client client(S3Settings settings) {
    return settings
        .clientBuilder()
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret")))
        .build();
  }

  StoreProxy proxy() {
    return proxy;
  }

  S3Store store() {
    return store;
  }

  S3Client direct() {
    return direct;
  }

  void put(String key, byte[] bytes) {
    direct.putObject(
        request -> request.bucket(S3Server.BUCKET).key(key), RequestBody.fromBytes(bytes));
  }

  Optional<byte[]> bytes(String key) {
    return get(key).map(ResponseBytes::asByteArrayUnsafe);
  }

  Optional<ResponseBytes<GetObjectResponse>> get(String key) {
    try {
      return Optional.of(
          direct.getObjectAsBytes(request -> request.bucket(S3Server.BUCKET).key(key)));
    } catch (S3Exception e) {
      if (e.statusCode() == 404) {
        return Optional.empty();
      }
      throw e;
    }
  }

  int openUploads(String prefix) {
    return direct
        .listMultipartUploads(request -> request.bucket(S3Server.BUCKET).prefix(prefix))
        .uploads()
        .size();
  }

  @Override
  public void afterEach(ExtensionContext context) {
    close();
  }

  @Override
  public void close() {
    store.close();
    direct.close();
    proxy.close();
  }
}
