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
import io.github.maskloom.image.Strategy;
import io.github.maskloom.image.WorkListener.WorkRecord;
import io.github.maskloom.image.WorkListener.WorkRecord.Kind;
import io.github.maskloom.image.WorkListener.WorkRecord.Outcome;
import io.github.maskloom.image.WorkOptions;
import io.github.maskloom.prepare.ImagePreparer;
import io.github.maskloom.raster.WindowReader;
import io.github.maskloom.testing.Heard;
import io.github.maskloom.testing.SyntheticRows;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a listener hears of calls, and when. */
class WorkListenerTest {
  @TempDir Path folder;

  private final List<WorkRecord> heard = new ArrayList<>();
  private final MemoryBudget budget = MemoryBudget.ofBytes(1 << 26);
  private final Thread caller = Thread.currentThread();
  private final WorkOptions work =
      WorkOptions.DEFAULT.withBudget(budget).withListener(Heard.ends(this::hear));
  private Path photo = Path.of("");
  private Path mask = Path.of("");
  private Path result = Path.of("");
  private long bytesWhenHeard;

  @BeforeEach
  void drawImages() throws IOException {
    photo = SyntheticRows.photo(90, 60).write(OutputFormat.PNG, folder.resolve("photo.png"));
    mask = SyntheticRows.mask(90, 60).write(OutputFormat.PNG, folder.resolve("mask.png"));
    result = folder.resolve("result.png");
  }

  private void hear(WorkRecord call) {
    assertThat(Thread.currentThread()).isSameAs(caller);
    assertThat(budget.reservedBytes()).as("given back").isZero();
    bytesWhenHeard = result.toFile().length();
    heard.add(call);
  }

  @AfterEach
  void eachCallIsHeardOnce() {
    assertThat(heard).hasSize(1);
  }

  private WorkRecord only() {
    return heard.get(0);
  }

  private MaskCompositor compositor() {
    return MaskCompositor.create().withWork(work);
  }

  private void assertHeard(Kind kind, Strategy strategy, int width, int outputWidth) {
    assertThat(only().kind()).isEqualTo(kind);
    assertThat(only().outcome()).isEqualTo(Outcome.DONE);
    assertThat(only().error()).isEmpty();
    assertThat(only().strategy()).contains(strategy);
    assertThat(only().width()).isEqualTo(width);
    assertThat(only().height()).isEqualTo(width * 2 / 3);
    assertThat(only().output().width()).isEqualTo(outputWidth);
    assertThat(only().output().height()).isEqualTo(outputWidth * 2 / 3);
    assertThat(only().output().bytes()).isEqualTo(bytesWhenHeard);
    assertThat(only().duration()).isPositive();
  }

  @Test
  void aSplicedCompositeIsThereWhenItIsHeardOf() throws IOException {
    CompositeReport report = compositor().composite(photo, mask, result);
    assertHeard(Kind.COMPOSITE, Strategy.SPLICE, 90, 90);
    assertThat(report.bytes().output()).isEqualTo(bytesWhenHeard);
    assertThat(only().reservedBytes())
        .isEqualTo(
            MaskCompositor.create()
                .explain(ImageSource.of(photo), ImageSource.of(mask))
                .work()
                .heapBytes());
  }

  @Test
  void aCompositeThatIsEncodedIsStreamed() throws IOException {
    compositor().withFormat(OutputFormat.JPEG).composite(photo, mask, result);
    assertHeard(Kind.COMPOSITE, Strategy.STREAM, 90, 90);
  }

  @Test
  void aCompositeThatIsPreparedIsOneCallOfTheCompositor() throws IOException {
    ImagePreparer preparer = ImagePreparer.create().withMaxSide(30).withWork(work);
    compositor()
        .composite(ImageSource.of(photo), ImageSource.of(mask), preparer, ImageTarget.of(result));
    assertHeard(Kind.COMPOSITE, Strategy.STREAM, 90, 30);
  }

  @Test
  void aCompositeThatGoesOutAsRowsHasNoBytes() throws IOException {
    compositor().composite(SyntheticRows.photo(90, 60), SyntheticRows.mask(90, 60), window -> {});
    assertHeard(Kind.COMPOSITE, Strategy.STREAM, 90, 90);
    assertThat(bytesWhenHeard).isZero();
  }

  @Test
  void aRestorationWithMatchedColorsIsOneCall() throws IOException {
    PhotoRestorer.create()
        .withRestoring(RestoreOptions.DEFAULT.withMatchColor(true))
        .withWork(work)
        .restore(photo, photo, mask, result);
    assertHeard(Kind.RESTORE, Strategy.STREAM, 90, 90);
    assertThat(only().reservedBytes()).isPositive();
  }

  @Test
  void anImageThatMeetsEverythingIsCopied() throws IOException {
    ImagePreparer.create().withWork(work).prepare(photo, result);
    assertHeard(Kind.PREPARE, Strategy.COPY, 90, 90);
  }

  @Test
  void aPreparationSaysBothSizes() throws IOException {
    ImagePreparer.create().withMaxSide(30).withWork(work).prepare(photo, result);
    assertHeard(Kind.PREPARE, Strategy.STREAM, 90, 30);
  }

