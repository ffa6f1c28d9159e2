package io.github.maskloom.internal.file;

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
 *
 * @param name of what has no path, or the path of a file
 * @param isFile whether it is a file or folder
 */
public record FailureSubject(String name, boolean isFile) {

  /**
   * {@return a file or folder}
   *
   * @param file named by its path in what is thrown
   */
  public static FailureSubject file(Path file) {
    return new FailureSubject(file.toString(), true);
  }

  /**
   * {@return what has no path}
   *
   * @param name put before what is thrown
   */
  public static FailureSubject called(String name) {
    return new FailureSubject(name, false);
  }

  /**
   * Says a failure of this, unless it names a file already.
   *
   * @param failure taken as it is if it names a file
   * @return the failure, or one that has it as its cause
   */
  public IOException failure(IOException failure) {
    return failure("", failure);
  }

  /**
   * {@return the same failure, said of this}
   *
   * @param what could not be done, before what the failure says; empty for nothing
   * @param failure taken as it is if it names a file
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

  /**
   * {@return a failure of this}
   *
   * @param message what went wrong, without the name
   */
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
   * {@return a stream whose failures are said of this; bytes in memory stay as they are, since
   * reading them does not fail} <b>Ownership:</b> closing it closes the other.
   *
   * @param stream closed with the result
   */
  public InputStream reading(InputStream stream) {
    return SourceStream.named(stream, this);
  }

  /**
   * {@return a stream whose failures are said of this} <b>Ownership:</b> closing it closes the
   * other.
   *
   * @param stream closed with the result
   */
  public OutputStream writing(OutputStream stream) {
    return new BlockOutputStream() {
      @Override
      public void write(byte[] bytes, int offset, int length) throws IOException {
        try {
          stream.write(bytes, offset, length);
        } catch (IOException e) {
          throw failure(e);
        }
      }

      @Override
      public void flush() throws IOException {
        try {
          stream.flush();
        } catch (IOException e) {
          throw failure(e);
        }
      }

      @Override
      public void close() throws IOException {
        try {
          stream.close();
        } catch (IOException e) {
          throw failure(e);
        }
      }
    };
  }
}
