package io.github.maskloom.http.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maskloom.fusion.spi.ProviderInput;
import io.github.maskloom.http.call.StreamedBody.SendGate;
import io.github.maskloom.http.wire.JsonBody;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.testing.internal.RecordingCall;
import io.github.maskloom.testing.internal.server.TestImages;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import okhttp3.MediaType;
import okio.Buffer;
import org.junit.jupiter.api.Test;

class StreamedBodyTest {
  private static final byte[] PNG = TestImages.png(1);

  private final SendGate gate = new SendGate();
  private final RecordingCall call = new RecordingCall(Path.of(""));
  private final AtomicBoolean gone = new AtomicBoolean();

  private StreamedBody body() throws IOException {
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
        MediaType.get("application/json"), json.base64(image).ascii("}").parts(), call, gate);
  }

  @Test
  void canBeWrittenAgain() throws IOException {
    StreamedBody body = body();
    Buffer first = new Buffer();
    body.writeTo(first);
    Buffer second = new Buffer();
    body.writeTo(second);

    assertThat(gate.passed()).isTrue();
    assertThat(first.size()).isEqualTo(body.contentLength());
    assertThat(second).isEqualTo(first);
    assertThat(call.uploaded()).endsWith(body.contentLength());
    assertThat(call.heard()).filteredOn("waiting"::equals).hasSize(2);
  }

  @Test
  void tellsThatAnImageCannotBeRead() throws IOException {
    StreamedBody body = body();
    gone.set(true);

    assertThatThrownBy(() -> body.writeTo(new Buffer())).isInstanceOf(LocalFailure.class);
    assertThat(gate.passed()).as("whether some may have gone out").isFalse();
  }

  @Test
  void doesNotPassAGateThatIsShut() throws IOException {
    StreamedBody body = body();
    Buffer sent = new Buffer();
    gate.shut();

    assertThatThrownBy(() -> body.writeTo(sent)).isInstanceOf(InterruptedIOException.class);
    assertThat(sent.size()).isZero();
    assertThat(gate.passed()).isFalse();
  }
}
