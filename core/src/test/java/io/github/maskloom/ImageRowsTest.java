package io.github.maskloom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maskloom.errors.CancelledException;
import io.github.maskloom.errors.ImageLimitException;
import io.github.maskloom.errors.MemoryBudgetException;
import io.github.maskloom.image.ImageLimits;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.ImageTarget;
import io.github.maskloom.image.MemoryBudget;
import io.github.maskloom.image.OutputFormat;
import io.github.maskloom.image.ReadOptions;
import io.github.maskloom.image.WorkOptions;
import io.github.maskloom.internal.png.ColorType;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.RasterWindow;
import io.github.maskloom.raster.WindowReader;
import io.github.maskloom.raster.WindowSink;
import io.github.maskloom.raster.WindowSource;
import io.github.maskloom.testing.ExifBlocks;
import io.github.maskloom.testing.TestJpegs;
import io.github.maskloom.testing.TestPng;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class ImageRowsTest {
  private static final byte[] PHOTO = TestPng.of(ColorType.RGB, 8, 30, 20).encode();

  @TempDir Path folder;

  @Test
  void whatIsWrittenIsWhatWasRead() throws IOException {
    Path copy = folder.resolve("copy.png");
    long bytes;
    try (WindowReader rows = ImageRows.create().open(ImageSource.of(PHOTO))) {
      bytes = ImageRows.create().write(rows, OutputFormat.PNG, ImageTarget.of(copy));
    }

    assertThat(Files.size(copy)).isEqualTo(bytes);
    assertThat(samples(ImageRows.create(), Files.readAllBytes(copy)))
        .isEqualTo(samples(ImageRows.create(), PHOTO));
  }

  @Test
  void aWindowOfAnotherShapeIsRefusedByAllRows() throws IOException {
    byte[] jpeg = encoded(OutputFormat.JPEG);
    for (UnaryOperator<WindowReader> step : STEPS) {
      try (WindowReader rows = step.apply(ImageRows.create().open(ImageSource.of(jpeg)))) {
        ImageGeometry shape = rows.geometry();
        RasterWindow narrow =
            new RasterWindow(shape.withSize(shape.width() - 1, shape.height()), 5);

        assertThatThrownBy(() -> rows.read(narrow))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessageContaining("a window of ");
      }
    }
  }

  private static final List<UnaryOperator<WindowReader>> STEPS =
      List.of(
          rows -> rows,
          rows -> ImageRows.scaled(rows, 15, 10),
          rows -> ImageRows.converted(rows, 4, 8, 0),
          rows -> ImageRows.edited(rows, window -> {}),
          rows -> ImageRows.reader(new Pushed(rows.geometry(), 0, 1), 4));

  private byte[] encoded(OutputFormat format) throws IOException {
    Path file = folder.resolve("encoded");
    try (WindowReader rows = ImageRows.create().open(ImageSource.of(PHOTO))) {
      ImageRows.create().write(rows, format, ImageTarget.of(file));
    }
    return Files.readAllBytes(file);
  }

  @Test
  void windowsThatArePushedOutOfOrderAreRefused() {
    ImageGeometry shape = ImageGeometry.of(30, 20, 3, 8);
    Path target = folder.resolve("pushed.png");

    assertThatThrownBy(() -> written(new Pushed(shape, 0, 0), target))
        .hasMessageContaining("rows [0, +1) were pushed");
    assertThatThrownBy(() -> written(new Pushed(shape, 5, 1), target))
        .hasMessageContaining("rows [5, +1) were pushed");
    assertThatThrownBy(() -> written(new Pushed(shape, 0, 1, shape.withSize(31, 20)), target))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(target).doesNotExist();
  }

  private static void written(WindowSource rows, Path target) throws IOException {
    ImageRows.create().write(rows, OutputFormat.PNG, ImageTarget.of(target));
  }

  /** Rows that say that they begin at a row and go on by a step. */
  private record Pushed(ImageGeometry geometry, int first, int step, ImageGeometry pushed)
      implements WindowSource {
    Pushed(ImageGeometry geometry, int first, int step) {
      this(geometry, first, step, geometry);
    }

    @Override
    public void push(int windowRows, WindowSink sink) throws IOException {
      RasterWindow window = new RasterWindow(pushed, 1);
      for (int i = 0, y = first; i < geometry.height(); i++, y += step) {
        window.place(y, 1);
        sink.accept(window);
      }
    }

    @Override
    public void close() {}
  }

  /** Or it would wait for ever for what it holds itself. */
  @Test
  @Timeout(60)
  void convertingAsksForAllItsMemoryAtOnce() throws IOException {
    ImageSource photo = ImageSource.of(TestJpegs.baseline(600, 40, 3));
    MemoryBudget ample = MemoryBudget.ofBytes(1 << 30);
    long reading;
    try (WindowReader opened = within(ample).open(photo)) {
      assertThat(opened.geometry().width()).isEqualTo(600);
      reading = ample.reservedBytes();
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    assertThatThrownBy(
            () ->
                within(MemoryBudget.ofBytes(reading + 1))
                    .convert(photo, OutputFormat.PNG, ImageTarget.of(out)))
        .isInstanceOf(MemoryBudgetException.class);
    assertThat(within(ample).convert(photo, OutputFormat.PNG, ImageTarget.of(out)))
        .isEqualTo(out.size());
    assertThat(ample.reservedBytes()).isZero();
  }

  private static ImageRows within(MemoryBudget budget) {
    return ImageRows.create().withWork(WorkOptions.DEFAULT.withBudget(budget));
  }

  @Test
  void rowsThatAreNotConvertedAreClosed() throws IOException {
    MemoryBudget budget = MemoryBudget.ofBytes(1 << 20);
    ImageRows images = ImageRows.create().withWork(WorkOptions.DEFAULT.withBudget(budget));
    WindowReader color = images.open(ImageSource.of(PHOTO));

    assertThatThrownBy(() -> ImageRows.converted(color, 1, 8, 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(budget.reservedBytes()).isZero();

    WindowReader other = images.open(ImageSource.of(PHOTO));
    assertThatThrownBy(() -> ImageRows.scaled(other, 0, 8))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(budget.reservedBytes()).isZero();
  }

  @Test
  void rowsComeUprightOrAsTheyAreStored() throws IOException {
    byte[] turned =
        TestPng.of(ColorType.RGB, 8, 30, 20)
            .chunk("eXIf", ExifBlocks.withThumbnail(ByteOrder.BIG_ENDIAN, 6, new byte[0]))
            .encode();

    try (WindowReader upright = ImageRows.create().open(ImageSource.of(turned));
        WindowReader stored = ImageRows.create().withUpright(false).open(ImageSource.of(turned))) {
      assertThat(upright.geometry().width()).isEqualTo(20);
      assertThat(stored.geometry().width()).isEqualTo(30);
    }
    assertThat(samples(ImageRows.create().withUpright(false), turned))
        .isEqualTo(samples(ImageRows.create(), PHOTO));
  }

  @Test
  void anImageIsHeldToTheLimits() {
    ImageRows small =
        ImageRows.create()
            .withReading(ReadOptions.DEFAULT.withLimits(ImageLimits.DEFAULT.withMaxPixels(100)));

    assertThatThrownBy(() -> small.open(ImageSource.of(PHOTO)))
        .isInstanceOf(ImageLimitException.class);
  }

  @Test
  void aReaderKeepsItsPartOfTheBudgetUntilItIsClosed() throws IOException {
    MemoryBudget budget = MemoryBudget.ofBytes(300 << 10).waitingAtMost(Duration.ZERO);
    ImageRows rows = ImageRows.create().withWork(WorkOptions.DEFAULT.withBudget(budget));

    try (WindowReader first = rows.open(ImageSource.of(PHOTO))) {
      assertThat(first.geometry().height()).isEqualTo(20);
      assertThatThrownBy(() -> rows.open(ImageSource.of(PHOTO)))
          .isInstanceOf(MemoryBudgetException.class);
    }
    rows.open(ImageSource.of(PHOTO)).close();
  }

  @Test
  void anInterruptOfTheWaitForMemoryIsACancelOfOpening() throws IOException {
    ImageRows rows = within(MemoryBudget.ofBytes(300 << 10).waitingAtMost(Duration.ofMinutes(1)));
    WindowReader first = rows.open(ImageSource.of(PHOTO));
    Thread.currentThread().interrupt();
    try (first) {
      assertThatThrownBy(() -> rows.open(ImageSource.of(PHOTO)))
          .isInstanceOf(CancelledException.class)
          .hasMessage("the thread was interrupted");
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @Test
  void cancelledWritingLeavesNothing() throws IOException {
    AtomicBoolean cancelled = new AtomicBoolean();
    Path target = folder.resolve("cancelled.png");
    ImageRows rows = ImageRows.create().withWork(WorkOptions.DEFAULT.withCancel(cancelled::get));
    try (WindowReader reader = ImageRows.create().open(ImageSource.of(PHOTO))) {
      WindowReader stopping = ImageRows.edited(reader, window -> cancelled.set(true));

      assertThatThrownBy(() -> rows.write(stopping, OutputFormat.PNG, ImageTarget.of(target)))
          .isInstanceOf(CancelledException.class);
    }

    assertThat(target).doesNotExist();
  }

  private static byte[] samples(ImageRows how, byte[] file) throws IOException {
    try (WindowReader rows = how.open(ImageSource.of(file))) {
      RasterWindow all = new RasterWindow(rows.geometry(), rows.geometry().height());
      assertThat(rows.read(all)).isEqualTo(rows.geometry().height());
      return Arrays.copyOf(all.bytes(), rows.geometry().rowBytes() * all.rows());
    }
  }

  @Test
  void nothingIsReadBehindAnEditThatFailed() throws IOException {
    try (WindowReader reader = ImageRows.create().open(ImageSource.of(PHOTO))) {
      WindowReader edited =
          ImageRows.edited(
              reader,
              window -> {
                throw new IOException("no room");
              });
      RasterWindow window = new RasterWindow(reader.geometry(), 1);

      assertThatThrownBy(() -> edited.read(window)).hasMessage("no room");
      assertThatThrownBy(() -> edited.read(window)).isInstanceOf(IllegalStateException.class);
    }
  }
}