  @Test
  void writtenRowsAreHeardOf() throws IOException {
    try (WindowReader rows = ImageRows.create().open(ImageSource.of(photo))) {
      ImageRows.create().withWork(work).write(rows, OutputFormat.PNG, ImageTarget.of(result));
    }
    assertHeard(Kind.WRITE, Strategy.STREAM, 90, 90);
  }

  @Test
  void anImageThatPassesALimitIsRefused() {
    MaskCompositor strict =
        MaskCompositor.create()
            .withReading(ReadOptions.DEFAULT.withLimits(ImageLimits.DEFAULT.withMaxWidth(89)))
            .withWork(work);

    assertThatThrownBy(() -> strict.composite(photo, mask, result))
        .isInstanceOf(ImageLimitException.class);

    assertThat(only().outcome()).isEqualTo(Outcome.REFUSED);
    assertThat(only().error()).contains("ImageLimitException");
    assertThat(only().strategy()).isEmpty();
    assertThat(only().width()).isZero();
    assertThat(only().reservedBytes()).isZero();
  }

  @Test
  void aBudgetThatIsTooSmallRefusesWhatWasPlanned() {
    MaskCompositor poor =
        MaskCompositor.create().withWork(work.withBudget(MemoryBudget.ofBytes(1_000)));

    assertThatThrownBy(() -> poor.composite(photo, mask, result))
        .isInstanceOf(MemoryBudgetException.class);

    assertThat(only().outcome()).isEqualTo(Outcome.REFUSED);
    assertThat(only().strategy()).contains(Strategy.SPLICE);
    assertThat(only().width()).isEqualTo(90);
    assertThat(only().reservedBytes()).isZero();
  }

  @Test
  void aTargetThatFailsAtItsEndLeavesNothingAndHasFailed() {
    ImageTarget broken =
        ImageTarget.of(
            new ByteArrayOutputStream() {
              @Override
              public void flush() throws IOException {
                throw new IOException("disk full");
              }
            });

    assertThatThrownBy(
            () -> compositor().composite(ImageSource.of(photo), ImageSource.of(mask), broken))
        .isInstanceOf(IOException.class);

    assertThat(only().outcome()).isEqualTo(Outcome.FAILED);
    assertThat(only().error()).contains("IOException");
    assertThat(only().strategy()).contains(Strategy.SPLICE);
    assertThat(only().output().width()).isZero();
    assertThat(only().output().bytes()).isZero();
    assertThat(only().reservedBytes()).isPositive();
  }

  @Test
  void whatIsCancelledOrOutOfTimeIsCancelled() {
    PhotoRestorer late = PhotoRestorer.create().withWork(work.withTimeout(Duration.ofNanos(1)));

    assertThatThrownBy(() -> late.restore(photo, photo, mask, result))
        .isInstanceOf(CancelledException.class);

    assertThat(only().outcome()).isEqualTo(Outcome.CANCELLED);
    assertThat(only().error()).contains("CancelledException");
    assertThat(only().reservedBytes()).isZero();
  }

  @Test
  void whatIsInterruptedIsCancelled() {
    Thread.currentThread().interrupt();
    try {
      assertThatThrownBy(() -> compositor().composite(photo, mask, result))
          .isInstanceOf(CancelledException.class)
          .hasMessage("the thread was interrupted");
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }

    assertThat(only().outcome()).isEqualTo(Outcome.CANCELLED);
    assertThat(only().error()).contains("CancelledException");
  }

  @Test
  void whatAListenerThrowsChangesNothing() throws IOException {
    WorkOptions deaf =
        WorkOptions.DEFAULT.withListener(
            Heard.ends(
                call -> {
                  heard.add(call);
                  throw new AssertionError("a broken listener");
                }));

    CompositeReport report = MaskCompositor.create().withWork(deaf).composite(photo, mask, result);

    assertThat(report.bytes().output()).isEqualTo(Files.size(result));
  }

  @Test
  void whatAListenerThrowsDoesNotReplaceTheFailure() {
    WorkOptions deaf =
        WorkOptions.DEFAULT
            .withCancel(() -> true)
            .withListener(
                Heard.ends(
                    call -> {
                      heard.add(call);
                      throw new IllegalStateException("a broken listener");
                    }));

    assertThatThrownBy(() -> ImagePreparer.create().withWork(deaf).prepare(photo, result))
        .isInstanceOf(CancelledException.class);
  }

  @Test
  void workOfAnExecutorIsHeardOfOnTheThreadThatDidIt() {
    assertThat(
            compositor()
                .compositeAsync(
                    ImageSource.of(photo),
                    ImageSource.of(mask),
                    ImageTarget.of(result),
                    Runnable::run)
                .join()
                .mask()
                .paintedPixels())
        .isPositive();

    assertThat(only().outcome()).isEqualTo(Outcome.DONE);
  }

  @Test
  void plansAreNotHeardOf() throws IOException {
    PhotoRestorer.create().withWork(work).explain(ImageSource.of(photo), ImageSource.of(mask));
    ImagePreparer.create().withWork(work).explain(ImageSource.of(photo));
    assertThat(heard).isEmpty();

    compositor().composite(photo, mask, result);
  }
}
