package io.github.maskloom.local.light;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.maskloom.BoundingBox;
import io.github.maskloom.local.cutout.Thumbnail;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntBinaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** What light is found at a place. */
class LightMeterTest {
  private static final int WIDTH = 128;
  private static final int HEIGHT = 96;
  private static final BoundingBox PLACE = new BoundingBox(40, 50, 40, 36);

  private static PlaceLight light(IntBinaryOperator rgb) {
    int[] argb = new int[WIDTH * HEIGHT];
    Arrays.setAll(argb, at -> 0xFF000000 | rgb.applyAsInt(at % WIDTH, at / WIDTH));
    return new LightMeter(new Thumbnail(WIDTH, HEIGHT, WIDTH, HEIGHT, argb), PLACE).light();
  }

  /** Two tones in a chequer, so that there is some contrast. */
  private static IntBinaryOperator chequer(int dark, int bright) {
    return (x, y) -> (x / 4 + y / 4) % 2 == 0 ? dark : bright;
  }

  @Test
  void usualDaylightChangesHardlyAnything() {
    PlaceLight light = light(chequer(0x5C5C5C, 0xA8A8A8));

    assertThat(light.red()).isCloseTo(1, within(0.2));
    assertThat(light.blue()).isCloseTo(light.red(), within(0.02));
    assertThat(light.side()).isCloseTo(0, within(0.01));
    assertThat(light.fall()).isEqualTo(PlaceLight.Fall.NONE);
  }

  @Test
  void duskDarkensAndLampsWarm() {
    PlaceLight dusk = light(chequer(0x101418, 0x303438));
    PlaceLight lamp = light(chequer(0x704818, 0xD0A060));

    assertThat(dusk.green()).isLessThan(0.35);
    assertThat(lamp.red()).isGreaterThan(1.2 * lamp.blue());
    assertThat(lamp.green()).isBetween(lamp.blue(), lamp.red());
  }

  @Test
  void aLampThatColorsGroundAndBrightThingsIsFollowedDespiteAWhiteWall() {
    PlaceLight lamp =
        light((x, y) -> y < 34 ? 0xC0C0C0 : (x / 4 + y / 4) % 2 == 0 ? 0x906018 : 0xC89040);

    assertThat(lamp.red()).isGreaterThan(1.7 * lamp.blue());
  }

  @Test
  void orangeEarthBetweenGrayStonesIsNoLamp() {
    PlaceLight noon = light((x, y) -> (x / 4 + y / 4) % 2 == 0 ? 0x705030 : 0xB0B0B0);

    assertThat(noon.red()).isLessThan(1.15 * noon.blue());
  }

  @Test
  void inBacklightFurnitureIsAsDarkAsTheGround() {
    PlaceLight backlit = light((x, y) -> Math.hypot(x - 20, y - 20) < 6 ? 0xFFFFFF : 0x202020);
    PlaceLight dim = light((x, y) -> 0x202020);

    assertThat(backlit.green()).isLessThan(0.8 * dim.green());
  }

  @Test
  void groundInFullLightIsNotLitFromBehind() {
    PlaceLight light = light((x, y) -> Math.hypot(x - 20, y - 20) < 6 ? 0xFFFFFF : 0x909090);

    assertThat(light.fall()).isEqualTo(PlaceLight.Fall.NONE);
  }

  @Test
  void aBlueSkyMakesNothingBlueOnGreenGround() {
    PlaceLight light = light((x, y) -> y < 40 ? 0xA8C4F0 : x % 8 < 4 ? 0x506828 : 0x708840);

    assertThat(light.blue()).isLessThan(1.12 * light.red());
  }

  @Test
  void anEveningThatIsBlueAllOverIsBlue() {
    PlaceLight light = light(chequer(0x202C44, 0x485878));

    assertThat(light.blue()).isGreaterThan(1.15 * light.red());
  }

  @Property
  void everyFigureIsBounded(
      @ForAll @IntRange(max = 0xFFFFFF) int one, @ForAll @IntRange(max = 0xFFFFFF) int other) {
    PlaceLight light = light((x, y) -> x < 60 ? one : other);

    double least = LightMeter.MIN_GAIN * LightMeter.MIN_CAST;
    double most = LightMeter.MAX_GAIN * LightMeter.MAX_CAST;
    assertThat(List.of(light.red(), light.green(), light.blue()))
        .allSatisfy(gain -> assertThat(gain).isBetween(least, most));
    assertThat(light.contrast()).isBetween(LightMeter.MIN_CONTRAST, LightMeter.MAX_CONTRAST);
    assertThat(light.black()).isBetween(0.0, LightMeter.MAX_BLACK);
    assertThat(light.saturation()).isBetween(LightMeter.MIN_SATURATION, 1.0);
    assertThat(light.side()).isBetween(-LightMeter.MAX_SIDE, LightMeter.MAX_SIDE);
  }

  @Test
  void shadowsFallAwayFromASunInTheImage() {
    PlaceLight light = light((x, y) -> Math.hypot(x - 20, y - 20) < 6 ? 0xFFFFF0 : 0x384048);

    assertThat(light.fall().isBacklight()).isTrue();
    assertThat(light.fall().right()).isPositive();
  }

  /** The patch of sun is as bright as the window, but no source. */
  @Test
  void aWindowInTheWallBesideLightsFromTheSide() {
    PlaceLight light =
        light(
            (x, y) -> {
              boolean window = x < 8 && y > 34 && y < 58;
              boolean sun = x > 16 && x < 44 && y > 66 && y < 80;
              return window || sun ? 0xFFFFF0 : 0x787060;
            });

    assertThat(light.fall().isBacklight()).isFalse();
    assertThat(light.fall().right()).isPositive();
  }

  @Test
  void aWideBrightSkyTellsNoDirection() {
    PlaceLight light = light((x, y) -> y < 40 ? 0xF8F8FF : 0x506040);

    assertThat(light.fall()).isEqualTo(PlaceLight.Fall.NONE);
  }

  @Test
  void groundThatIsBrighterOnTheLeftThrowsShadowsToTheRight() {
    PlaceLight light = light((x, y) -> x < 60 ? 0xC0B8B0 : 0x686058);

    assertThat(light.fall().right()).isPositive();
    assertThat(light.side()).isNegative();
  }
}
