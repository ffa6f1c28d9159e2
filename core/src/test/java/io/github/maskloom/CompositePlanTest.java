package io.github.maskloom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maskloom.RestoreOptions.Comparison;
import io.github.maskloom.errors.ImageFormatException;
import io.github.maskloom.errors.MemoryBudgetException;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.MemoryBudget;
import io.github.maskloom.image.OutputFormat;
import io.github.maskloom.image.Strategy;
import io.github.maskloom.image.WorkOptions;
import io.github.maskloom.prepare.ImagePreparer;
import io.github.maskloom.prepare.UploadLimits;
import io.github.maskloom.raster.WorkPlan;
import io.github.maskloom.testing.Made;
import io.github.maskloom.testing.SyntheticRows;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is told of work before it is done. */
class CompositePlanTest {
  private static final MemoryBudget ONE_BYTE = MemoryBudget.ofBytes(1);
  @TempDir Path folder;
  private ImageSource png;
  private ImageSource jpeg;
  private ImageSource mask;
  private ImageSource smallMask;

  @BeforeEach
  void drawImages() throws IOException {
    png = write("photo.png", SyntheticRows.photo(300, 200), OutputFormat.PNG);
    jpeg = write("photo.jpg", SyntheticRows.photo(300, 200), OutputFormat.JPEG);
    mask = write("mask.png", SyntheticRows.mask(300, 200), OutputFormat.PNG);
    smallMask = write("small.png", SyntheticRows.mask(150, 100), OutputFormat.PNG);
  }

  private ImageSource write(String name, SyntheticRows rows, OutputFormat format)
      throws IOException {
    return ImageSource.of(rows.write(format, folder.resolve(name)));
  }

  @Test
  void aPngThatStaysOneIsSpliced() throws IOException {
    CompositePlan plan = MaskCompositor.create().explain(png, mask);

    assertThat(plan.strategy()).isEqualTo(Strategy.SPLICE);
    assertThat(plan.whyNotSpliced()).isEmpty();
    assertThat(names(plan.work())).contains("decode PNG", "paint").endsWith("splice PNG");
    assertThat(plan.work().threads()).isZero();
  }

  @Test
  void aJpegIsStreamedAndTheReasonTold() throws IOException {
    CompositePlan plan = MaskCompositor.create().withFormat(OutputFormat.PNG).explain(jpeg, mask);

    assertThat(plan.strategy()).isEqualTo(Strategy.STREAM);
    assertThat(plan.whyNotSpliced().orElseThrow()).contains("not a PNG");
    assertThat(names(plan.work())).startsWith("decode JPEG").contains("blend", "encode PNG");
  }

  @Test
  void aMaskOfAnotherSizeIsScaled() throws IOException {
    CompositePlan plan = MaskCompositor.create().explain(png, smallMask);

    assertThat(names(plan.work())).contains("scale");
  }

  @Test
  void stepsAddUpToTheSums() throws IOException {
    for (ImageSource photo : List.of(png, jpeg)) {
      for (int threads = 1; threads <= 3; threads++) {
        WorkPlan work =
            MaskCompositor.create()
                .withWork(WorkOptions.DEFAULT.withThreads(threads))
                .withFormat(OutputFormat.JPEG)
                .explain(photo, smallMask)
                .work();

        assertThat(work.steps().stream().mapToLong(WorkPlan.Step::heapBytes).sum())
            .isEqualTo(work.heapBytes());
        assertThat(work.steps().stream().mapToInt(WorkPlan.Step::threads).sum())
            .isEqualTo(work.threads());
      }
    }
  }

  @Test
  void compositingReservesWhatThePlanTells() throws IOException {
    for (ImageSource photo : List.of(png, jpeg)) {
      for (ImageSource over : List.of(mask, smallMask)) {
        MaskCompositor compositor =
            MaskCompositor.create().withWork(WorkOptions.DEFAULT.withBudget(ONE_BYTE));

        assertThat(asked(() -> compositor.composite(photo, over, Made.NOWHERE)))
            .isEqualTo(compositor.explain(photo, over).work().heapBytes());
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void restoringReservesWhatThePlanTells(Comparison comparison) throws IOException {
    PhotoRestorer restorer =
        PhotoRestorer.create()
            .withWork(WorkOptions.DEFAULT.withBudget(ONE_BYTE))
            .withComparison(comparison);
    CompositePlan plan = restorer.explain(png, jpeg, smallMask);
    assertThat(asked(() -> restorer.restore(png, jpeg, smallMask, Made.NOWHERE)))
        .isEqualTo(plan.work().heapBytes());
    assertThat(plan.strategy())
        .isEqualTo(comparison == Comparison.OFF ? Strategy.SPLICE : Strategy.STREAM);
    PhotoRestorer ofJpegs = restorer.withFormat(OutputFormat.JPEG);
    CompositePlan again = ofJpegs.explain(jpeg, png, smallMask);
    assertThat(asked(() -> ofJpegs.restore(jpeg, png, smallMask, Made.NOWHERE)))
        .isEqualTo(again.work().heapBytes())
        .isGreaterThanOrEqualTo(ofJpegs.explain(jpeg, smallMask).work().heapBytes());
    assertThat(again.strategy()).isEqualTo(Strategy.SPLICE);
    assertThat(names(again.work()).contains("decode JPEG at 1/8"))
        .isEqualTo(comparison == Comparison.REDUCED);
    assertThat(names(again.work()).contains("compare where nothing is painted"))
        .isEqualTo(comparison != Comparison.OFF);
  }

  @Test
  void preparingReservesWhatThePlanTells() throws IOException {
    UploadLimits few = UploadLimits.NONE.withMaxBytes(3_000);
    List<ImagePreparer> kinds =
        List.of(
            ImagePreparer.create(),
            ImagePreparer.create().withMaxSide(100),
            ImagePreparer.create().withPassThrough(false).withLimits(few));
    for (ImagePreparer kind : kinds) {
      ImagePreparer preparer = kind.withWork(WorkOptions.DEFAULT.withBudget(ONE_BYTE));

      assertThat(asked(() -> preparer.prepare(jpeg, Made.NOWHERE)))
          .isEqualTo(preparer.explain(jpeg).heapBytes());
    }
  }

  @Test
  void encodingsThatAreTriedTakeATemporaryFile() throws IOException {
    WorkPlan plan =
        ImagePreparer.create()
            .withPassThrough(false)
            .withLimits(UploadLimits.NONE.withMaxBytes(3_000))
            .explain(jpeg);

    assertThat(plan.spooledBytes()).isEqualTo(300 * 200 * 3);
    assertThat(names(plan)).contains("spool", "then try encodings");
  }

  @Test
  void whatCannotBeCompositedCannotBeExplained() {
    assertThatThrownBy(() -> MaskCompositor.create().explain(png, ImageSource.of(new byte[9])))
        .isInstanceOf(ImageFormatException.class)
        .hasMessageContaining("mask");
  }

  private static List<String> names(WorkPlan plan) {
    return plan.steps().stream().map(WorkPlan.Step::name).toList();
  }

  /** What work asked of a budget that is too small for it. */
  private static long asked(ThrowingCallable work) {
    return org.assertj.core.api.Assertions.catchThrowableOfType(MemoryBudgetException.class, work)
        .askedBytes();
  }
}
