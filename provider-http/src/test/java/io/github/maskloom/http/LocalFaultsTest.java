package io.github.maskloom.http;

import static io.github.maskloom.http.HttpFixture.MODEL;
import static io.github.maskloom.http.HttpFixture.RESULT;
import static io.github.maskloom.http.HttpFixture.picture;
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
import io.github.maskloom.testing.RecordingCall;
import io.github.maskloom.testing.server.Answer;
import io.github.maskloom.testing.server.EventsJson;
import io.github.maskloom.testing.server.ImagesJson;
import io.github.maskloom.testing.server.TestImages;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What fails on this machine while a call goes on. */
class LocalFaultsTest {
  private static final Answer PICTURE =
      Answer.json(ImagesJson.of(MODEL).base64(RESULT, "2048x2048").toString());

  @TempDir Path folder;

  /** A file that is being written to: what was promised as its length cannot be kept. */
  @ParameterizedTest
  @ValueSource(ints = {-1, 1})
  void pictureThatChangesWhileItIsSent(int difference) throws IOException {
    byte[] bytes = TestImages.largeJpeg(100_000, 8);
    AtomicInteger opened = new AtomicInteger();
    ImageSource source =
        ImageSource.reopening(
            () -> {
              // The first time it is looked at, the second time it is sent.
              int more = opened.getAndIncrement() == 0 ? 0 : difference;
              return new ByteArrayInputStream(bytes, 0, 90_000 + more);
            },
            90_000);
    ProviderInput.Image changing = new ProviderInput.Image(source, "image/jpeg", 64, 48, 90_000);
    try (HttpFixture service = new HttpFixture(folder, PICTURE)) {
      RecordingCall call = service.newCall();

      Throwable failure = catchThrowable(() -> service.fuse(sceneRequest(changing), call));

      assertThat(failure).isInstanceOfAny(IOException.class, FusionException.class);
      assertThat(call.files()).isEmpty();
      assertThat(call.cancelActions()).isZero();
    }
  }

  /** What cannot be read here is the caller's I/O failure, not the network's. */
  @Test
  void pictureThatCannotBeRead() throws IOException {
    AtomicInteger opened = new AtomicInteger();
    Set<InputStream> closed = ConcurrentHashMap.newKeySet();
    byte[] half = TestImages.largeJpeg(100_000, 8);
    ImageSource source =
        ImageSource.reopening(
            () -> {
              opened.incrementAndGet();
              return new BrokenStream(half) {
                @Override
                public void close() {
                  closed.add(this);
                }
              };
            },
            200_000);
    ProviderInput.Image picture = new ProviderInput.Image(source, "image/jpeg", 640, 480, 200_000);
    try (HttpFixture service = new HttpFixture(folder, PICTURE)) {
      Throwable failure =
          catchThrowable(() -> service.fuse(sceneRequest(picture), service.newCall()));

      assertThat(failure)
          .isInstanceOf(IOException.class)
          .hasStackTraceContaining("the disk is broken");
      assertThat(closed).as("streams that were closed").hasSize(opened.get());
      assertThat(service.server.calls()).hasSizeLessThanOrEqualTo(1);
    }
  }

  @Test
  void everySourceIsClosedAsOftenAsItIsOpened() throws IOException {
    AtomicInteger opened = new AtomicInteger();
    Set<InputStream> closed = ConcurrentHashMap.newKeySet();
    byte[] bytes = TestImages.jpeg(8);
    ImageSource source =
        ImageSource.reopening(
            () -> {
              opened.incrementAndGet();
              return new ByteArrayInputStream(bytes) {
                @Override
                public void close() {
                  closed.add(this);
                }
              };
            });
    ProviderInput.Image picture =
        new ProviderInput.Image(source, "image/jpeg", 64, 48, bytes.length);
    Answer[] answers = {
      Answer.resetBeforeBody(), Answer.resetAfterBody(), Answer.empty(503), PICTURE
    };
    try (HttpFixture service =
        new HttpFixture(folder, answers).with(http -> http.withRetries(HttpRetries.NONE))) {
      for (int i = 0; i < answers.length; i++) {
        Throwable failure =
            catchThrowable(() -> service.fuse(sceneRequest(picture), service.newCall()));

        assertThat(failure == null).as("success").isEqualTo(i == answers.length - 1);
        assertThat(closed).hasSize(opened.get());
      }
    }
  }

  @Test
  void pictureThatCannotBeWritten() throws IOException {
    assertCannotBeWritten(PICTURE);
  }

  @Test
  void pictureThatCannotBeWrittenWhileEventsCome() throws IOException {
    assertCannotBeWritten(
        Answer.events(
            EventsJson.of(MODEL).base64(0, RESULT, "2048x2048").completed(1, 1).toString()));
  }

  /** It was made, so another may be billed again. */
  private void assertCannotBeWritten(Answer answer) throws IOException {
    try (HttpFixture service = new HttpFixture(folder, answer)) {
      FusionException failure =
          service.failure(request(), new RecordingCall(folder.resolve("no-folder")));

      assertThat(failure).hasCauseInstanceOf(NoSuchFileException.class);
      assertThat(failure.delivery()).isEqualTo(Delivery.ACCEPTED);
      assertThat(failure.retry()).isEqualTo(RetryAdvice.MAY_BILL_TWICE);
      assertThat(failure.failure().serverRequestIds()).containsExactly(Answer.SERVER_REQUEST_ID);
      assertThat(service.server.calls()).hasSize(1);
    }
  }

  /** Bytes, and then an error. */
  private static class BrokenStream extends FilterInputStream {
    BrokenStream(byte[] bytes) {
      super(new ByteArrayInputStream(bytes));
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      int count = super.read(into, offset, length);
      if (count < 0) {
        throw new IOException("the disk is broken");
      }
      return count;
    }
  }
}
