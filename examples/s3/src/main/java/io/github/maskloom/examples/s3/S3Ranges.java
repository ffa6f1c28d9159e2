package io.github.maskloom.examples.s3;

import io.github.maskloom.examples.s3.S3Store.StoredObject;
import io.github.maskloom.image.ImageSource.RangeSupplier;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/**
 * Ranges of one version of an object: a GET each, with {@code If-Match}. An answer must be the
 * range that was asked for, of that version: not every store knows ranges and conditions.
 *
 * <p>The SDK tries an answer anew that does not begin; a body that breaks off is asked for anew
 * from where it broke, up to {@value #MAX_RESUMES} times in a row. Closing early aborts: {@code
 * close} of the SDK's stream would read the rest. <b>Threads:</b> safe; a stream is confined to
 * one.
 */
record S3Ranges(S3Store store, String key, StoredObject object) implements RangeSupplier {
  private static final int MAX_RESUMES = 3;
  private static final int PARTIAL_CONTENT = 206;
  private static final String REPLACED = "it was replaced while it was read";

  @Override
  public InputStream open(long position, long length) throws IOException {
    return new Range(position, length);
  }

  private ResponseInputStream<GetObjectResponse> get(long first, long end) throws IOException {
    String range = "bytes=" + first + "-" + (end - 1);
    S3Client client = store.client();
    String bucket = store.bucket();
    try {
      ResponseInputStream<GetObjectResponse> body =
          store.ask(
              key,
              () ->
                  client.getObject(
                      get -> get.bucket(bucket).key(key).ifMatch(object.etag()).range(range)));
      Optional<String> wrong = wrong(body.response(), first, end);
      if (wrong.isPresent()) {
        body.abort();
        throw store.failure(key, wrong.get());
      }
      return body;
    } catch (FileAlreadyExistsException e) {
      // Of another version: so the store says that the condition does not hold.
      throw store.failure(key, REPLACED);
    }
  }

  /** What an answer is in place of the range that was asked for. */
  private Optional<String> wrong(GetObjectResponse answer, long first, long end) {
    int status = answer.sdkHttpResponse().statusCode();
    if (status != PARTIAL_CONTENT) {
      return Optional.of("the store answered %d instead of a range".formatted(status));
    }
    if (!object.etag().equals(answer.eTag())) {
      return Optional.of(REPLACED);
    }
    String range = "bytes %d-%d/%d".formatted(first, end - 1, object.bytes());
    return range.equals(answer.contentRange())
            && Objects.equals(answer.contentLength(), end - first)
        ? Optional.empty()
        : Optional.of(
            "the store sent %s in %s bytes instead of %s"
                .formatted(answer.contentRange(), answer.contentLength(), range));
  }

  private final class Range extends InputStream {
    private final long end;
    private long position;
    private boolean closed;
    private @Nullable ResponseInputStream<GetObjectResponse> body;

    Range(long position, long length) throws IOException {
      this.position = position;
      this.end = position + length;
      body = get(position, end);
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      Objects.checkFromIndexSize(offset, length, target.length);
      if (closed) {
        throw new IOException("the range is closed");
      }
      if (length == 0 || position == end) {
        return length == 0 ? 0 : -1;
      }
      for (int resumes = 0; ; resumes++) {
        ResponseInputStream<GetObjectResponse> open = body == null ? get(position, end) : body;
        body = open;
        try {
          int most = (int) Math.min(length, end - position);
          int count = store.ask(key, () -> open.read(target, offset, most));
          if (count < 0) {
            throw store.failure(key, "the answer ended %d bytes early".formatted(end - position));
          }
          position += count;
          return count;
        } catch (IOException e) {
          abort();
          if (resumes == MAX_RESUMES) {
            throw e;
          }
        }
      }
    }

    private void abort() {
      ResponseInputStream<GetObjectResponse> open = body;
      body = null;
      if (open != null) {
        open.abort();
      }
    }

    /** What was read to its end leaves its connection for the next range. */
    @Override
    public void close() throws IOException {
      closed = true;
      ResponseInputStream<GetObjectResponse> open = body;
      if (open != null && position == end) {
        body = null;
        open.close();
      }
      abort();
    }
  }
}
