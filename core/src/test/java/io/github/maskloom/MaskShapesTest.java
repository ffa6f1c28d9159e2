package io.github.maskloom;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.errors.SizeMismatchException;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.ImageTarget;
import io.github.maskloom.image.MaskConvention;
import io.github.maskloom.image.MaskFit;
import io.github.maskloom.image.MaskOptions;
import io.github.maskloom.prepare.ImagePreparer;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.WindowReader;
import io.github.maskloom.testing.MaskTable.Row;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Masks of every shape, size and orientation, as the table in {@code docs/masks.md} says. */
class MaskShapesTest {
  private static final ImageTarget NOWHERE = ImageTarget.of(OutputStream.nullOutputStream());

  @TempDir Path folder;

  /** A way to bring a photo and a mask together, which has the mask's shape in its report. */
  private interface Work {
    ImageGeometry run() throws IOException;
  }

  @ParameterizedTest
  @MethodSource("io.github.maskloom.testing.MaskTable#rows")
  void aCompositorTakesWhatTheTableSays(Row row) throws IOException {
    ImageSource photo = ImageSource.of(row.photo());
    ImageSource mask = ImageSource.of(row.strokes());
    for (MaskFit fit : MaskFit.values()) {
      MaskCompositor compositor =
          MaskCompositor.create().withMask(MaskOptions.DEFAULT.withFit(fit));
      String said = String.valueOf(row.outcomes().get(fit));

      Path target = Files.writeString(folder.resolve(fit + ".jpg"), "old");
      assertOutcome(
          row,
          said,
          () -> compositor.composite(photo, mask, ImageTarget.of(target)).maskGeometry());
      assertThat(Files.size(target) == 3)
          .as("the old file stays")
          .isNotEqualTo(said.equals("taken"));
      assertOutcome(
          row,
          said,
          () ->
              compositor
                  .composite(photo, mask, ImagePreparer.create().withMaxSide(60), NOWHERE)
                  .composite()
                  .maskGeometry());
      assertOutcome(
          row,
          said,
          () -> {
            compositor.explain(photo, mask);
            return geometry(row.mask());
          });
    }
  }

  @ParameterizedTest
  @MethodSource("io.github.maskloom.testing.MaskTable#rows")
  void aRestorerTakesWhatTheTableSays(Row row) throws IOException {
    ImageSource photo = ImageSource.of(row.photo());
    ImageSource mask = ImageSource.of(row.strokes());
    for (MaskFit fit : MaskFit.values()) {
      for (boolean matched : new boolean[] {false, true}) {
        PhotoRestorer restorer =
            PhotoRestorer.create()
                .withMask(MaskOptions.DEFAULT.withFit(fit))
                .withRestoring(RestoreOptions.DEFAULT.withMatchColor(matched));
        assertOutcome(
            row,
            String.valueOf(row.outcomes().get(fit)),
            () -> restorer.restore(photo, photo, mask, NOWHERE).maskGeometry());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("io.github.maskloom.testing.MaskTable#rows")
  void rowsTakeWhatTheTableSaysOfThePhotoAsItIsSeen(Row row) throws IOException {
    ImageSource photo = ImageSource.of(row.seenPhoto());
    ImageSource mask = ImageSource.of(row.strokes());
    for (MaskFit fit : MaskFit.values()) {
      MaskCompositor compositor =
          MaskCompositor.create().withMask(MaskOptions.DEFAULT.withFit(fit));
      assertOutcome(
          row,
          row.ofRows(fit),
          () -> {
            try (WindowReader rows = ImageRows.create().open(photo)) {
              return compositor.composite(rows, mask, NOWHERE).maskGeometry();
            }
          });
      assertOutcome(
          row,
          row.ofRows(fit),
          () -> {
            try (WindowReader rows = ImageRows.create().open(photo);
                WindowReader strokes = ImageRows.create().open(mask)) {
              return compositor.composite(rows, strokes, window -> {}).maskGeometry();
            }
          });
    }
  }

  @ParameterizedTest
  @MethodSource("io.github.maskloom.testing.MaskTable#rows")
  void aPreparerKnowsNoPhotoAndTakesAll(Row row) throws IOException {
    ImagePreparer.create()
        .withMask(MaskOptions.DEFAULT, MaskConvention.WHITE_EDITS)
        .prepare(ImageSource.of(row.strokes()), NOWHERE);
  }

  private static void assertOutcome(Row row, String said, Work work) throws IOException {
    String outcome = "taken";
    try {
      assertThat(size(work.run())).isEqualTo(row.mask());
    } catch (SizeMismatchException e) {
      outcome = e.reason().toString();
      assertThat(e.maskWidth() + "x" + e.maskHeight()).isEqualTo(row.mask());
      assertThat(e.photoWidth() + "x" + e.photoHeight()).isEqualTo(row.seen());
      assertThat(e.image()).contains("mask");
      assertThat(e).hasMessageStartingWith("mask: " + row.mask());
    }
    assertThat(outcome).isEqualTo(said);
  }

  private static String size(ImageGeometry geometry) {
    return geometry.width() + "x" + geometry.height();
  }

  private static ImageGeometry geometry(String size) {
    String[] sides = size.split("x", 2);
    return ImageGeometry.of(Integer.parseInt(sides[0]), Integer.parseInt(sides[1]), 4, 8);
  }
}
