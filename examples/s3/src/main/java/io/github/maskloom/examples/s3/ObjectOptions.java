package io.github.maskloom.examples.s3;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.function.Consumer;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/**
 * How an image is kept.
 *
 * @param contentType such as {@code image/png}
 * @param onlyIfAbsent whether an object that is there already stays, and the commit fails: for work
 *     that may be done twice
 * @param partBytes how much is sent at once, and held until then; 5 MiB at least
 * @param more what else the SDK lets one say of an object: metadata, a key of KMS, a storage class,
 *     cache control. What an upload of parts cannot say is not said there
 */
public record ObjectOptions(
    String contentType,
    boolean onlyIfAbsent,
    int partBytes,
    Consumer<PutObjectRequest.Builder> more) {
  public ObjectOptions {
    checkArgument(partBytes >= 5 << 20, "a part has 5 MiB at least");
  }

  /** An object of a type that replaces what is there, in parts of 8 MiB: images up to 78 GiB. */
  public static ObjectOptions of(String contentType) {
    return new ObjectOptions(contentType, false, 8 << 20, put -> {});
  }

  /** The same, but what is there stays. */
  public ObjectOptions withOnlyIfAbsent(boolean other) {
    return new ObjectOptions(contentType, other, partBytes, more);
  }

  /** The same in parts of another size. */
  public ObjectOptions withPartBytes(int other) {
    return new ObjectOptions(contentType, onlyIfAbsent, other, more);
  }

  /** The same, and more is said of the object, such as {@code put -> put.cacheControl("…")}. */
  public ObjectOptions with(Consumer<PutObjectRequest.Builder> other) {
    return new ObjectOptions(contentType, onlyIfAbsent, partBytes, more.andThen(other));
  }
}
