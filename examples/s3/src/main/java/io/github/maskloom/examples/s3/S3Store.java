package io.github.maskloom.examples.s3;

import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.ImageTarget;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.MultipartUpload;

/**
 * A bucket as a place of images.
 *
 * <p><b>Threads:</b> safe. <b>Ownership:</b> closing it closes the client.
 */
public final class S3Store implements AutoCloseable {
  private final S3Client client;
  private final String bucket;

  /** Takes a client over. */
  public S3Store(S3Client client, String bucket) {
    this.client = Objects.requireNonNull(client);
    this.bucket = Objects.requireNonNull(bucket);
  }

  /** A bucket of a store, with the SDK's own credentials. */
  public static S3Store open(S3Settings settings, String bucket) {
    return new S3Store(settings.clientBuilder().build(), bucket);
  }

  /**
   * An image as it is now, read in ranges: one request here, and those that {@link S3Ranges} makes.
   *
   * @throws java.nio.file.NoSuchFileException if there is no such object
   * @throws IOException if the store cannot be asked, or does not say which version it has
   */
  public ImageSource source(String key) throws IOException {
    StoredObject object = head(key);
    return ImageSource.seekable(new S3Ranges(client, bucket, key, object), object.bytes());
  }

  /**
   * What is there under a key.
   *
   * @param etag changes with the bytes
   * @param bytes how many it has
   */
  public record StoredObject(String etag, long bytes) {}

  /**
   * What is there under a key; empty if nothing is.
   *
   * @throws IOException if the store cannot be asked, or does not say which version it has
   */
  public Optional<StoredObject> find(String key) throws IOException {
    try {
      return Optional.of(head(key));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  private StoredObject head(String key) throws IOException {
    try {
      HeadObjectResponse object = client.headObject(request -> request.bucket(bucket).key(key));
      if (object.eTag() == null || object.contentLength() == null) {
        throw S3Failures.of(bucket, key, "the store tells no ETag or no length", null);
      }
      return new StoredObject(object.eTag(), object.contentLength());
    } catch (SdkException e) {
      throw S3Failures.io(bucket, key, e);
    }
  }

  /** Where an image goes, in the format that its key ends in: see {@link S3Draft}. */
  public ImageTarget target(String key, ObjectOptions options) {
    return new ImageTarget() {
      @Override
      public Draft openDraft() {
        return new S3Draft(client, bucket, key, options);
      }

      @Override
      public Optional<String> name() {
        return Optional.of(key);
      }

      @Override
      public String toString() {
        return "object " + key;
      }
    };
  }

  /**
   * Aborts uploads that killed processes have left below a prefix, whose parts cost money until
   * then. A rule of the bucket's life cycle does the same.
   *
   * @param age how old they are at least: longer than the longest upload takes
   * @return how many there were
   * @throws IOException if the store cannot be asked
   */
  public int abortUploads(String prefix, Duration age) throws IOException {
    Instant before = Instant.now().minus(age);
    int aborted = 0;
    try {
      for (MultipartUpload upload :
          client
              .listMultipartUploadsPaginator(request -> request.bucket(bucket).prefix(prefix))
              .uploads()) {
        if (!upload.initiated().isAfter(before)) {
          client.abortMultipartUpload(
              request -> request.bucket(bucket).key(upload.key()).uploadId(upload.uploadId()));
          aborted++;
        }
      }
      return aborted;
    } catch (SdkException e) {
      throw S3Failures.io(bucket, prefix, e);
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
