package io.github.maskloom.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.BoundingBox;
import io.github.maskloom.local.FloorShadow.ContactShadow;
import io.github.maskloom.local.cutout.Silhouette;
import io.github.maskloom.local.cutout.Silhouette.Foot;
import io.github.maskloom.local.cutout.Silhouette.Span;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContactShadowTest {
  private static final int WIDTH = 300;

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

  private static float[] light(ContactShadow shadow, int row) {
    float[] light = new float[WIDTH];
    Arrays.fill(light, 1);
    shadow.cast(row, light);
    return light;
  }

  private static ContactShadow at(double x, double baseline) {
    return new ContactShadow(new Placement(TABLE, x, baseline, 100, 60));
  }

  @Test
  void isDarkestWhereTheFeetStand() {
    float[] light = light(at(100, 150), 149);

    assertThat(light[103]).isLessThan(0.6f);
    assertThat(light[197]).isLessThan(0.6f);
    assertThat(light[150]).isBetween(0.5f, 0.95f);
  }

  @Test
  void takesHalfOfTheLightJustBelowAFootAtLeast() {
    float[] light = light(at(100, 150), 150);

    assertThat(light[103]).isLessThan(0.5f);
    assertThat(light[197]).isLessThan(0.5f);
  }

  @Test
  void isNowhereButAtTheBase() {
    ContactShadow shadow = at(100, 150);

    assertThat(shadow.rows().from()).isGreaterThan(115);
    assertThat(shadow.rows().to()).isBetween(150.0, 165.0);
    for (int row = 0; row < 300; row++) {
      if (row + 1 < shadow.rows().from() || row > shadow.rows().to()) {
        assertThat(light(shadow, row)).containsOnly(1);
      }
    }
  }

  @Test
  void fadesWithoutAStepAndKeepsSomeLight() {
    ContactShadow shadow = at(100, 150);
    float[] above = light(shadow, 100);
    for (int row = 101; row < 180; row++) {
      float[] light = light(shadow, row);
      for (int x = 1; x < WIDTH; x++) {
        assertThat(light[x]).isBetween(0.05f, 1f);
        assertThat(Math.abs(light[x] - above[x])).isLessThan(0.7f);
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
    ContactShadow shadow = new ContactShadow(new Placement(TABLE, 10, 11, 1, 1));

    assertThat(light(shadow, 10)[10]).isLessThan(1f);
  }
}
