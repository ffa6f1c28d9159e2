package io.github.maskloom.examples.s3;

import io.github.maskloom.image.ImageSource.RangeSupplier;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/**
 * Ranges of one version of an object: a GET each, with {@code If-Match}.
 *
 * <p>The SDK tries an answer anew that does not begin; a body that breaks off is asked for anew
 * from where it broke, up to {@value #MAX_RESUMES} times in a row. Closing early aborts: {@code
 * close} of the SDK's stream would read the rest. <b>Threads:</b> safe; a stream is confined to
 * one.
 */
final class S3Ranges implements RangeSupplier {
  private static final int MAX_RESUMES = 3;

  private final S3Client client;
  private final String bucket;
  private final String key;
  private final String eTag;

  S3Ranges(S3Client client, String bucket, String key, String eTag) {
    this.client = client;
    this.bucket = bucket;
    this.key = key;
    this.eTag = eTag;
  }

  @Override
  public InputStream open(long position, long length) throws IOException {
    return new Range(position, length);
  }

  private ResponseInputStream<GetObjectResponse> get(long first, long end) throws IOException {
    try {
      return client.getObject(
          request ->
              request
                  .bucket(bucket)
                  .key(key)
                  .ifMatch(eTag)
                  .range("bytes=" + first + "-" + (end - 1)));
    } catch (SdkException e) {
      IOException io = S3Failures.io(bucket, key, e);
      if (S3Failures.status(e) == S3Failures.PRECONDITION_FAILED) {
        io = new IOException("s3://" + bucket + "/" + key + " was replaced while it was read", e);
      }
      throw io;
    }
  }

  private final class Range extends InputStream {
    private final long end;
    private long position;
    private int resumes;
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
      while (true) {
        IOException failure;
        try {
          int count = body().read(target, offset, (int) Math.min(length, end - position));
          if (count >= 0) {
            position += count;
            resumes = 0;
            return count;
          }
          failure = new IOException("the answer ended %d bytes early".formatted(end - position));
        } catch (IOException e) {
          failure = e;
        } catch (SdkException e) {
          failure = S3Failures.io(bucket, key, e);
        }
        resume(failure);
      }
    }

    private ResponseInputStream<GetObjectResponse> body() throws IOException {
      ResponseInputStream<GetObjectResponse> open = body;
      if (open == null) {
        open = get(position, end);
        body = open;
      }
      return open;
    }

    private void resume(IOException failure) throws IOException {
      abort();
      if (++resumes > MAX_RESUMES) {
        throw failure;
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
