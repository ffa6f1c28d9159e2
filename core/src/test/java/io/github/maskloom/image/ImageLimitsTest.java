package io.github.maskloom.image;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.github.maskloom.errors.ImageLimitException;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

class ImageLimitsTest {
  private final ImageLimits limits =
      ImageLimits.DEFAULT
          .withMaxWidth(100)
          .withMaxHeight(200)
          .withMaxPixels(1_000)
          .withMaxInputBytes(300)
          .withMaxPixelsPerByte(40)
          .withMaxMetadataBytes(50)
          .withMaxParts(70)
          .withMaxScans(80)
          .withMaxAreas(85)
          .withMaxSpoolBytes(90)
          .withMaxHeldBytes(95);

  @Test
  void admitsWhatReachesALimit() {
    assertThatCode(() -> limits.checkSize(5, 200)).doesNotThrowAnyException();
    assertThatCode(() -> limits.checkSize(100, 10)).doesNotThrowAnyException();
    assertThatCode(() -> limits.checkInputBytes(300)).doesNotThrowAnyException();
    assertThatCode(() -> limits.checkRatio(409, 10)).doesNotThrowAnyException();
    assertThatCode(() -> limits.checkMetadataBytes(50)).doesNotThrowAnyException();
    assertThatCode(() -> limits.checkParts(70)).doesNotThrowAnyException();
    assertThatCode(() -> limits.checkScans(80)).doesNotThrowAnyException();
    assertThatCode(() -> limits.checkAreas(85)).doesNotThrowAnyException();
    assertThatCode(() -> limits.checkSpoolBytes(90)).doesNotThrowAnyException();
    assertThatCode(() -> limits.checkHeldBytes(95)).doesNotThrowAnyException();
  }

  @Test
  void namesTheLimitWhatWasAskedAndWhatIsAllowed() {
    assertLimit(() -> limits.checkSize(101, 1), "maxWidth", 101, 100);
    assertLimit(() -> limits.checkSize(1, 201), "maxHeight", 201, 200);
    assertLimit(() -> limits.checkSize(100, 11), "maxPixels", 1_100, 1_000);
    assertLimit(() -> limits.checkInputBytes(301), "maxInputBytes", 301, 300);
    assertLimit(() -> limits.checkRatio(410, 10), "maxPixelsPerByte", 41, 40);
    assertLimit(() -> limits.checkRatio(41, 0), "maxPixelsPerByte", 41, 40);
    assertLimit(() -> limits.checkMetadataBytes(51), "maxMetadataBytes", 51, 50);
    assertLimit(() -> limits.checkParts(71), "maxParts", 71, 70);
    assertLimit(() -> limits.checkScans(81), "maxScans", 81, 80);
    assertLimit(() -> limits.checkAreas(86), "maxAreas", 86, 85);
    assertLimit(() -> limits.checkSpoolBytes(91), "maxSpoolBytes", 91, 90);
    assertLimit(() -> limits.checkHeldBytes(96), "maxHeldBytes", 96, 95);
  }

  @Test
  void countsPixelsBeyondTheRangeOfInt() {
    ImageLimits wide = limits.withMaxWidth(1 << 30).withMaxHeight(1 << 30);

    assertLimit(() -> wide.checkSize(1 << 30, 1 << 30), "maxPixels", 1L << 60, 1_000);
  }

  @Test
  void areEqualIfEachOfThemIs() {
    Assertions.assertThat(limits.withMaxScans(81).withMaxScans(80)).isEqualTo(limits);
    Assertions.assertThat(limits.withMaxScans(81)).isNotEqualTo(limits);
    Assertions.assertThat(limits).hasToString(limits.withMaxScans(80).toString());
    Assertions.assertThat(limits.toString()).contains("maxWidth=100", "maxScans=80");
  }

  @Test
  void refusesLimitsThatNoImageCouldKeep() {
    assertThatThrownBy(() -> limits.withMaxPixels(0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> limits.withMaxParts(0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> limits.withMaxHeldBytes(-1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static void assertLimit(Runnable check, String limit, long asked, long allowed) {
    assertThatThrownBy(check::run)
        .asInstanceOf(type(ImageLimitException.class))
        .satisfies(
            e -> {
              Assertions.assertThat(e.limit()).isEqualTo(limit);
              Assertions.assertThat(e.asked()).isEqualTo(asked);
              Assertions.assertThat(e.allowed()).isEqualTo(allowed);
              Assertions.assertThat(e).hasMessageContaining(limit);
            });
  }
}
