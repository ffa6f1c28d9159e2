package io.github.maskloom.examples.s3;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** What the SDK throws, as the failures of files that callers handle already. */
final class S3Failures {
  private static final int FORBIDDEN = 403;
  private static final int NOT_FOUND = 404;
  static final int PRECONDITION_FAILED = 412;

  private S3Failures() {}

  /** A failure that names the object: its URL. */
  static IOException of(String object, SdkException failure) {
    IOException io =
        switch (failure instanceof NoSuchBucketException ? 0 : status(failure)) {
          case NOT_FOUND -> new NoSuchFileException(object);
          case PRECONDITION_FAILED -> new FileAlreadyExistsException(object);
          case FORBIDDEN -> new AccessDeniedException(object, null, failure.getMessage());
          default -> new FileSystemException(object, null, failure.getMessage());
        };
    io.initCause(failure);
    return io;
  }

  /** The HTTP status of an answer; 0 if there was none. */
  static int status(SdkException failure) {
    return failure instanceof S3Exception answer ? answer.statusCode() : 0;
  }
}
