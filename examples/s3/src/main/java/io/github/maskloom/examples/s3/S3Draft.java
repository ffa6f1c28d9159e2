package io.github.maskloom.examples.s3;

import static com.google.common.base.Preconditions.checkState;

import com.google.common.collect.Lists;
import com.google.common.io.ByteStreams;
import io.github.maskloom.image.ImageTarget;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/**
 * An image on its way into a store.
 *
 * <p>Up to a part it is held and then put in one request. Beyond, it is a multipart upload, begun
 * with the first full part: the commit completes it, closing without a commit aborts it.
 * <b>Requests:</b> one for a small image; else one for each part and two more. <b>Memory:</b> a
 * part, as far as it is filled.
 *
 * <p>Where the answer to a commit is lost, or says that the object is there already, the object is
 * asked whose it is: each draft marks its own. So a request that the SDK repeats does not fail
 * because its first try had succeeded. <b>Threads:</b> confined.
 */
final class S3Draft implements ImageTarget.Draft {
  private static final String MARK = "maskloom-draft";
  private static final int MAX_PARTS = 10_000;
  private static final int CONFLICT = 409;
  private static final int MAX_CONFLICTS = 3;
  private static final int PIECE_BYTES = 1 << 18;

  private final S3Store store;
  private final S3Client client;
  private final String bucket;
  private final String key;
  private final ObjectOptions options;
  private final String mark = UUID.randomUUID().toString();

  /** The bytes of one part, in pieces that are made as they are needed and used again. */
  private final List<byte[]> pieces = new ArrayList<>();

  private int held;
  private final List<CompletedPart> parts = new ArrayList<>();
  private final OutputStream stream = new Parts();
  private @Nullable String uploadId;
  private boolean done;

  S3Draft(S3Store store, String key, ObjectOptions options) {
    this.store = store;
    client = store.client();
    bucket = store.bucket();
    this.key = key;
    this.options = options;
  }

  @Override
  public OutputStream stream() {
    return stream;
  }

  /** Sends full parts; the last one waits for the commit. */
  private final class Parts extends OutputStream {
    @Override
    public void write(int value) throws IOException {
      write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      Objects.checkFromIndexSize(offset, length, bytes.length);
      if (done) {
        throw new IOException("the draft is closed");
      }
      for (int written = 0; written < length; ) {
        if (held == options.partBytes()) {
          send();
        }
        int inPiece = held % PIECE_BYTES;
        if (held / PIECE_BYTES == pieces.size()) {
          pieces.add(new byte[PIECE_BYTES]);
        }
        int room = Math.min(PIECE_BYTES - inPiece, options.partBytes() - held);
        int step = Math.min(room, length - written);
        System.arraycopy(bytes, offset + written, pieces.get(held / PIECE_BYTES), inPiece, step);
        held += step;
        written += step;
      }
    }
  }

  /** The object as one put makes it. */
  private PutObjectRequest object() {
    PutObjectRequest.Builder put = PutObjectRequest.builder().contentType(options.contentType());
    options.more().accept(put);
    Map<String, String> metadata = new HashMap<>(put.build().metadata());
    metadata.put(MARK, mark);
    return put.bucket(bucket).key(key).metadata(metadata).ifNoneMatch(condition()).build();
  }

  private @Nullable String condition() {
    return options.onlyIfAbsent() ? "*" : null;
  }

  /** An upload says of the object what a put does: its fields have the same names. */
  private String upload() {
    PutObjectRequest object = object();
    CreateMultipartUploadRequest.Builder create = CreateMultipartUploadRequest.builder();
    for (SdkField<?> field : create.sdkFields()) {
      object
          .getValueForField(field.memberName(), Object.class)
          .ifPresent(value -> field.set(create, value));
    }
    return client.createMultipartUpload(create.build()).uploadId();
  }

  private void send() throws IOException {
    if (parts.size() == MAX_PARTS) {
      throw new IOException("the image has more than 10000 parts; state a larger part");
    }
    int number = parts.size() + 1;
    String id = uploadId == null ? store.ask(key, this::upload) : uploadId;
    uploadId = id;
    UploadPartResponse sent =
        store.ask(
            key,
            () ->
                client.uploadPart(
                    put -> put.bucket(bucket).key(key).uploadId(id).partNumber(number), body()));
    parts.add(CompletedPart.builder().partNumber(number).eTag(sent.eTag()).build());
    held = 0;
  }

  /** What is held now, from the first byte, as often as it is asked for until it is sent. */
  private RequestBody body() {
    List<byte[]> all = List.copyOf(pieces);
    int length = held;
    return RequestBody.fromContentProvider(
        () ->
            ByteStreams.limit(
                new SequenceInputStream(
                    Collections.enumeration(Lists.transform(all, ByteArrayInputStream::new))),
                length),
        length,
        options.contentType());
  }

  @Override
  public void commit() throws IOException {
    checkState(!done, "the draft was committed or closed");
    for (int conflicts = 0; !done; conflicts++) {
      try {
        if (uploadId == null) {
          client.putObject(object(), body());
        } else {
          complete(uploadId);
        }
        done = true;
      } catch (SdkException e) {
        // Another such put was under way, and has won or lost by now.
        if (S3Failures.status(e) != CONFLICT || uploadId != null || conflicts == MAX_CONFLICTS) {
          // Accepted if the object is this draft's all the same.
          if (!isThere(e)) {
            throw S3Failures.of(store.url(key), e);
          }
          done = true;
        }
      }
    }
    uploadId = null;
    pieces.clear();
  }

  private void complete(String id) throws IOException {
    if (held > 0) {
      send();
    }
    client.completeMultipartUpload(
        request ->
            request
                .bucket(bucket)
                .key(key)
                .uploadId(id)
                .multipartUpload(all -> all.parts(parts))
                .ifNoneMatch(condition()));
  }

  private boolean isThere(SdkException failure) {
    try {
      HeadObjectResponse object = client.headObject(head -> head.bucket(bucket).key(key));
      return mark.equals(object.metadata().get(MARK));
    } catch (SdkException e) {
      failure.addSuppressed(e);
      return false;
    }
  }

  @Override
  public void close() throws IOException {
    done = true;
    pieces.clear();
    String begun = uploadId;
    uploadId = null;
    if (begun != null) {
      store.abort(key, begun);
    }
  }
}
