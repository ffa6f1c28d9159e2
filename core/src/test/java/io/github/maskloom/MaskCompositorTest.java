package io.github.maskloom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.github.maskloom.errors.CancelledException;
import io.github.maskloom.errors.ImageLimitException;
import io.github.maskloom.image.ImageLimits;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.MaskFit;
import io.github.maskloom.image.MaskOptions;
import io.github.maskloom.image.ReadOptions;
import io.github.maskloom.image.Strategy;
import io.github.maskloom.image.WorkOptions;
import io.github.maskloom.internal.png.ColorType;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.RasterWindow;
import io.github.maskloom.raster.WindowReader;
import io.github.maskloom.raster.WindowSink;
import io.github.maskloom.raster.WindowSource;
import io.github.maskloom.testing.Drawn;
import io.github.maskloom.testing.Heard;
import io.github.maskloom.testing.Made;
import io.github.maskloom.testing.TestPng;
import io.github.maskloom.testing.TestRows;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

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
    WorkOptions heard =
        WorkOptions.DEFAULT.withListener(Heard.rows((done, total) -> rows.add(done * 100 + total)));
    MaskCompositor.create()
        .withWork(heard)
        .composite(ImageSource.of(photo), ImageSource.of(mask), Made.NOWHERE);
    assertThat(rows).containsExactly(103L, 203L, 303L);
  }

  /** A splice reads ahead through a mask, however long nothing is painted in it. */
  @Test
  void cancellingIsPossibleWhileNothingIsPainted() {
    byte[] photo = TestPng.of(ColorType.RGB, 8, 6, 300).encode();
    AtomicInteger asked = new AtomicInteger();
    MaskCompositor cancelled =
        MaskCompositor.create()
            .withWork(WorkOptions.DEFAULT.withCancel(() -> asked.incrementAndGet() == 100));
    assertThatThrownBy(() -> Made.composite(cancelled, photo, Drawn.blank(6, 300)))
        .isInstanceOf(CancelledException.class);
    assertThat(asked).hasValue(100);
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
  void anUnpaintedPhotoKeepsItsCompressedData() throws IOException {
    byte[] photo = TestPng.of(ColorType.RGB, 8, 60, 30).encode();
    Made<CompositeReport> made = Made.composite(compositor, photo, Drawn.blank(60, 30));
    assertThat(made.report().nothingPainted()).isTrue();
    assertThat(made.report().strategy()).isEqualTo(Strategy.SPLICE);
    assertThat(made.report().windows()).isZero();
    assertThat(made.file()).hasSameSizeAs(photo);
  }

  @Test
  void refusesRowsThatEndEarlyOrAreOutOfOrder() {
    for (int[] places : new int[][] {{0, 1, 2}, {0, 0}}) {
      assertThatThrownBy(() -> compositor.composite(pushing(PHOTO, places), mask(), NOWHERE))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("photo");
    }
    for (int count = -1; count <= 1; count++) {
      WindowSource bad = reading(count);
      assertThatThrownBy(() -> compositor.composite(photo(), bad, NOWHERE))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("mask");
    }
  }

  /** A row of one pixel costs as much as a row of the photo's width once it is scaled. */
  @Test
  void refusesAMaskWhoseScalingCostsMoreThanTheLimit() {
    byte[] photo = TestPng.of(ColorType.RGB, 8, 500, 2).encode();
    byte[] mask = TestPng.of(ColorType.RGBA, 8, 1, 500).encode();

    assertThatThrownBy(() -> Made.composite(limited(100_000), photo, mask))
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
