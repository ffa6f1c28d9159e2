package io.github.maskloom.internal.file;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;

/**
 * What I/O failures are about: a file, or what has only a name, such as a caller's stream. What a
 * system throws from reading and writing says only what went wrong, such as "No space left on
 * device".
 *
 * <p>A {@link FileSystemException} names its file already and stays as it is. So does what an
 * interrupt of the thread makes, which is about no file. <b>Threads:</b> immutable.
 */
public final class FailureSubject {
  private final String name;
  private final boolean isFile;

  private FailureSubject(String name, boolean isFile) {
    this.name = name;
    this.isFile = isFile;
  }

  /** A file or folder. */
  public static FailureSubject file(Path file) {
    return new FailureSubject(file.toString(), true);
  }

  /** What has no path. */
  public static FailureSubject called(String name) {
    return new FailureSubject(name, false);
  }

  /** The same failure, said of this. */
  public IOException failure(IOException failure) {
    return failure("", failure);
  }

  /**
   * The same failure, said of this.
   *
   * @param what could not be done, before what the failure says; empty for nothing
   */
  public IOException failure(String what, IOException failure) {
    if (saysEnough(failure)) {
      return failure;
    }
    String message = failure.getMessage();
    IOException said =
        failure(what + (message == null ? failure.getClass().getSimpleName() : message));
    said.initCause(failure);
    return said;
  }

  /** A failure of this. */
  public IOException failure(String message) {
    return isFile
        ? new FileSystemException(name, null, message)
        : new IOException(name + ": " + message);
  }

  private static boolean saysEnough(IOException failure) {
    return failure instanceof FileSystemException
        || failure instanceof ClosedByInterruptException
        || failure.getClass() == InterruptedIOException.class;
  }

  /**
   * A stream whose failures are said of this; bytes in memory stay as they are, since reading them
   * does not fail. <b>Ownership:</b> closing it closes the other.
   */
  public InputStream reading(InputStream stream) {
    return SourceStream.named(stream, this);
  }

  /** A stream whose failures are said of this. <b>Ownership:</b> closing it closes the other. */
  public OutputStream writing(OutputStream stream) {
    return new FilterOutputStream(stream) {
      @Override
      public void write(int value) throws IOException {
        try {
          out.write(value);
        } catch (IOException e) {
          throw failure(e);
        }
      }

      @Override
      public void write(byte[] bytes, int offset, int length) throws IOException {
        try {
          out.write(bytes, offset, length);
        } catch (IOException e) {
          throw failure(e);
        }
      }

      @Override
      public void flush() throws IOException {
        try {
          out.flush();
        } catch (IOException e) {
          throw failure(e);
        }
      }

      @Override
      public void close() throws IOException {
        try {
          out.close();
        } catch (IOException e) {
          throw failure(e);
        }
      }
    };
  }
}
