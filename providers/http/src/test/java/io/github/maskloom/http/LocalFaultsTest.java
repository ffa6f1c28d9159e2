package io.github.maskloom.http;

import static io.github.maskloom.http.HttpFixture.JSON;
import static io.github.maskloom.http.HttpFixture.MODEL;
import static io.github.maskloom.http.HttpFixture.RESULT;
import static io.github.maskloom.http.HttpFixture.request;
import static io.github.maskloom.http.HttpFixture.sceneRequest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.maskloom.fusion.Delivery;
import io.github.maskloom.fusion.FusionException;
import io.github.maskloom.fusion.RetryAdvice;
import io.github.maskloom.fusion.spi.ProviderInput;
import io.github.maskloom.http.settings.HttpRetries;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.testing.internal.RecordingCall;
import io.github.maskloom.testing.internal.server.Answer;
import io.github.maskloom.testing.internal.server.EventsJson;
import io.github.maskloom.testing.internal.server.TestImages;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.NoSuchFileException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What fails on this machine while a call goes on. */
class LocalFaultsTest extends HttpTrial {
  private static final byte[] BYTES = TestImages.largeJpeg(100_000, 8);

  private final AtomicInteger opened = new AtomicInteger();
  private final Set<InputStream> closed = ConcurrentHashMap.newKeySet();

  /** An image of which each opening, by its number, gives a stream. */
  private ProviderInput.Image image(IntFunction<InputStream> streams, int length) {
    ImageSource source =
        ImageSource.reopening(
            () ->
                new SequenceInputStream(
                    streams.apply(opened.getAndIncrement()), InputStream.nullInputStream()) {
                  @Override
                  public void close() throws IOException {
                    closed.add(this);
                    super.close();
                  }
                },
            length);
    return new ProviderInput.Image(source, "image/jpeg", 640, 480, length);
  }

  @AfterEach
  void everySourceIsClosedAsOftenAsItIsOpened() throws IOException {
    closeServices();
    assertThat(closed).hasSize(opened.get());
  }

  /** A file that is being written to: what was promised as its length cannot be kept. */
  @ParameterizedTest
  @ValueSource(ints = {-1, 1})
  void anImageThatChangesWhileItIsSentFailsTheCall(int difference) throws IOException {
    ProviderInput.Image changing =
        image(
            // The first time it is looked at, the second time it is sent.
            time -> new ByteArrayInputStream(BYTES, 0, 90_000 + (time == 0 ? 0 : difference)),
            90_000);
    HttpFixture service = answering(Answer.json(JSON));
    RecordingCall call = service.newCall();
    assertThat(catchThrowable(() -> service.fuse(sceneRequest(changing), call)))
        .isInstanceOfAny(IOException.class, FusionException.class);
    assertThat(call.files()).isEmpty();
    assertThat(call.cancelActions()).isZero();
  }

  /** What cannot be read here is the caller's I/O failure, not the network's. */
  @Test
  void anImageThatCannotBeReadIsTheCallers() throws IOException {
    InputStream broken =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("the disk is broken");
          }

          @Override
          public int read(byte[] into, int offset, int length) throws IOException {
            return read();
          }
        };
    ProviderInput.Image image =
        image(time -> new SequenceInputStream(new ByteArrayInputStream(BYTES), broken), 200_000);
    HttpFixture service = answering(Answer.json(JSON));
    assertThat(catchThrowable(() -> service.fuse(sceneRequest(image), service.newCall())))
        .isInstanceOf(IOException.class)
        .hasStackTraceContaining("the disk is broken");
    assertThat(service.server().calls()).hasSizeLessThanOrEqualTo(1);
  }

  @Test
  void noFaultOfAConnectionLeavesASourceOpen() throws IOException {
    ProviderInput.Image image = image(time -> new ByteArrayInputStream(BYTES), BYTES.length);
    Answer[] answers = {
      Answer.resetBeforeBody(), Answer.resetAfterBody(), Answer.empty(503), Answer.json(JSON)
    };
    HttpFixture service = answering(answers).with(http -> http.withRetries(HttpRetries.NONE));
    for (int i = 0; i < answers.length; i++) {
      Throwable failure =
          catchThrowable(() -> service.fuse(sceneRequest(image), service.newCall()));
      assertThat(failure == null).as("success").isEqualTo(i == answers.length - 1);
      assertThat(closed).hasSize(opened.get());
    }
  }

  /** It was made, so another may be billed again. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void anImageThatCannotBeWrittenMayBeBilled(boolean events) throws IOException {
    String stream = EventsJson.of(MODEL).base64(0, RESULT, "1x1").completed(1, 1).toString();
    HttpFixture service = answering(Answer.json(events ? stream : JSON));
    FusionException failure =
        service.failure(request(), new RecordingCall(folder.resolve("no-folder")));

    assertThat(failure).hasCauseInstanceOf(NoSuchFileException.class);
    assertThat(failure.delivery()).isEqualTo(Delivery.ACCEPTED);
    assertThat(failure.retry()).isEqualTo(RetryAdvice.MAY_BILL_TWICE);
    assertThat(failure.failure().serverRequestIds()).containsExactly(Answer.SERVER_REQUEST_ID);
    assertThat(service.server().calls()).hasSize(1);
  }
}
