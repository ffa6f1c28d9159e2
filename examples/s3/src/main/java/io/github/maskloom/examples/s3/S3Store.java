package io.github.maskloom.examples.s3;

import static java.time.format.DateTimeFormatter.RFC_1123_DATE_TIME;

import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.ImageTarget;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * A bucket as a place of images.
 *
 * <p><b>Threads:</b> safe. <b>Ownership:</b> closing it closes the client.
 *
 * @param client asks; is taken over
 * @param bucket its name
 */
public record S3Store(S3Client client, String bucket) implements AutoCloseable {
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
    HeadObjectResponse object =
        ask(key, () -> client.headObject(head -> head.bucket(bucket).key(key)));
    if (object.eTag() == null || object.contentLength() == null) {
      throw failure(key, "the store tells no ETag or no length");
    }
    return new StoredObject(object.eTag(), object.contentLength());
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
    try {
      ResponseTransformer<GetObjectResponse, byte[]> beginning =
          (answer, object) -> object.readNBytes(maxBytes + 1);
      byte[] bytes =
          ask(key, () -> client.getObject(get -> get.bucket(bucket).key(key), beginning));
      if (bytes.length > maxBytes) {
        throw failure(key, "is larger than it should be");
      }
      return Optional.of(bytes);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /**
   * Deletes an object, if there is one.
   *
   * @throws IOException if the store cannot be asked
   */
  public void delete(String key) throws IOException {
    ask(key, () -> client.deleteObject(delete -> delete.bucket(bucket).key(key)));
  }

  /**
   * What is done with each of something that is listed.
   *
   * @param <T> what is listed
   */
  @FunctionalInterface
  public interface Visitor<T> {
    /**
     * Visits one.
     *
     * @throws IOException if that ends the listing
     */
    void visit(T each) throws IOException;
  }

  /**
   * Lists the objects whose keys begin so, in the order of their keys, a thousand a request.
   *
   * @throws IOException if the store cannot be asked, or the visitor ends the listing
   */
  public void objects(String prefix, Visitor<S3Object> visitor) throws IOException {
    Iterable<S3Object> all =
        client.listObjectsV2Paginator(list -> list.bucket(bucket).prefix(prefix)).contents();
    visit(prefix, all, visitor);
  }

  /**
   * Lists the uploads of parts that are open.
   *
   * @throws IOException if the store cannot be asked, or the visitor ends the listing
   */
  public void uploads(String prefix, Visitor<MultipartUpload> visitor) throws IOException {
    Iterable<MultipartUpload> all =
        client.listMultipartUploadsPaginator(list -> list.bucket(bucket).prefix(prefix)).uploads();
    visit(prefix, all, visitor);
  }

  private <T> void visit(String prefix, Iterable<T> all, Visitor<T> visitor) throws IOException {
    ask(
        prefix,
        () -> {
          for (T each : all) {
            visitor.visit(each);
          }
          return all;
        });
  }

  /**
   * Aborts an upload, unless it is complete or aborted by now.
   *
   * @throws IOException if the store cannot be asked
   */
  public void abort(String key, String id) throws IOException {
    try {
      ask(key, () -> client.abortMultipartUpload(it -> it.bucket(bucket).key(key).uploadId(id)));
    } catch (NoSuchFileException e) {
      // It is no more.
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
    ListObjectsV2Response answer =
        ask(
            prefix,
            () -> client.listObjectsV2(list -> list.bucket(bucket).prefix(prefix).maxKeys(1)));
    return answer
        .sdkHttpResponse()
        .firstMatchingHeader("Date")
        .map(date -> ZonedDateTime.parse(date, RFC_1123_DATE_TIME).toInstant())
        .orElseThrow(() -> failure(prefix, "the store does not say what time it is"));
  }

  /** Asks for something about an object, whose failures name it. */
  <T> T ask(String key, Request<T> request) throws IOException {
    try {
      return request.send();
    } catch (SdkException e) {
      throw S3Failures.of(url(key), e);
    }
  }

  /** Something that is asked. */
  interface Request<T> {
    T send() throws IOException;
  }

  /** A failure of an object. */
  IOException failure(String key, String what) {
    return new FileSystemException(url(key), null, what);
  }

  String url(String key) {
    return "s3://" + bucket + "/" + key;
  }

  @Override
  public void close() {
    client.close();
  }
}
