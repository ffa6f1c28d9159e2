package io.github.maskloom.examples.s3;

import static java.time.format.DateTimeFormatter.RFC_1123_DATE_TIME;

import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.ImageTarget;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.S3Object;

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
    return ImageSource.seekable(new S3Ranges(this, key, object), object.bytes());
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
        return new S3Draft(S3Store.this, key, options);
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
   * Reads a small object; empty if there is none.
   *
   * @throws IOException if it cannot be read, or has more than so many bytes
   */
  public Optional<byte[]> read(String key, int maxBytes) throws IOException {
    try (InputStream object = client.getObject(request -> request.bucket(bucket).key(key))) {
      byte[] bytes = object.readNBytes(maxBytes + 1);
      if (bytes.length > maxBytes) {
        throw S3Failures.of(bucket, key, "is larger than it should be", null);
      }
      return Optional.of(bytes);
    } catch (SdkException e) {
      IOException failure = S3Failures.io(bucket, key, e);
      if (failure instanceof NoSuchFileException) {
        return Optional.empty();
      }
      throw failure;
    }
  }

  /**
   * Deletes an object, if there is one.
   *
   * @throws IOException if the store cannot be asked
   */
  public void delete(String key) throws IOException {
    try {
      client.deleteObject(request -> request.bucket(bucket).key(key));
    } catch (SdkException e) {
      throw S3Failures.io(bucket, key, e);
    }
  }

  /**
   * What is done with each of something that is listed.
   *
   * @param <T> what is listed
   * @param <X> what may go wrong beside the listing
   */
  @FunctionalInterface
  public interface Visitor<T, X extends Exception> {
    /**
     * Visits one.
     *
     * @throws IOException if that ends the listing
     * @throws X if that ends the listing too
     */
    void visit(T each) throws IOException, X;
  }

  /**
   * Lists the objects whose keys begin so, in the order of their keys, a thousand a request.
   *
   * @throws IOException if the store cannot be asked
   * @throws X if the visitor does
   */
  public <X extends Exception> void objects(String prefix, Visitor<S3Object, X> visitor)
      throws IOException, X {
    visit(
        client.listObjectsV2Paginator(request -> request.bucket(bucket).prefix(prefix)).contents(),
        prefix,
        visitor);
  }

  /**
   * Lists the uploads of parts that are open.
   *
   * @throws IOException if the store cannot be asked
   * @throws X if the visitor does
   */
  public <X extends Exception> void uploads(String prefix, Visitor<MultipartUpload, X> visitor)
      throws IOException, X {
    visit(
        client
            .listMultipartUploadsPaginator(request -> request.bucket(bucket).prefix(prefix))
            .uploads(),
        prefix,
        visitor);
  }

  private <T, X extends Exception> void visit(Iterable<T> all, String prefix, Visitor<T, X> visitor)
      throws IOException, X {
    try {
      for (T each : all) {
        visitor.visit(each);
      }
    } catch (SdkException e) {
      throw S3Failures.io(bucket, prefix, e);
    }
  }

  /**
   * Aborts an upload, unless it is complete or aborted by now.
   *
   * @throws IOException if the store cannot be asked
   */
  public void abort(String key, String uploadId) throws IOException {
    try {
      client.abortMultipartUpload(request -> request.bucket(bucket).key(key).uploadId(uploadId));
    } catch (SdkException e) {
      if (S3Failures.status(e) != S3Failures.NOT_FOUND) {
        throw S3Failures.io(bucket, key, e);
      }
    }
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
    int[] aborted = {0};
    uploads(
        prefix,
        upload -> {
          if (!upload.initiated().isAfter(before)) {
            abort(upload.key(), upload.uploadId());
            aborted[0]++;
          }
        });
    return aborted[0];
  }

  /**
   * The time by the clock of the store, a second late at most.
   *
   * @param prefix below which keys may be listed
   * @throws IOException if the store cannot be asked
   */
  public Instant time(String prefix) throws IOException {
    try {
      return client
          .listObjectsV2(request -> request.bucket(bucket).prefix(prefix).maxKeys(1))
          .sdkHttpResponse()
          .firstMatchingHeader("Date")
          .map(date -> ZonedDateTime.parse(date, RFC_1123_DATE_TIME).toInstant())
          .orElseThrow(
              () -> S3Failures.of(bucket, prefix, "the store does not say what time it is", null));
    } catch (SdkException e) {
      throw S3Failures.io(bucket, prefix, e);
    }
  }

  S3Client client() {
    return client;
  }

  String bucket() {
    return bucket;
  }

  @Override
  public void close() {
    client.close();
  }
}
