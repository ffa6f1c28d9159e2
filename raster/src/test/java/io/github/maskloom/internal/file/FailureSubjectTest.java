package io.github.maskloom.internal.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;

class FailureSubjectTest {
  private static final FailureSubject SUBJECT = FailureSubject.called("photo");

  /** Counts how often it is read, and cannot be passed over twice. */
  private static final class CountedStream extends FilterInputStream {
    private int reads;
    private boolean skipped;

    CountedStream() {
      super(new ByteArrayInputStream(new byte[1 << 20]));
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      reads++;
      return super.read(target, offset, length);
    }

    @Override
    public long skip(long count) throws IOException {
      if (skipped) {
        throw new IOException("the disk");
      }
      skipped = true;
      return super.skip(count);
    }
  }

  @Test
  void passesOverAStreamWithoutReadingIt() throws IOException {
    CountedStream counted = new CountedStream();
    try (InputStream named = SUBJECT.reading(counted)) {
      named.skipNBytes(1 << 19);
      assertThat(counted.reads).isZero();
      assertThatThrownBy(() -> named.skip(1)).hasMessage("photo: the disk");
    }
  }

  @Test
  void leavesBytesInMemoryAsTheyAre() {
    InputStream memory = new ByteArrayInputStream(new byte[1]);
    assertThat(SUBJECT.reading(memory)).isSameAs(memory);
  }
}
