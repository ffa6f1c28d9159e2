package io.github.maskloom.fusion.local;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ToneMatchTest {
  private static final Tone FURNITURE = new Tone(120, 120, 120, 40);

  private static int[] toned(Tone scene, int red, int green, int blue) {
    byte[] rgba = {(byte) red, (byte) green, (byte) blue, 77};
    ToneMatch.of(FURNITURE, scene).apply(rgba, 1);
    return new int[] {rgba[0] & 0xFF, rgba[1] & 0xFF, rgba[2] & 0xFF, rgba[3]};
  }

  @Test
  void aDarkRoomDarkensAndABrightOneDoesNotBlind() {
    int dark = toned(new Tone(20, 20, 20, 30), 120, 120, 120)[0];
    int bright = toned(new Tone(250, 250, 250, 30), 120, 120, 120)[0];

    assertThat(dark).isBetween(90, 110);
    assertThat(bright).isBetween(121, 136);
  }

  @Test
  void warmLightWarms() {
    int[] toned = toned(new Tone(220, 150, 80, 40), 120, 120, 120);

    assertThat(toned[0]).isGreaterThan(toned[1]);
    assertThat(toned[1]).isGreaterThan(toned[2]);
  }

  @Property
  void furnitureStaysWhatItIs(
      @ForAll @DoubleRange(max = 255) double red,
      @ForAll @DoubleRange(max = 255) double green,
      @ForAll @DoubleRange(max = 255) double blue,
      @ForAll @DoubleRange(max = 127) double contrast,
      @ForAll @IntRange(max = 255) int sample) {
    int[] toned = toned(new Tone(red, green, blue, contrast), sample, sample, sample);

    for (int band = 0; band < 3; band++) {
      assertThat((double) toned[band]).isBetween(sample * 0.67 - 7, (sample + 12) * 1.17);
    }
    assertThat(toned[3]).isEqualTo(77);
  }

  @Property
  void lighterStaysLighter(
      @ForAll @DoubleRange(max = 255) double light, @ForAll @IntRange(max = 254) int sample) {
    Tone scene = new Tone(light, light, light, 40);

    assertThat(toned(scene, sample + 1, 0, 0)[0])
        .isGreaterThanOrEqualTo(toned(scene, sample, 0, 0)[0]);
  }
}
