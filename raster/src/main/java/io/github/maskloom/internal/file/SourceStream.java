package io.github.maskloom.internal.file;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * The one wrapper of a source's bytes on their way in. A step that passes a stream on adds a duty
 * to the wrapper that is there: to check the bytes, to meter them, or to name failures.
 *
 * <p>A failure is thrown once. Some streams throw from {@code close} what they threw from {@code
 * read}, and Java, which attaches the second to the first, attaches nothing to itself.
 */
public final class SourceStream extends BlockInputStream {
  private final InputStream in;
  private @Nullable Watch check;
  private @Nullable Watch meter;
  private @Nullable FailureSubject subject;
  private @Nullable Throwable failure;
  private long position;

  /**
   * Owns the stream, and has no other duty yet.
   *
   * @param stream closed with this
   */
  public SourceStream(InputStream stream) {
    in = stream;
  }

  /** Sees the bytes of a stream pass. */
  public interface Watch {
    /** Comes before each read, which it may forbid. */
    default void begin() {}

    /**
     * {@return the most bytes that may be read behind a position; 0 if the stream ends there}
     *
     * @param position from 0
     */
    default long readable(long position) {
      return Long.MAX_VALUE;
    }

    /**
     * {@return the most bytes that may be skipped behind a position; -1 if they must be read}
     *
     * @param position from 0
     */
    default long skippable(long position) {
      return -1;
    }

    /**
     * Comes after each read.
     *
     * @param count how many bytes were read, or -1 at the end
     * @param position behind them
     * @throws IOException to end the reading
     */
    void passed(int count, long position) throws IOException;
  }

  /**
   * {@return a stream whose bytes are checked} One that is metered came from a source that checks
   * it already.
   *
   * @param stream closed with the result
   * @param check asked before and told after each read
   */
  public static InputStream checked(InputStream stream, Watch check) {
    if (stream instanceof SourceStream other && other.meter != null) {
      return stream;
    }
    SourceStream wrapper = new SourceStream(stream);
    wrapper.check = check;
    return wrapper;
  }

  /**
   * {@return a stream that reads what is skipped, and whose bytes all are metered}
   *
   * @param stream closed with the result
   * @param meter asked before and told after each read
   */
  public static InputStream metered(InputStream stream, Watch meter) {
    boolean isFree = stream instanceof SourceStream other && other.meter == null;
    SourceStream wrapper = isFree ? (SourceStream) stream : new SourceStream(stream);
    wrapper.meter = meter;
    return wrapper;
  }

  /**
   * A stream whose failures name their subject. Bytes in memory stay as they are, since reading
   * them does not fail.
   */
  static InputStream named(InputStream stream, FailureSubject subject) {
    if (stream instanceof ByteArrayInputStream) {
      return stream;
    }
    boolean isFree =
        stream instanceof SourceStream other && other.subject == null && other.meter == null;
    SourceStream wrapper = isFree ? (SourceStream) stream : new SourceStream(stream);
    wrapper.subject = subject;
    return wrapper;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    long most = check == null ? length : Math.min(length, check.readable(position));
    int count;
    try {
      do { // Again where nothing has come yet.
        if (meter != null) {
          meter.begin();
        }
        count = most == 0 && length > 0 ? -1 : in.read(target, offset, (int) most);
      } while (count == 0 && most > 0);
      position += Math.max(count, 0);
      if (check != null) {
        check.passed(count, position);
      }
      if (meter != null) {
        meter.passed(count, position);
      }
      return count;
    } catch (IOException e) {
      failure = e;
      throw said(e);
    } catch (RuntimeException | Error e) {
      failure = e;
      throw e;
    }
  }

  private IOException said(IOException e) {
    return subject == null ? e : subject.failure(e);
  }

  /** Passes over bytes without reading them where nobody meters them. */
  @Override
  public long skip(long count) throws IOException {
    long most = check == null ? count : Math.min(count, check.skippable(position));
    if (meter != null || most < 0) {
      return super.skip(count);
    }
    try {
      long skipped = most > 0 ? in.skip(most) : 0;
      position += skipped;
      return skipped;
    } catch (IOException e) {
      throw said(e);
    }
  }

  @Override
  public void close() throws IOException {
    try {
      in.close();
    } catch (IOException e) {
      if (e != failure) {
        throw said(e);
      }
    } catch (RuntimeException | Error e) {
      if (e != failure) {
        throw e;
      }
    }
  }
}
