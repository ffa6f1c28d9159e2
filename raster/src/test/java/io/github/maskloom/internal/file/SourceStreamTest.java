package io.github.maskloom.internal.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SourceStreamTest {
  /** Throws from every read, and from close. */
  private static final class Broken extends InputStream {
    private final RuntimeException ofRead;
    private final RuntimeException ofClose;

    Broken(RuntimeException ofRead, RuntimeException ofClose) {
      this.ofRead = ofRead;
      this.ofClose = ofClose;
    }

    @Override
    public int read() {
      throw ofRead;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
      throw ofRead;
    }

    @Override
    public void close() {
      throw ofClose;
    }
  }

  private final RuntimeException failure = new UncheckedIOException(new IOException("gone"));

  @Test
  void anUncheckedFailureIsToldOnce() throws IOException {
    InputStream stream = new SourceStream(new Broken(failure, failure));

    assertThatThrownBy(stream::read).isSameAs(failure);
    stream.close();
  }

  @Test
  void anotherFailureOfCloseIsToldToo() {
    RuntimeException other = new IllegalStateException("not closed");
    InputStream stream = new SourceStream(new Broken(failure, other));

    assertThatThrownBy(stream::read).isSameAs(failure);
    assertThatThrownBy(stream::close).isSameAs(other);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3_000, 10_000})
  void whatIsSkippedIsReadLikeTheRest(int skipped) throws IOException {
    int[] counted = {0};
    InputStream stream =
        SourceStream.metered(
            new ByteArrayInputStream(new byte[10_000]),
            (count, position) -> counted[0] += Math.max(0, count));

    stream.skipNBytes(skipped);

    assertThat(counted[0]).isEqualTo(skipped);
    assertThat(stream.readAllBytes()).hasSize(10_000 - skipped);
  }
}
