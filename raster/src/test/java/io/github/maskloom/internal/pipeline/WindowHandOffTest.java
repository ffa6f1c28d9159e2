package io.github.maskloom.internal.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.RasterWindow;
import io.github.maskloom.raster.WindowReader;
import io.github.maskloom.raster.WindowSink;
import io.github.maskloom.raster.WindowSource;
import io.github.maskloom.testing.TestRows;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WindowHandOffTest {
  private static final ImageGeometry GEOMETRY = ImageGeometry.of(5, 40, 3, 8);

  @Property(tries = 60)
  void deliversEveryRowWhateverTheWindows(
      @ForAll @IntRange(min = 1, max = 50) int pushRows,
      @ForAll @IntRange(min = 1, max = 50) int handRows,
      @ForAll @IntRange(min = 1, max = 50) int readRows)
      throws IOException {
    int[] samples = TestRows.random(GEOMETRY, pushRows);
    try (WindowReader reader =
        WindowHandOff.reader(TestRows.pusher(GEOMETRY, samples, pushRows), handRows)) {
      assertThat(TestRows.drain(reader, readRows)).isEqualTo(samples);
      assertThat(reader.read(new RasterWindow(GEOMETRY, 1))).isZero();
    }
  }

  @Test
  void aSourceThatCanBeReadIsHandedBackAsItIs() {
    WindowReader reader = TestRows.reader(GEOMETRY, TestRows.random(GEOMETRY, 1));

    assertThat(WindowHandOff.reader(reader, 4)).isSameAs(reader);
  }

  @Test
  void theSourcesFailureReachesTheReaderUnchanged() {
    IOException failure = new IOException("the disk is gone");
    FakeSource source =
        new FakeSource(
            sink -> {
              sink.accept(placed(0));
              throw failure;
            });
    WindowReader reader = WindowHandOff.reader(source, 1);

    assertThatThrownBy(() -> TestRows.drain(reader, 1)).isSameAs(failure);
    assertThatThrownBy(() -> reader.read(new RasterWindow(GEOMETRY, 1)))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void anErrorOfTheSourceReachesTheReader() {
    FakeSource source =
        new FakeSource(
            sink -> {
              throw new OutOfMemoryError("simulated");
            });
    WindowReader reader = WindowHandOff.reader(source, 1);

    assertThatThrownBy(() -> TestRows.drain(reader, 1)).isInstanceOf(OutOfMemoryError.class);
  }

  @Test
  void closingEarlyEndsTheSourceAndItsThread() throws IOException {
    AtomicReference<Throwable> end = new AtomicReference<>();
    AtomicReference<Thread> thread = new AtomicReference<>(Thread.currentThread());
    FakeSource source =
        new FakeSource(
            sink -> {
              thread.set(Thread.currentThread());
              try {
                for (int y = 0; y < GEOMETRY.height(); y++) {
                  sink.accept(placed(y));
                }
              } catch (IOException e) {
                end.set(e);
                throw e;
              }
            });
    WindowReader reader = WindowHandOff.reader(source, 1);
    assertThat(reader.read(new RasterWindow(GEOMETRY, 1))).isEqualTo(1);

    reader.close();
    reader.close();

    assertThat(end.get()).isInstanceOf(InterruptedIOException.class);
    assertThat(thread.get()).isNotSameAs(Thread.currentThread()).matches(t -> !t.isAlive());
    assertThat(source.closed).isTrue();
    assertThatThrownBy(() -> reader.read(new RasterWindow(GEOMETRY, 1)))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void closingBeforeReadingStartsNoThread() throws IOException {
    AtomicBoolean pushed = new AtomicBoolean();
    FakeSource source = new FakeSource(sink -> pushed.set(true));

    WindowHandOff.reader(source, 1).close();

    assertThat(pushed).isFalse();
    assertThat(source.closed).isTrue();
  }

  @Test
  void anInterruptedReaderStopsWaitingAndStaysInterrupted() throws Exception {
    CountDownLatch waiting = new CountDownLatch(1);
    FakeSource source =
        new FakeSource(
            sink -> {
              waiting.countDown();
              try {
                new CountDownLatch(1).await();
              } catch (InterruptedException e) {
                throw new InterruptedIOException("closed");
              }
            });
    WindowReader reader = WindowHandOff.reader(source, 1);
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    AtomicBoolean flag = new AtomicBoolean();
    Thread consumer =
        new Thread(
            () -> {
              try {
                reader.read(new RasterWindow(GEOMETRY, 1));
              } catch (IOException e) {
                thrown.set(e);
                flag.set(Thread.currentThread().isInterrupted());
              }
            });
    consumer.start();
    waiting.await();
    consumer.interrupt();
    consumer.join();
    reader.close();

    assertThat(thrown.get()).isInstanceOf(InterruptedIOException.class);
    assertThat(flag).isTrue();
    assertThat(source.closed).isTrue();
  }

  private static RasterWindow placed(int y) {
    RasterWindow window = new RasterWindow(GEOMETRY, 1);
    window.place(y, 1);
    return window;
  }

  private interface Push {
    void into(WindowSink sink) throws IOException;
  }

  private static final class FakeSource implements WindowSource {
    private final Push push;
    private volatile boolean closed;

    FakeSource(Push push) {
      this.push = push;
    }

    @Override
    public ImageGeometry geometry() {
      return GEOMETRY;
    }

    @Override
    public void push(int windowRows, WindowSink sink) throws IOException {
      push.into(sink);
    }

    @Override
    public void close() {
      closed = true;
    }
  }
}
