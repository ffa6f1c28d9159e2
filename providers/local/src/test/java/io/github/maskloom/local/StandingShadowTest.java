package io.github.maskloom.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.BoundingBox;
import io.github.maskloom.local.cutout.Silhouette;
import io.github.maskloom.local.cutout.Silhouette.Foot;
import io.github.maskloom.local.cutout.Silhouette.Span;
import io.github.maskloom.local.light.PlaceLight.Fall;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class StandingShadowTest {
  private static final int WIDTH = 300;

  /** Three columns of it are as far as a row at row 150. */
  private static final Floor FLOOR = new Floor(50, 300, 150);

  /** A table of 100 x 60 whose legs take the last 20 rows. */
  private static final Silhouette TABLE =
      new Silhouette(
          100,
          new BoundingBox(0, 0, 100, 60),
          new BoundingBox(0, 0, 100, 60),
          new Span(0, 100),
          40,
          List.of(new Span(0, 1)),
          List.of(new Foot(new Span(0, 6), 60), new Foot(new Span(94, 100), 60)));

  private static float[] light(List<FloorShadow> shadow, int row) {
    float[] light = new float[WIDTH];
    Arrays.fill(light, 1);
    shadow.forEach(part -> part.cast(row, light));
    return light;
  }

  private static double lastRow(List<FloorShadow> shadow) {
    return shadow.stream().mapToDouble(part -> part.rows().to()).max().orElseThrow();
  }

  private static List<FloorShadow> at(double x, double baseline) {
    return StandingShadow.of(new Placement(TABLE, x, baseline, 100, 60), FLOOR, Fall.NONE);
  }

  @Test
  void isDarkestWhereTheFeetStand() {
    float[] light = light(at(100, 150), 149);

    assertThat(light[103]).isLessThan(0.67f);
    assertThat(light[197]).isLessThan(0.67f);
    assertThat(light[150]).isBetween(0.5f, 0.95f);
  }

  /** No foot stands in a black disc. */
  @Test
  void leavesAThirdOfTheLightEverywhere() {
    for (int row = 0; row < 300; row++) {
      for (float light : light(at(100, 150), row)) {
        assertThat(light).isBetween(0.33f, 1f);
      }
    }
  }

  /** The right foot is farther away, and so is the floor between the two. */
  @Test
  void followsTheLineOnWhichTheFeetStand() {
    List<Foot> feet = List.of(new Foot(new Span(0, 6), 60), new Foot(new Span(94, 100), 50));
    Silhouette turned =
        new Silhouette(100, TABLE.visible(), TABLE.solid(), TABLE.body(), 40, TABLE.slices(), feet);
    Placement place = new Placement(turned, 100, 150, 100, 60);
    List<FloorShadow> shadow = StandingShadow.of(place, FLOOR, Fall.NONE);

    assertThat(light(shadow, 148)[115]).isLessThan(0.93f);
    assertThat(light(shadow, 148)[185]).isGreaterThan(0.98f);
    assertThat(light(shadow, 140)[185]).isLessThan(0.85f);
  }

  @Test
  void leansAwayFromTheLightAndFallsForwardIfItComesFromBehind() {
    Placement place = new Placement(TABLE, 100, 150, 100, 60);
    List<FloorShadow> aside = StandingShadow.of(place, FLOOR, new Fall(0.6, 0.1));
    List<FloorShadow> forward = StandingShadow.of(place, FLOOR, new Fall(0.6, 0.5));

    assertThat(light(aside, 148)[210]).isLessThan(light(aside, 148)[90] - 0.05f);
    assertThat(lastRow(aside)).isLessThan(165);
    assertThat(light(forward, 165)[170]).isLessThan(0.85f);
    assertThat(light(forward, 178)[170]).isGreaterThan(light(forward, 165)[170]);
  }

  @Test
  void isNowhereButAtTheBase() {
    List<FloorShadow> shadow = at(100, 150);

    assertThat(lastRow(shadow)).isBetween(150.0, 165.0);
    assertThat(light(shadow, 115)).containsOnly(1);
    for (int row = 0; row < 300; row++) {
      float[] light = new float[WIDTH];
      Arrays.fill(light, 1);
      for (FloorShadow part : shadow) {
        if (row + 1 < part.rows().from() || row > part.rows().to()) {
          part.cast(row, light);
        }
      }
      assertThat(light).containsOnly(1);
    }
  }

  @Test
  void fadesWithoutAStep() {
    List<FloorShadow> shadow = at(100, 150);
    float[] above = light(shadow, 100);
    for (int row = 101; row < 180; row++) {
      float[] light = light(shadow, row);
      for (int x = 1; x < WIDTH; x++) {
        assertThat(Math.abs(light[x] - above[x])).isLessThan(0.45f);
        assertThat(Math.abs(light[x] - light[x - 1])).isLessThan(0.2f);
      }
      above = light;
    }
  }

  @Test
  void isCutAtTheScenesBorders() {
    assertThat(light(at(-50, 150), 149)[49]).isLessThan(1f);
    assertThat(light(at(250, 150), 149)[WIDTH - 1]).isLessThan(1f);
    assertThat(light(at(-500, 150), 149)).containsOnly(1);
  }

  @Test
  void isThereForFurnitureOfAPixel() {
    List<FloorShadow> shadow =
        StandingShadow.of(new Placement(TABLE, 10, 11, 1, 1), FLOOR, Fall.NONE);

    assertThat(light(shadow, 10)[10]).isLessThan(1f);
  }
}
