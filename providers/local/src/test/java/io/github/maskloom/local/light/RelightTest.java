package io.github.maskloom.local.light;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.maskloom.local.light.Grain.GrainTally;
import io.github.maskloom.local.light.PlaceLight.Fall;
import io.github.maskloom.local.light.PlaceLight.Relight;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Furniture in another light, with a photo's grain. */
class RelightTest {
  private static int[] lit(PlaceLight light, int red, int green, int blue) {
    byte[] rgba = {(byte) red, (byte) green, (byte) blue, 77};
    new Relight(light, 0.5, 1).apply(rgba, 1);
    return new int[] {rgba[0] & 0xFF, rgba[1] & 0xFF, rgba[2] & 0xFF, rgba[3]};
  }

  private static PlaceLight even(double gain) {
    return new PlaceLight(gain, gain, gain, 1, 0, 1, 0, Fall.NONE);
  }

  @Property
  void aStudiosLightChangesNothing(@ForAll @IntRange(max = 200) int sample) {
    assertThat(lit(even(1), sample, 100, 50)[0]).isCloseTo(sample, within(2));
  }

  @Property
  void lighterStaysLighterAndAlphaStays(
      @ForAll @DoubleRange(min = 0.1, max = 1.2) double gain,
      @ForAll @IntRange(max = 254) int sample) {
    int[] darker = lit(even(gain), sample, sample, sample);
    int[] lighter = lit(even(gain), sample + 1, sample + 1, sample + 1);

    assertThat(lighter[0]).isGreaterThanOrEqualTo(darker[0]);
    assertThat(darker[3]).isEqualTo(77);
  }

  @Test
  void aQuarterOfTheLightIsALittleMoreThanHalfOfTheSample() {
    assertThat(lit(even(0.25), 200, 200, 200)[0]).isBetween(104, 110);
  }

  @Test
  void lightFromTheRightMakesTheRightLighter() {
    byte[] rgba = gray(100);
    new Relight(new PlaceLight(1, 1, 1, 1, 0, 1, 0.1, Fall.NONE), 0.5, 100).apply(rgba, 1);

    assertThat(rgba[396] & 0xFF).isGreaterThan(rgba[0] & 0xFF);
  }

  @Test
  void grainHasItsDeviationAndIsTheSameEachTime() {
    byte[] first = gray(4096);
    byte[] second = gray(4096);

    new Grain(3).apply(first, 4096, 17, 23);
    new Grain(3).apply(second, 4096, 17, 23);

    assertThat(first).isEqualTo(second);
    double squares = 0;
    for (int x = 0; x < 4096; x++) {
      double off = (first[x * 4 + 1] & 0xFF) - 120;
      squares += off * off;
    }
    assertThat(Math.sqrt(squares / 4096)).isBetween(2.4, 3.6);
  }

  @Test
  void aTallyFindsTheGrainThatIsThere() {
    GrainTally tally = new GrainTally();
    for (int y = 0; y < 200; y++) {
      byte[] rgba = gray(512);
      new Grain(2).apply(rgba, 512, 0, y);
      byte[] rgb = new byte[512 * 3];
      for (int x = 0; x < 512; x++) {
        System.arraycopy(rgba, x * 4, rgb, x * 3, 3);
      }
      tally.add(rgb, 0, 512);
    }

    assertThat(tally.deviation()).isBetween(1.0, 2.6);
  }

  private static byte[] gray(int width) {
    byte[] rgba = new byte[width * 4];
    Arrays.fill(rgba, (byte) 120);
    return rgba;
  }
}
