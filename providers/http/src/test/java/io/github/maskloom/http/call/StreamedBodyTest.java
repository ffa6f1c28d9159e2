package io.github.maskloom.http.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maskloom.fusion.spi.ProviderInput;
import io.github.maskloom.fusion.spi.ProviderListener;
import io.github.maskloom.http.call.StreamedBody.SendGate;
import io.github.maskloom.http.wire.JsonBody;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.testing.server.TestImages;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.MediaType;
import okio.Buffer;
import org.junit.jupiter.api.Test;

class StreamedBodyTest {
  private static final byte[] PNG = TestImages.png(1);

  private final SendGate gate = new SendGate();
  private final AtomicBoolean gone = new AtomicBoolean();

  private StreamedBody body(ProviderListener listener) throws IOException {
    ImageSource source =
        ImageSource.reopening(
            () -> {
              if (gone.get()) {
                throw new IOException("the disk is gone");
              }
              return new ByteArrayInputStream(PNG);
            },
            PNG.length);
    ProviderInput.Image image = new ProviderInput.Image(source, "image/png", 64, 48, PNG.length);
    JsonBody json = new JsonBody("mine").ascii("{\"a\":").image(image).ascii(",\"b\":");
    return new StreamedBody(
        MediaType.get("application/json"), json.base64(image).ascii("}").parts(), listener, gate);
  }

  @Test
  void canBeWrittenAgain() throws IOException {
    List<Long> sent = new ArrayList<>();
    AtomicInteger waits = new AtomicInteger();
    StreamedBody body =
        body(
            new ProviderListener() {
              @Override
              public void uploading(long bytes, long totalBytes) {
                sent.add(bytes);
              }

              @Override
              public void waiting() {
                waits.incrementAndGet();
              }
            });
    Buffer first = new Buffer();
    body.writeTo(first);
    Buffer second = new Buffer();
    body.writeTo(second);

    assertThat(gate.passed()).isTrue();
    assertThat(first.size()).isEqualTo(body.contentLength());
    assertThat(second).isEqualTo(first);
    assertThat(sent).endsWith(body.contentLength());
    assertThat(waits).hasValue(2);
  }

  @Test
  void tellsThatAnImageCannotBeRead() throws IOException {
    StreamedBody body = body(ProviderListener.NONE);
    gone.set(true);

    assertThatThrownBy(() -> body.writeTo(new Buffer())).isInstanceOf(LocalFailure.class);
    assertThat(gate.passed()).as("whether some may have gone out").isFalse();
  }

  @Test
  void doesNotPassAGateThatIsShut() throws IOException {
    StreamedBody body = body(ProviderListener.NONE);
    Buffer sent = new Buffer();
    gate.shut();

    assertThatThrownBy(() -> body.writeTo(sent)).isInstanceOf(InterruptedIOException.class);
    assertThat(sent.size()).isZero();
    assertThat(gate.passed()).isFalse();
  }
}
