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
 * I/O failures that say what they are about. What a system throws from reading and writing says
 * only what went wrong, such as "No space left on device".
 *
 * <p>A {@link FileSystemException} names its file already and stays as it is. So does what an
 * interrupt of the thread makes, which is about no file.
 */
public final class NamedFailure {
  private NamedFailure() {}

  /** The failure of a file. */
  public static IOException of(Path file, IOException failure) {
    return of(file, "", failure);
  }

  /**
   * The failure of a file.
   *
   * @param what is wrong, before what the failure says; empty for nothing
   */
  public static IOException of(Path file, String what, IOException failure) {
    if (saysEnough(failure)) {
      return failure;
    }
    FileSystemException named =
        new FileSystemException(file.toString(), null, what + reason(failure));
    named.initCause(failure);
    return named;
  }

  /** The failure of what has no path, such as a caller's stream. */
  public static IOException of(String name, IOException failure) {
    return saysEnough(failure) ? failure : new IOException(name + ": " + reason(failure), failure);
  }

  private static boolean saysEnough(IOException failure) {
    return failure instanceof FileSystemException
        || failure instanceof ClosedByInterruptException
        || failure.getClass() == InterruptedIOException.class;
  }

  private static String reason(IOException failure) {
    String message = failure.getMessage();
    return message == null ? failure.getClass().getSimpleName() : message;
  }

  /** How the failures of one thing are named. */
  @FunctionalInterface
  public interface Naming {
    IOException of(IOException failure);
  }

  /** A stream that names its failures. <b>Ownership:</b> closing it closes the other. */
  public static InputStream in(InputStream stream, Naming naming) {
    return new SourceStream(stream) {
      @Override
      public int read(byte[] target, int offset, int length) throws IOException {
        try {
          return super.read(target, offset, length);
        } catch (IOException e) {
          throw naming.of(e);
        }
      }

      @Override
      public void close() throws IOException {
        try {
          super.close();
        } catch (IOException e) {
          throw naming.of(e);
        }
      }
    };
  }

  /** A stream that names its failures. <b>Ownership:</b> closing it closes the other. */
  public static OutputStream out(OutputStream stream, Naming naming) {
    return new FilterOutputStream(stream) {
      @Override
      public void write(int value) throws IOException {
        try {
          out.write(value);
        } catch (IOException e) {
          throw naming.of(e);
        }
      }

      @Override
      public void write(byte[] bytes, int offset, int length) throws IOException {
        try {
          out.write(bytes, offset, length);
        } catch (IOException e) {
          throw naming.of(e);
        }
      }

      @Override
      public void flush() throws IOException {
        try {
          out.flush();
        } catch (IOException e) {
          throw naming.of(e);
        }
      }

      @Override
      public void close() throws IOException {
        try {
          out.close();
        } catch (IOException e) {
          throw naming.of(e);
        }
      }
    };
  }
}
