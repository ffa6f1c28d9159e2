package io.github.maskloom.image;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.github.maskloom.errors.ImageLimitException;
import io.github.maskloom.internal.limits.LimitCheck;
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
  void namesTheLimitWhatWasAskedAndWhatIsAllowed() {
    LimitCheck.size(limits, 5, 200);
    LimitCheck.size(limits, 100, 10);
    LimitCheck.ratio(limits, 409, 10);
    assertLimit(() -> LimitCheck.size(limits, 101, 1), "maxWidth", 101, 100);
    assertLimit(() -> LimitCheck.size(limits, 1, 201), "maxHeight", 201, 200);
    assertLimit(() -> LimitCheck.size(limits, 100, 11), "maxPixels", 1_100, 1_000);
    assertLimit(() -> LimitCheck.ratio(limits, 410, 10), "maxPixelsPerByte", 41, 40);
    assertLimit(() -> LimitCheck.ratio(limits, 41, 0), "maxPixelsPerByte", 41, 40);
    assertLimit(LimitCheck::inputBytes, "maxInputBytes", 300);
    assertLimit(LimitCheck::metadataBytes, "maxMetadataBytes", 50);
    assertLimit(LimitCheck::parts, "maxParts", 70);
    assertLimit(LimitCheck::scans, "maxScans", 80);
    assertLimit(LimitCheck::areas, "maxAreas", 85);
    assertLimit(LimitCheck::spoolBytes, "maxSpoolBytes", 90);
    assertLimit(LimitCheck::heldBytes, "maxHeldBytes", 95);
  }

  private interface Check {
    void of(ImageLimits limits, long asked);
  }

  /** What reaches a limit is admitted, and one more is not. */
  private void assertLimit(Check check, String limit, long allowed) {
    check.of(limits, allowed);
    assertLimit(() -> check.of(limits, allowed + 1), limit, allowed + 1, allowed);
  }

  @Test
  void countsPixelsBeyondTheRangeOfInt() {
    ImageLimits wide = limits.withMaxWidth(1 << 30).withMaxHeight(1 << 30);

    assertLimit(() -> LimitCheck.size(wide, 1 << 30, 1 << 30), "maxPixels", 1L << 60, 1_000);
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
