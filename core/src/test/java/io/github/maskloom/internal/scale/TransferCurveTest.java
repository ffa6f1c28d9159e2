package io.github.maskloom.internal.scale;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.internal.pixel.Samples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TransferCurveTest {
  @ParameterizedTest
  @ValueSource(ints = {8, 16})
  void everySampleComesBackAsItWas(int depth) {
    TransferCurve light = TransferCurve.srgb(depth);
    TransferCurve none = TransferCurve.none(depth);

    for (int sample = 0; sample <= Samples.max(depth); sample++) {
      assertThat(light.encode(light.decode(sample))).isEqualTo(sample);
      assertThat(none.encode(none.decode(sample))).isEqualTo(sample);
    }
  }

  @Test
  void everyLightBecomesTheNearestSampleButForOneLevel() {
    TransferCurve curve = TransferCurve.srgb(8);
    int off = 0;
    for (int i = 0; i <= 1_000_000; i++) {
      double light = i / 1e6;
      double exact =
          255 * (light <= 0.0031308 ? light * 12.92 : 1.055 * Math.pow(light, 1 / 2.4) - 0.055);
      int sample = curve.encode((float) (light * 255));

      assertThat(Math.abs(sample - exact)).isLessThan(0.6);
      off += sample == Math.round(exact) ? 0 : 1;
    }
    assertThat(off).isLessThan(10_000);
  }

  @Test
  void whatTheKernelOvershootsIsCut() {
    for (TransferCurve curve : new TransferCurve[] {TransferCurve.srgb(8), TransferCurve.none(8)}) {
      assertThat(curve.encode(-20)).isZero();
      assertThat(curve.encode(300)).isEqualTo(255);
    }
  }
}
