package io.github.maskloom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maskloom.Restored.UnpaintedChanges;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.internal.png.ColorType;
import io.github.maskloom.testing.Drawn;
import io.github.maskloom.testing.Made;
import io.github.maskloom.testing.TestPng;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What restoring keeps of a replacement, and what it tells about it. */
class RestoreTest {
  private static final int SIDE = 80;
  private static final byte[] PHOTO = Drawn.flat(ColorType.RGB, SIDE, SIDE, 100);
  private static final byte[] REPLACEMENT = Drawn.flat(ColorType.RGB, 20, 20, 200);
  private static final byte[] STROKES = Drawn.flat(ColorType.RGBA, SIDE, SIDE, 254);

  @TempDir Path folder;

  @Test
  void aMaskWithoutPaintLeavesThePhotoUnchanged() throws IOException {
    Made<CompositeReport> made =
        Made.restore(PhotoRestorer.create(), PHOTO, REPLACEMENT, Drawn.blank(SIDE, SIDE));
    long all = SIDE * SIDE;
    assertThat(made.report().nothingPainted()).isTrue();
    assertThat(made.samples()).containsOnly(100);
    assertThat(made.report().restored().orElseThrow().unpainted())
        .contains(new UnpaintedChanges(1, 1, 1, 100, 100, all, all, all));
  }

  @Test
  void aMaskPaintedAllOverLeavesNothingOfThePhoto() throws IOException {
    byte[] full = Drawn.flat(ColorType.RGBA, SIDE, SIDE, 1);
    Made<CompositeReport> made = Made.restore(PhotoRestorer.create(), PHOTO, REPLACEMENT, full);
    assertThat(made.samples()).containsOnly(200);
    assertThat(made.report().restored().orElseThrow().unpainted())
        .contains(new UnpaintedChanges(1, 0, 0, 0, 0, 0, 0, 0));
  }

  @ParameterizedTest
  @CsvSource({"8, 40", "16, 40", "8, 200", "16, 200", "8, 80", "16, 80"})
  void aPaintedMaskIsToldOfAsACompositeTellsOfIt(int depth, int side) throws IOException {
    int[] strokes = new int[side * side * 4];
    for (int i = 0; i < strokes.length; i++) {
      int x = i / 4 % side;
      int y = i / 4 / side;
      boolean stroke = x >= side / 4 && x < side / 2 && y >= side / 3 && y < side - side / 4;
      strokes[i] = stroke ? 128 * (depth == 8 ? 1 : 257) : 0;
    }
    byte[] mask = TestPng.of(ColorType.RGBA, depth, side, side).samples(strokes).encode();
    MaskStatistics painted = Made.composite(MaskCompositor.create(), PHOTO, mask).report().mask();
    assertThat(painted.dominantAlpha()).isEqualTo(128);
    assertThat(Made.restore(PhotoRestorer.create(), PHOTO, REPLACEMENT, mask).report().mask())
        .isEqualTo(painted);
  }

  @Test
  void filesAreTakenByPathAndAMaskAsADataUrlToo() throws IOException {
    Path room = Files.write(folder.resolve("room.png"), PHOTO);
    Path answer = Files.write(folder.resolve("answer.png"), REPLACEMENT);
    Path mask = Files.write(folder.resolve("mask.png"), STROKES);
    ImageSource url =
        ImageSource.dataUrl("data:image/png;base64," + Base64.getEncoder().encodeToString(STROKES));
    Path result = folder.resolve("result.png");
    byte[] composited = Made.composite(MaskCompositor.create(), PHOTO, STROKES).file();
    byte[] restored = Made.restore(PhotoRestorer.create(), PHOTO, REPLACEMENT, STROKES).file();

    MaskCompositor.create().composite(room, mask, result);
    assertThat(result).hasBinaryContent(composited);
    MaskCompositor.create().composite(room, url, result);
    assertThat(result).hasBinaryContent(composited);
    PhotoRestorer.create().restore(room, answer, mask, result);
    assertThat(result).hasBinaryContent(restored);
    PhotoRestorer.create().restore(room, answer, url, result);
    assertThat(result).hasBinaryContent(restored);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 101})
  void aFeatherOrGrowthOutOfBoundsIsRefused(int pixels) {
    assertThatThrownBy(() -> RestoreOptions.DEFAULT.withFeather(pixels))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("0 to 100");
    assertThatThrownBy(() -> RestoreOptions.DEFAULT.withGrow(pixels))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("0 to 100");
  }
}
