package io.github.maskloom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.github.maskloom.errors.CancelledException;
import io.github.maskloom.errors.ImageLimitException;
import io.github.maskloom.image.ImageLimits;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.ImageTarget;
import io.github.maskloom.image.MaskFit;
import io.github.maskloom.image.MaskOptions;
import io.github.maskloom.image.OutputFormat;
import io.github.maskloom.image.ReadOptions;
import io.github.maskloom.image.Strategy;
import io.github.maskloom.image.WorkOptions;
import io.github.maskloom.internal.png.ColorType;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.RasterWindow;
import io.github.maskloom.raster.WindowReader;
import io.github.maskloom.raster.WindowSink;
import io.github.maskloom.raster.WindowSource;
import io.github.maskloom.testing.Heard;
import io.github.maskloom.testing.TestJpegs;
import io.github.maskloom.testing.TestPng;
import io.github.maskloom.testing.TestRows;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MaskCompositorTest {
  private static final ImageGeometry PHOTO = ImageGeometry.of(6, 8, 3, 8);
  private static final ImageGeometry MASK = ImageGeometry.of(6, 8, 4, 8);
  private static final WindowSink NOWHERE = window -> {};

  private final MaskCompositor compositor = MaskCompositor.create();

  @Test
  void tellsHowFarItHasCome() throws IOException {
    List<Long> rows = new ArrayList<>();

    MaskCompositor.create()
        .withWork(
            WorkOptions.DEFAULT
                .withWindowRows(3)
                .withListener(Heard.rows((done, total) -> rows.add(done * 100 + total))))
        .composite(photo(), mask(), NOWHERE);

    assertThat(rows).containsExactly(308L, 608L, 808L);
  }

  @Test
  void splicedPhotosTellEveryRow() throws IOException {
    List<Long> rows = new ArrayList<>();
    byte[] photo = TestPng.of(ColorType.RGB, 8, 6, 3).encode();
    byte[] mask = TestPng.of(ColorType.RGBA, 8, 6, 3).encode();

    MaskCompositor.create()
        .withWork(
            WorkOptions.DEFAULT.withListener(
                Heard.rows((done, total) -> rows.add(done * 100 + total))))
        .composite(
            ImageSource.of(photo),
            ImageSource.of(mask),
            ImageTarget.of(OutputStream.nullOutputStream()));

    assertThat(rows).containsExactly(103L, 203L, 303L);
  }

  /** A splice reads ahead through a mask, however long nothing is painted in it. */
  @Test
  void cancellingIsPossibleWhileNothingIsPainted() {
    byte[] photo = TestPng.of(ColorType.RGB, 8, 6, 300).encode();
    byte[] mask = TestPng.of(ColorType.RGBA, 8, 6, 300).samples(new int[6 * 300 * 4]).encode();
    AtomicInteger asked = new AtomicInteger();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    MaskCompositor cancelled =
        MaskCompositor.create()
            .withWork(WorkOptions.DEFAULT.withCancel(() -> asked.incrementAndGet() == 100));

    assertThatThrownBy(
            () ->
                cancelled.composite(
                    ImageSource.of(photo), ImageSource.of(mask), ImageTarget.of(out)))
        .isInstanceOf(CancelledException.class);
    assertThat(asked).hasValue(100);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 8})
  void theNumberOfThreadsNeverChangesAByte(int threads) throws IOException {
    byte[] png = TestPng.of(ColorType.RGB, 8, 50, 90).encode();
    byte[] jpeg = TestJpegs.baseline(50, 90, 3);
    byte[] mask = TestPng.of(ColorType.RGBA, 8, 20, 30).encode();
    for (OutputFormat format : List.of(OutputFormat.PNG, OutputFormat.JPEG)) {
      for (byte[] photo : List.of(png, jpeg)) {
        assertThat(composite(photo, mask, format, threads))
            .isEqualTo(composite(photo, mask, format, 1));
      }
    }
  }

  private static byte[] composite(byte[] photo, byte[] mask, OutputFormat format, int threads)
      throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    MaskCompositor.create()
        .withFormat(format)
        .withMask(MaskOptions.DEFAULT.withFit(MaskFit.STRETCH))
        .withWork(WorkOptions.DEFAULT.withThreads(threads).withWindowRows(7))
        .composite(ImageSource.of(photo), ImageSource.of(mask), ImageTarget.of(out));
    return out.toByteArray();
  }

  @Test
  void rowsForASinkComeOnTheCallingThread() throws IOException {
    List<Thread> threads = new ArrayList<>();

    MaskCompositor.create()
        .withWork(WorkOptions.DEFAULT.withThreads(3))
        .composite(photo(), mask(), window -> threads.add(Thread.currentThread()));

    assertThat(threads).isNotEmpty().containsOnly(Thread.currentThread());
  }

  @Test
  void aCompositeNeedsAThread() {
    assertThatThrownBy(() -> WorkOptions.DEFAULT.withThreads(0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void anUnpaintedPhotoKeepsItsCompressedData() throws IOException {
    byte[] photo = TestPng.of(ColorType.RGB, 8, 60, 30).encode();
    byte[] mask = TestPng.of(ColorType.RGBA, 8, 60, 30).samples(new int[7200]).encode();
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    CompositeReport report =
        compositor.composite(ImageSource.of(photo), ImageSource.of(mask), ImageTarget.of(out));

    assertThat(report.nothingPainted()).isTrue();
    assertThat(report.strategy()).isEqualTo(Strategy.SPLICE);
    assertThat(report.windows()).isZero();
    assertThat(out.size()).isEqualTo(photo.length);
  }

  @Test
  void refusesPhotoRowsThatEndEarlyOrAreOutOfOrder() {
    assertThatThrownBy(() -> compositor.composite(pushing(PHOTO, 0, 1, 2), mask(), NOWHERE))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("photo");
    assertThatThrownBy(() -> compositor.composite(pushing(PHOTO, 0, 0), mask(), NOWHERE))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("photo");
  }

  @Test
  void refusesMaskRowsThatEndEarlyOrAreOutOfOrder() {
    assertThatThrownBy(() -> compositor.composite(photo(), reading(-1), NOWHERE))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("mask");
    assertThatThrownBy(() -> compositor.composite(photo(), reading(0), NOWHERE))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("mask");
    assertThatThrownBy(() -> compositor.composite(photo(), reading(1), NOWHERE))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("mask");
  }

  /** A row of one pixel costs as much as a row of the photo's width once it is scaled. */
  @Test
  void refusesAMaskWhoseScalingCostsMoreThanTheLimit() {
    byte[] photo = TestPng.of(ColorType.RGB, 8, 500, 2).encode();
    byte[] mask = TestPng.of(ColorType.RGBA, 8, 1, 500).encode();

    assertThatThrownBy(
            () ->
                limited(100_000)
                    .composite(
                        ImageSource.of(photo),
                        ImageSource.of(mask),
                        ImageTarget.of(OutputStream.nullOutputStream())))
        .asInstanceOf(type(ImageLimitException.class))
        .satisfies(e -> assertThat(e.asked()).isEqualTo(250_000))
        .satisfies(e -> assertThat(e.image()).contains("mask"));
  }

  @Test
  void limitsHoldForRowsToo() {
    assertThatThrownBy(() -> limited(47).composite(photo(), mask(), NOWHERE))
        .isInstanceOf(ImageLimitException.class)
        .hasMessageContainingAll("photo: ", "pixels are more than the", "(maxPixels)");
  }

  private static MaskCompositor limited(long maxPixels) {
    return MaskCompositor.create()
        .withMask(MaskOptions.DEFAULT.withFit(MaskFit.STRETCH))
        .withReading(ReadOptions.DEFAULT.withLimits(ImageLimits.DEFAULT.withMaxPixels(maxPixels)));
  }

  private static WindowSource photo() {
    return TestRows.reader(PHOTO, TestRows.random(PHOTO, 1));
  }

  private static WindowSource mask() {
    return TestRows.reader(MASK, TestRows.random(MASK, 2));
  }

  /** A source that pushes single rows at these places. */
  private static WindowSource pushing(ImageGeometry geometry, int... places) {
    return new Misbehaving(geometry) {
      @Override
      public void push(int windowRows, WindowSink sink) throws IOException {
        RasterWindow window = new RasterWindow(geometry, 1);
        for (int y : places) {
          window.place(y, 1);
          sink.accept(window);
        }
      }
    };
  }

  /** A reader that returns a count and never places its window. */
  private static WindowSource reading(int count) {
    abstract class Reader extends Misbehaving implements WindowReader {
      Reader() {
        super(MASK);
      }
    }
    return new Reader() {
      @Override
      public int read(RasterWindow window) {
        return count;
      }

      @Override
      public void push(int windowRows, WindowSink sink) {
        throw new AssertionError("a reader is read");
      }
    };
  }

  private abstract static class Misbehaving implements WindowSource {
    private final ImageGeometry geometry;

    Misbehaving(ImageGeometry geometry) {
      this.geometry = geometry;
    }

    @Override
    public ImageGeometry geometry() {
      return geometry;
    }

    @Override
    public void close() {}
  }
}
