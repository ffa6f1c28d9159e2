package io.github.maskloom.examples.s3;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** What the SDK throws, as the failures of files that callers handle already. */
final class S3Failures {
  static final int FORBIDDEN = 403;
  static final int NOT_FOUND = 404;
  static final int PRECONDITION_FAILED = 412;

  private S3Failures() {}

  /** A failure that names the object. */
  static IOException io(String bucket, String key, SdkException failure) {
    String object = name(bucket, key);
    IOException io =
        switch (failure instanceof NoSuchBucketException ? 0 : status(failure)) {
          case NOT_FOUND -> new NoSuchFileException(object);
          case FORBIDDEN -> new AccessDeniedException(object, null, failure.getMessage());
          default -> new FileSystemException(object, null, failure.getMessage());
        };
    io.initCause(failure);
    return io;
  }

  /** A failure of an object, perhaps without one of the SDK. */
  static IOException of(String bucket, String key, String what, @Nullable SdkException failure) {
    IOException io = new FileSystemException(name(bucket, key), null, what);
    io.initCause(failure);
    return io;
  }

  /** Says that an object has come into being before. */
  static IOException alreadyThere(String bucket, String key, SdkException failure) {
    IOException io = new FileAlreadyExistsException(name(bucket, key));
    io.initCause(failure);
    return io;
  }

  private static String name(String bucket, String key) {
    return "s3://" + bucket + "/" + key;
  }

  /** The HTTP status of an answer; 0 if there was none. */
  static int status(SdkException failure) {
    return failure instanceof S3Exception answer ? answer.statusCode() : 0;
  }
}
