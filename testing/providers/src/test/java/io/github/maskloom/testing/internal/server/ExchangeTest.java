package io.github.maskloom.testing.internal.server;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ExchangeTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 7, 1 << 16, 100_000})
  void writesWhateverIsRepeatedUntilTheClientGoes(int length) throws IOException {
    AtomicLong sent = new AtomicLong();

    assertThatThrownBy(() -> exchange().writeEndlessly(new byte[3], new byte[length], sent))
        .isInstanceOf(IOException.class)
        .hasMessage("gone");
    assertThat(sent).hasPositiveValue();
    assertThat(sent.get() % length).isZero();
  }

  private static Exchange exchange() throws IOException {
    LeavingClient client = new LeavingClient();
    return Objects.requireNonNull(Exchange.next(client, client.getInputStream()));
  }

  /** A client that goes once it has read a million bytes. */
  private static final class LeavingClient extends Socket {
    @Override
    public InputStream getInputStream() {
      return new ByteArrayInputStream("GET / HTTP/1.1\r\n\r\n".getBytes(US_ASCII));
    }

    @Override
    public OutputStream getOutputStream() {
      return new OutputStream() {
        private int left = 1_000_000;

        @Override
        public void write(int value) throws IOException {
          write(new byte[1], 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
          left -= length;
          if (left < 0) {
            throw new IOException("gone");
          }
        }
      };
    }
  }
}
