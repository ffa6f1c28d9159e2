package io.github.maskloom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maskloom.errors.CancelledException;
import io.github.maskloom.image.CancelSignal;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.ImageTarget;
import io.github.maskloom.image.ManualClock;
import io.github.maskloom.image.MemoryBudget;
import io.github.maskloom.image.OutputFormat;
import io.github.maskloom.image.WorkOptions;
import io.github.maskloom.prepare.ImagePreparer;
import io.github.maskloom.raster.WindowReader;
import io.github.maskloom.testing.SyntheticRows;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TimeoutTest {
  private static final Duration TIME = Duration.ofSeconds(3);
  private static final String OVER = "the time of 3 s is over";

  @TempDir Path folder;

  private final ManualClock clock = new ManualClock();
  private final WorkOptions work = clock.timeout(WorkOptions.DEFAULT, TIME);
  private byte[] photo = {};
  private byte[] mask = {};
  private Path result = Path.of("");

  @BeforeEach
  void drawImages() throws IOException {
    photo =
        Files.readAllBytes(
            SyntheticRows.photo(90, 60).write(OutputFormat.PNG, folder.resolve("photo")));
    mask =
        Files.readAllBytes(
            SyntheticRows.mask(90, 60).write(OutputFormat.PNG, folder.resolve("mask")));
    result = folder.resolve("result");
  }

  /** What is made once for all calls, as a server has it. */
  private record Shared(
      MaskCompositor compositor, PhotoRestorer restorer, ImagePreparer preparer, ImageRows rows) {
    static Shared of(WorkOptions work) {
      return new Shared(
          MaskCompositor.create().withWork(work),
          PhotoRestorer.create().withWork(work),
          ImagePreparer.create().withMaxSide(30).withWork(work),
          ImageRows.create().withWork(work));
    }
  }

  private interface Doing {
    void run(Shared by, ImageSource photo, ImageSource mask, ImageTarget target) throws IOException;
  }

  /** Every call that has a beginning. */
  private enum Call {
    COMPOSITE((by, photo, mask, target) -> by.compositor().composite(photo, mask, target)),
    COMPOSITE_AND_PREPARE(
        (by, photo, mask, target) ->
            MaskCompositor.create().composite(photo, mask, by.preparer(), target)),
    EXPLAIN((by, photo, mask, target) -> by.compositor().explain(photo, mask)),
    RESTORE((by, photo, mask, target) -> by.restorer().restore(photo, photo, mask, target)),
    PREPARE((by, photo, mask, target) -> by.preparer().prepare(photo, target)),
    ROWS(
        (by, photo, mask, target) -> {
          try (WindowReader rows = by.rows().open(photo)) {
            ImageRows.create().write(rows, OutputFormat.PNG, target);
          }
        }),
    WRITE(
        (by, photo, mask, target) -> {
          try (WindowReader rows = ImageRows.create().open(photo)) {
            WindowReader slow = ImageRows.edited(rows, window -> photo.open().close());
            by.rows().write(slow, OutputFormat.PNG, target);
          }
        });

    @SuppressWarnings("ImmutableEnumChecker") // lambdas that capture nothing
    private final Doing doing;

    Call(Doing doing) {
      this.doing = doing;
    }
  }

  @ParameterizedTest
  @EnumSource
  void aCallThatBeginsAfterTheFirstOnesTimeHasItsOwn(Call call) throws IOException {
    Shared shared = Shared.of(work);
    Files.writeString(result, "before");

    assertThatThrownBy(
            () -> call.doing.run(shared, slow(photo), ImageSource.of(mask), ImageTarget.of(result)))
        .isInstanceOf(CancelledException.class)
        .hasMessage(OVER);
    assertThat(result).hasContent("before");
    clock.pass(TIME);

    assertThatCode(
            () ->
                call.doing.run(
                    shared, ImageSource.of(photo), ImageSource.of(mask), ImageTarget.of(result)))
        .doesNotThrowAnyException();
  }

  @Test
  void theWaitForMemoryCounts() throws IOException {
    MemoryBudget budget = MemoryBudget.ofBytes(1 << 24);
    MaskCompositor compositor = MaskCompositor.create().withWork(work.withBudget(budget));
    try (MemoryBudget.Reservation all = budget.reserve(1 << 24, CancelSignal.NEVER)) {
      ImageSource last =
          ImageSource.reopening(
              () -> {
                clock.passAtEachLook(Duration.ofSeconds(1));
                return new ByteArrayInputStream(mask);
              });

      assertThatThrownBy(
              () -> compositor.composite(ImageSource.of(photo), last, ImageTarget.of(result)))
          .isInstanceOf(CancelledException.class)
          .hasMessage(OVER);
      assertThat(budget.reservedBytes()).isEqualTo(all.bytes());
    }
    assertThat(budget.waitingCount()).isZero();
    assertThat(result).doesNotExist();
  }

  @Test
  void workOfAnExecutorBeginsWhenAThreadTakesItUp() {
    Deque<Runnable> queue = new ArrayDeque<>();
    CompletableFuture<CompositeReport> waited =
        Shared.of(work)
            .compositor()
            .compositeAsync(
                ImageSource.of(photo), ImageSource.of(mask), ImageTarget.of(result), queue::add);
    CompletableFuture<CompositeReport> slow =
        Shared.of(work)
            .compositor()
            .compositeAsync(slow(photo), ImageSource.of(mask), ImageTarget.of(result), queue::add);

    clock.pass(TIME.multipliedBy(100));
    queue.remove().run();
    queue.remove().run();

    assertThat(waited.join().mask().paintedPixels()).isPositive();
    assertThatThrownBy(slow::join).hasCauseInstanceOf(CancelledException.class);
  }

  /** A source that takes all the time there is until it opens. */
  private ImageSource slow(byte[] image) {
    return ImageSource.reopening(
        () -> {
          clock.pass(TIME);
          return new ByteArrayInputStream(image);
        });
  }
}
