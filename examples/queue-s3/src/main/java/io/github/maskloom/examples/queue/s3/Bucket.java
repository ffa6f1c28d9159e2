package io.github.maskloom.examples.queue.s3;

import io.github.maskloom.examples.s3.ObjectOptions;
import io.github.maskloom.examples.s3.S3Store;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.ImageTarget;
import java.io.IOException;
import java.io.InputStream;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.NoSuchUploadException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * The objects below a place of S3, by their paths from there. All failures are {@link IOException}s
 * that name the object.
 */
final class Bucket implements AutoCloseable {
  private static final int NOT_FOUND = 404;
  private static final int CONFLICT = 409;
  private static final int PRECONDITION_FAILED = 412;
  private static final int MAX_CONFLICTS = 3;

  private final S3Client client;
  private final S3Store images;
  private final S3Place place;

  /** Owns the client. */
  Bucket(S3Client client, S3Place place) {
    this.client = client;
    images = new S3Store(client, place.bucket());
    this.place = place;
  }

  /** What is done with each of something that is listed. */
  interface Visitor<T> {
    void visit(T each) throws IOException, SQLException;
  }

  /** An object. */
  record Stored(String path, long length, Instant changed) {}

  /** A multipart upload that is neither complete nor aborted. */
  record OpenUpload(String path, String uploadId, Instant begun) {}

  String url(String path) {
    return place.url(path);
  }

  /**
   * Puts an image.
   *
   * @return how many bytes it has
   */
  long put(String path, String mediaType, ImageSource image) throws IOException {
    ImageTarget target = images.target(place.key(path), ObjectOptions.of(mediaType));
    try (InputStream bytes = image.open();
        ImageTarget.Draft draft = target.openDraft()) {
      long length = bytes.transferTo(draft.stream());
      draft.commit();
      return length;
    }
  }

  /**
   * Writes an object unless there is one.
   *
   * @return whether it was written; if not, there is one, perhaps of an earlier attempt of this
   * @throws IOException if that is not known
   */
  boolean putIfAbsent(String path, byte[] bytes) throws IOException {
    for (int conflicts = 0; ; conflicts++) {
      try {
        client.putObject(
            put -> put.bucket(place.bucket()).key(place.key(path)).ifNoneMatch("*"),
            RequestBody.fromBytes(bytes));
        return true;
      } catch (SdkException e) {
        int status = status(e);
        if (status == PRECONDITION_FAILED) {
          return false;
        }
        // Another such put was under way, and has won or lost by now.
        if (status != CONFLICT || conflicts == MAX_CONFLICTS) {
          throw failure(path, e);
        }
      }
    }
  }

  /** The HTTP status of an answer; 0 if there was none. */
  private static int status(SdkException failure) {
    return failure instanceof S3Exception answer ? answer.statusCode() : 0;
  }

  /**
   * Reads a small object.
   *
   * @throws IOException if it cannot be read, or has more than so many bytes
   */
  Optional<byte[]> get(String path, int maxBytes) throws IOException {
    try (InputStream object =
        client.getObject(get -> get.bucket(place.bucket()).key(place.key(path)))) {
      byte[] bytes = object.readNBytes(maxBytes + 1);
      if (bytes.length > maxBytes) {
        throw new IOException(url(path) + " is larger than it should be");
      }
      return Optional.of(bytes);
    } catch (NoSuchBucketException e) {
      throw failure(path, e);
    } catch (SdkException e) {
      if (status(e) == NOT_FOUND) {
        return Optional.empty();
      }
      throw failure(path, e);
    }
  }

  /** An object as a source that opens again; one request here. */
  ImageSource image(String path) throws IOException {
    return images.source(place.key(path));
  }

  /** The same for an object of so many bytes, without a request before it is opened. */
  ImageSource image(String path, long length) {
    return ImageSource.reopening(() -> image(path).open(), length);
  }

  void delete(String path) throws IOException {
    try {
      client.deleteObject(delete -> delete.bucket(place.bucket()).key(place.key(path)));
    } catch (SdkException e) {
      throw failure(path, e);
    }
  }

  /** The objects below a path that ends with a slash, but for those below more slashes. */
  List<Stored> files(String folder) throws IOException {
    try {
      return client
          .listObjectsV2Paginator(
              list -> list.bucket(place.bucket()).prefix(place.key(folder)).delimiter("/"))
          .contents()
          .stream()
          .map(this::stored)
          .toList();
    } catch (SdkException e) {
      throw failure(folder, e);
    }
  }

  private Stored stored(S3Object object) {
    return new Stored(path(object.key()), object.size(), object.lastModified());
  }

  /** Lists the objects whose paths begin so, in the order of their keys. */
  void objects(String begin, Visitor<Stored> visitor) throws IOException, SQLException {
    try {
      for (S3Object object :
          client
              .listObjectsV2Paginator(list -> list.bucket(place.bucket()).prefix(place.key(begin)))
              .contents()) {
        visitor.visit(stored(object));
      }
    } catch (SdkException e) {
      throw failure(begin, e);
    }
  }

  /** Lists the uploads that are open. */
  void uploads(Visitor<OpenUpload> visitor) throws IOException, SQLException {
    try {
      for (MultipartUpload upload :
          client
              .listMultipartUploadsPaginator(
                  list -> list.bucket(place.bucket()).prefix(place.prefix()))
              .uploads()) {
        visitor.visit(new OpenUpload(path(upload.key()), upload.uploadId(), upload.initiated()));
      }
    } catch (SdkException e) {
      throw failure("", e);
    }
  }

  private String path(String key) {
    return key.substring(place.prefix().length());
  }

  /** Aborts an upload, unless it is complete or aborted by now. */
  void abort(OpenUpload upload) throws IOException {
    try {
      client.abortMultipartUpload(
          abort ->
              abort
                  .bucket(place.bucket())
                  .key(place.key(upload.path()))
                  .uploadId(upload.uploadId()));
    } catch (NoSuchUploadException e) {
      // Somebody was faster.
    } catch (SdkException e) {
      throw failure(upload.path(), e);
    }
  }

  /** The time by the clock of the store, a second late at most. */
  Instant now() throws IOException {
    try {
      return client
          .listObjectsV2(list -> list.bucket(place.bucket()).prefix(place.prefix()).maxKeys(1))
          .sdkHttpResponse()
          .firstMatchingHeader("Date")
          .map(date -> ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant())
          .orElseThrow(() -> new IOException(url("") + " does not say what time it is"));
    } catch (SdkException e) {
      throw failure("", e);
    }
  }

  private IOException failure(String path, SdkException e) {
    return new IOException(url(path) + ": " + e.getMessage(), e);
  }

  @Override
  public void close() {
    images.close();
  }
}
